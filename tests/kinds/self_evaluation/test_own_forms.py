"""Forms of self-evaluations that leave sections out, and say in sentences what they like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from perfreport.basics.errors import TemplateError
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_document
from perfreport.documents.explaining import explain
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.draft import draft_self_evaluation
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.proof.proving import prove
from perfreport.roundtrip import read_docx
from tests.forms.own_templates import with_file
from tests.kinds.report.outlines import expenditure_template
from tests.roundtrip.word_editor import WordEditor, text_of
from tests.small_files import DEPARTMENT
from tools.word_template.reading import read
from tools.word_template.word_file import word_file

FORM = "short-self-evaluation"
KIND = "部门整体支出绩效自评报告"
OPTIONAL = [
    "部门职能", "年度总体工作", "年度重点工作任务", "部门整体支出绩效目标", "年初预算收入",
    "决算支出", "部门整体绩效管理情况", "绩效自评情况", "履职效能", "管理效率",
    "存在的主要问题", "下一步改进措施",
]  # fmt: skip
HIDDEN = [each for each in OPTIONAL if each not in ("年初预算收入", "履职效能")]
CONCLUSION = (
    "根据{basis}，{department}（联系电话{telephone}）{year}年决算{expenditure_total_final}万元，"
    "执行率{final_account_execution_rate}，其中公用经费{expenditure_operating_final}万元。"
)
MANIFEST: dict[str, Any] = {
    "版式": FORM, "文种": KIND, "名称": "试样", "地区": "某市", "年度": "2024", "依据": "试样",
    "标题": "{department}自评报告", "可不写": OPTIONAL,
    "不印": [*HIDDEN, "履职效能.扣分原因", "履职效能.一般公共预算年度平均支出执行率"],
    "附加项": [{"名称": "电话", "英文": "telephone"}],
    "用语": {
        "预算收入": "年初预算收入{total}万元，其中：{parts}。",
        "预算收入分项": "{subject}{amount}万元",
        "自评结论": CONCLUSION,
        "分项得分": "满分{weight}分，得{score}分，全部{conclusion_score}分，"
        "基本支出{expenditure_basic_final}万元。",
    },
}  # fmt: skip
TEMPLATE = """\
样式集: 公文
标题: {% for line in title_lines %}{{ line }}{% if not loop.last %}<br>{% endif %}{% endfor %}
{%p if revenue %}
一级标题: 年初预算收入
正文: {{ revenue }}
{%p endif %}
EXPENDITURE
一级标题: 结论
正文: {{ conclusion }}
{%p if effectiveness %}
正文: {{ effectiveness }}
表格 指标: 36 36 36 36
| 序号 | 指标 | 预期 | 实际 | (表头)
{%tr for row in key_indicators %}
| {{ row.number }} | {{ row.name }} | {{ row.expected }} | {{ row.actual }} |
{%tr endfor %}
{%p endif %}
""".replace("EXPENDITURE", expenditure_template("一级标题: 支出", "expenditure"))


def amounts(initial: str, annual: str, final: str) -> dict[str, str]:
    return {"年初预算数": initial, "全年预算数": annual, "决算数": final}


BARE: dict[str, Any] = {
    "文种": KIND, "版式": FORM, "年度": 2024, "部门名称": "某某局", "自评依据": "《通知》",
    "附加项": {"电话": "12345"},
    "部门整体支出": {
        "基本支出": {"人员经费": amounts("1", "2", "3"), "公用经费": amounts("4", "5", "4.5")},
        "项目支出": amounts("10", "10", "9.5"),
    },
}  # fmt: skip
EFFECTIVE = {
    "履职效能": {
        "分值": "60", "得分": "60",
        "关键指标": [{"名称": "培训", "预期实现值": "10期", "实际完成值": "10期"}],
    }
}  # fmt: skip
REVENUE = {"年初预算收入": {"构成": [{"科目": "卫生健康", "金额": "15"}]}}


def registry(folder: Path, more: dict[str, Any], template: str = TEMPLATE) -> FormRegistry:
    manifest = {**MANIFEST, **more}
    text = yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False)
    with_file(folder, f"forms/{FORM}.yaml", text)
    path = folder / "docx" / f"{FORM}.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(word_file(read(template, "form.txt")))
    return FormRegistry([folder])


def loaded(forms: FormRegistry, *parts: dict[str, Any]) -> Loaded:
    tree = {key: value for part in parts for key, value in part.items()}
    return understand(parse_source(yaml.safe_dump(tree, allow_unicode=True)), forms, None)


def wording(**changed: str | None) -> dict[str, Any]:
    return {"用语": {k: v for k, v in {**MANIFEST["用语"], **changed}.items() if v is not None}}


@pytest.mark.parametrize("more", [(), (EFFECTIVE,), (EFFECTIVE, REVENUE)])
def test_what_is_left_out_is_neither_printed_nor_missed(
    tmp_path: Path, more: tuple[dict[str, Any], ...]
) -> None:
    forms = registry(tmp_path, {})
    document = loaded(forms, BARE, *more)
    content = Renderer(forms).render(document, "docx").content
    assert read_docx(content, forms).document == document.document
    check_document(document.document, document.form)
    explain(document.document, document.form)


def test_a_sentence_names_figures_and_fields_of_the_whole_document(tmp_path: Path) -> None:
    forms = registry(tmp_path, {})
    editor = WordEditor(Renderer(forms).render(loaded(forms, BARE, EFFECTIVE), "docx").content)
    assert text_of(editor.paragraph("根据")) == (
        "根据《通知》，某某局（联系电话12345）2024年决算17.00万元，执行率100%，"
        "其中公用经费4.50万元。"
    )
    assert text_of(editor.paragraph("满分")) == ("满分60分，得60分，全部60分，基本支出7.50万元。")


@pytest.mark.parametrize(
    ("words", "old", "new", "place"),
    [
        ("根据", "12345", "54321", "附加项.电话"),
        ("根据", "《通知》", "《办法》", "自评依据"),
        ("满分", "得60", "得59", "履职效能.得分"),
        ("其中：", "15.00万元。", "16.00万元。", "年初预算收入.构成[1]"),
    ],
)
def test_what_is_edited_in_a_sentence_comes_back(
    tmp_path: Path, words: str, old: str, new: str, place: str
) -> None:
    forms = registry(tmp_path, {})
    document = loaded(forms, BARE, EFFECTIVE, REVENUE)
    editor = WordEditor(Renderer(forms).render(document, "docx").content)
    editor.replace(editor.paragraph(words), old, new)
    reading = read_docx(editor.save(), forms)
    assert [each.path.label for each in reading.edits] == [place]


def test_a_copied_sum_that_is_edited_is_named(tmp_path: Path) -> None:
    forms = registry(tmp_path, {})
    editor = WordEditor(Renderer(forms).render(loaded(forms, BARE, EFFECTIVE), "docx").content)
    editor.replace(editor.paragraph("满分"), "7.50", "8.50")
    (conflict,) = read_docx(editor.save(), forms).conflicts
    assert "8.50" in conflict.shown


def test_an_unknown_slot_is_told_with_the_nearest(tmp_path: Path) -> None:
    forms = registry(tmp_path, wording(自评结论="决算{expenditure_total_finel}万元。"))
    with pytest.raises(TemplateError, match="“expenditure_total_final”"):
        forms.get(FORM)


def test_a_printed_sentence_has_to_be_worded(tmp_path: Path) -> None:
    forms = registry(tmp_path, wording(分项得分=None))
    with pytest.raises(TemplateError, match=r"\{\{ effectiveness \}\}.*没有写“分项得分”"):
        Renderer(forms).render(loaded(forms, BARE, EFFECTIVE), "docx")


def test_data_that_no_sentence_words_are_refused(tmp_path: Path) -> None:
    forms = registry(tmp_path, wording(自评结论="{department}。"))
    cure = r"没有印“自评依据”.*\{basis\}.*“可不写”和“不印”里写上 自评依据"
    with pytest.raises(TemplateError, match=cure):
        Renderer(forms).render(loaded(forms, BARE), "docx")


def test_words_that_others_need_are_asked_for(tmp_path: Path) -> None:
    forms = registry(tmp_path, wording(预算收入分项=None))
    with pytest.raises(TemplateError, match="要写“预算收入分项”"):
        forms.get(FORM)


def test_what_may_be_left_out_is_known(tmp_path: Path) -> None:
    forms = registry(tmp_path, {"可不写": ["年初预算收人"]})
    with pytest.raises(TemplateError, match="是不是“年初预算收入”"):
        forms.get(FORM)


def test_a_draft_leaves_out_what_the_form_does_not_print(tmp_path: Path) -> None:
    declared = understand(parse_source(DEPARTMENT), FormRegistry(), None).document
    assert isinstance(declared, DepartmentTargets)
    form = registry(tmp_path, {}).get(FORM)
    assert isinstance(form, SelfEvaluationForm)
    text = draft_self_evaluation([declared], form).text
    assert "年初预算收入" in text
    assert not any(f"\n{label}:" in text for label in HIDDEN)


def test_the_form_is_proved(tmp_path: Path) -> None:
    forms = registry(tmp_path, {})
    found = prove(forms.get(FORM), forms, Renderer(forms), ("docx", "pdf"), strictly=True)
    assert found == []
