"""The proof of a form objects to what loses something, and to nothing else."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.basics.errors import TemplateError
from perfreport.documents.coverage import lacking
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.proof.finding import Objection
from perfreport.proof.proving import prove
from tests.forms.own_templates import pdf_template, with_file, with_form, with_own_pdf
from tests.kinds.toy import KINDS
from tests.kinds.toy.word_template import word_template
from tests.roundtrip.word_editor import WordEditor, retype, text_of
from tests.small_files import altered

DEPARTMENT = "guangzhou-district-department-targets"
PROJECTS = "guangzhou-district-project-targets"
REPORT = "guangzhou-self-evaluation"
REGISTRY = FormRegistry()

Edit = Callable[[WordEditor], object]


def objections(registry: FormRegistry, form_id: str, *, strictly: bool) -> list[Objection]:
    """What the proof objects to."""
    renderer = Renderer(registry, system_fonts=False)
    form = registry.get(form_id)
    return prove(form, registry, renderer, FORMATS, strictly=strictly)


def with_word(folder: Path, form_id: str, change: Edit) -> FormRegistry:
    """The forms with a Word template that was changed."""
    editor = WordEditor((resources.templates() / "docx" / f"{form_id}.docx").read_bytes())
    change(editor)
    with_bytes(with_form(folder, form_id, str), f"docx/{form_id}.docx", editor.save())
    return FormRegistry([folder])


def with_bytes(folder: Path, name: str, content: bytes) -> None:
    """Put a file into ``folder``."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def with_pdf(folder: Path, form_id: str, *changes: tuple[str, str]) -> FormRegistry:
    """The forms with a PDF template that was changed."""
    text = altered(pdf_template(form_id), *changes)
    return FormRegistry([with_file(folder, f"pdf/{form_id}.xml", text)])


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_nothing_is_objected_to_in_the_built_in_forms(form_id: str) -> None:
    assert objections(REGISTRY, form_id, strictly=True) == []


def test_nothing_is_objected_to_in_a_form_of_a_kind_that_nobody_told_of(tmp_path: Path) -> None:
    here = Path(__file__).parents[1] / "kinds" / "toy" / "templates"
    folder = Path(shutil.copytree(here, tmp_path / "templates"))
    with_bytes(folder, "docx/toy-procurement-plan.docx", word_template())
    registry = FormRegistry([folder], KINDS)
    assert objections(registry, "toy-procurement-plan", strictly=True) == []


@pytest.mark.parametrize("figures", [
    {"金额单位": "元", "金额小数": "0", "比率小数": "0"},
    {"金额单位": "亿元", "金额小数": "6", "比率小数": "6", "满分比率": "100.00%"},
    {"金额单位": "万元", "金额小数": "1"},
])  # fmt: skip
@pytest.mark.parametrize("form_id", [PROJECTS, REPORT])
def test_nothing_is_objected_to_however_figures_are_printed(
    tmp_path: Path, form_id: str, figures: dict[str, str]
) -> None:
    lines = "".join(f"\n  {key}: {value}" for key, value in figures.items())
    folder = with_form(tmp_path, form_id, lambda text: f"{text}\n数字:{lines}\n")
    assert objections(FormRegistry([folder]), form_id, strictly=False) == []


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_no_tag_of_a_word_template_can_go_without_an_objection(
    tmp_path: Path, form_id: str
) -> None:
    """But for what is computed, and what stands elsewhere too."""
    file = (resources.templates() / "docx" / f"{form_id}.docx").read_bytes()
    tags = [
        (position, text)
        for position, paragraph in enumerate(WordEditor(file).root.iter(W + "p"))
        if re.fullmatch(r"\{\{ [\w.]+ \}\}|\{% merge \w+\.[\w.]+ %\}", text := text_of(paragraph))
    ]
    kept = set()
    for position, tag in tags:
        registry = with_word(tmp_path / str(position), form_id, blank(position))
        try:
            found = lacking(registry.get(form_id), registry, "docx")
        except TemplateError:  # without the tag it could not be read back
            continue
        if not found:
            kept.add(tag)
    assert len(tags) >= (4 if form_id.startswith("xuwen") else 10)
    computed = {
        "{{ title }}",
        "{{ indicator.number }}",
        "{{ project.number }}",
        "{{ score.rate }}",
        "{{ scale }}",
    }
    numbered = ("_total }}", "_listed }}", "_attachment }}")
    computed |= {each for each in kept if each.endswith(numbered)}
    computed |= {"{{ project.full }}", "{{ full }}"}
    computed |= {"{{ department }}", "{% merge project %}"}  # which stand in title or heading too
    in_sentences = {each for each in kept if re.search(r"expenditure\.\w+\.(final|annual)", each)}
    assert kept - in_sentences <= computed
    assert len(in_sentences) <= 4


def blank(position: int) -> Edit:
    """Takes the tag out of the paragraph at a ``position``."""
    return lambda editor: retype(list(editor.root.iter(W + "p"))[position], "无")


def replaced(old: str, new: str) -> Edit:
    """Types ``new`` over the paragraph that says ``old``."""
    return lambda editor: retype(
        next(each for each in editor.root.iter(W + "p") if text_of(each) == old), new
    )


def under_condition(words: str, condition: str) -> Edit:
    """Has a paragraph printed only if something is there."""

    def change(editor: WordEditor) -> None:
        paragraph = editor.paragraph(words)
        for text, add in ((f"{{%p if {condition} %}}", paragraph.addprevious),
                          ("{%p endif %}", paragraph.addnext)):  # fmt: skip
            added = copy.deepcopy(paragraph)
            retype(added, text)
            add(added)

    return change


WRONG_WORD: dict[str, tuple[str, Edit, str, str]] = {
    "a column is not there": (
        DEPARTMENT,
        replaced("{{ budget.transfers }}", "0.00"),
        "没有印“预算整体情况.拟用于对下转移支付资金”，所填的会丢失",
        "{{ budget.transfers }}",
    ),
    "the first unit alone is printed": (
        PROJECTS,
        replaced(
            "{{ spending_unit.name }}", "{% if loop.first %}{{ spending_unit.name }}{% endif %}"
        ),
        "“资金使用单位.名称”没有印出来，如“试填",
        "{{ spending_unit.name }}",
    ),
    "some of the units are printed": (
        PROJECTS,
        replaced("{%tr for spending_unit in units %}", "{%tr for spending_unit in units[:5] %}"),
        "“资金使用单位”有时不印（比较了大小、次序或内容，或只取了几项），所填的会丢失",
        "{%tr for spending_unit in units %} … {%tr endfor %}",
    ),
    "a field depends on another": (
        REPORT,
        under_condition("{{ revenue }}", "key_indicators"),
        "“预算收入情况”没有印出来，如“",
        "{{ revenue }}",
    ),
    "a list stands in one line": (
        DEPARTMENT,
        replaced("{{ department }}", "{% for goal in goals %}{{ goal }}；{% endfor %}"),
        "把一组内容印在一行里，印出来就分不清有几项",
        "",
    ),
    "a name is wrong": (
        DEPARTMENT,
        replaced("{{ department }}", "{{ departmant }}"),
        "正文第 1 张表第 1 行第 2 格：标签 {{ departmant }}：视图里没有“departmant”，是不是 dep",
        "",
    ),
    "what is merged is no label": (
        DEPARTMENT,
        replaced("{% merge indicator.level_one %}", "{% merge indicator.name %}"),
        "标签 {% merge indicator.name %}：“indicator.name”不是能合并的标签",
        "",
    ),
}


# A build finds as much as ``form check``, but for what is refused with the data that have it.
@pytest.mark.parametrize(
    ("wrong", "strictly"),
    [
        *((wrong, True) for wrong in WRONG_WORD),
        *((wrong, False) for wrong in WRONG_WORD if wrong != "a column is not there"),
    ],
)
def test_a_word_template_that_is_wrong_is_objected_to(
    tmp_path: Path, wrong: str, strictly: bool
) -> None:
    form_id, change, message, tag = WRONG_WORD[wrong]
    found = objections(with_word(tmp_path, form_id, change), form_id, strictly=strictly)
    told = [each for each in found if message in each.message]
    assert told, [each.line for each in found]
    assert tag in [each.tag for each in told]
    assert all(each.cure for each in found)


def test_a_place_of_a_field_that_is_lost_is_named(tmp_path: Path) -> None:
    form_id, change, _, tag = WRONG_WORD["the first unit alone is printed"]
    found = objections(with_word(tmp_path, form_id, change), form_id, strictly=True)
    [name] = [each for each in found if each.tag == tag]
    assert name.template == f"docx/{form_id}.docx"
    assert (name.part, name.place) == ("正文", "第 1 张表第 4 行第 1 格")
    assert name.sample == "各项都填、各有几行的样本"


def test_a_field_that_only_some_documents_lose_is_found_by_leaving_fields_out(
    tmp_path: Path,
) -> None:
    change = under_condition("{{ revenue }}", "key_indicators")
    registry = with_word(tmp_path, REPORT, change)
    [found] = [each for each in objections(registry, REPORT, strictly=False) if each.tag]
    assert found.sample == "只填必填各项的样本"


def test_a_label_that_is_not_that_of_a_pdf_template_of_the_forms_own_is_objected_to(
    tmp_path: Path,
) -> None:
    with_word(tmp_path, DEPARTMENT, replaced("总体绩效目标", "绩效总目标"))
    told = objections(with_pdf(tmp_path, DEPARTMENT), DEPARTMENT, strictly=True)
    assert [each.message for each in told] == ["Word 印的是“绩效总目标”，PDF 印的是“总体绩效目标”"]


def test_a_label_is_typed_once_where_the_pdf_is_made_from_word(tmp_path: Path) -> None:
    registry = with_word(tmp_path, DEPARTMENT, replaced("总体绩效目标", "绩效总目标"))
    assert objections(registry, DEPARTMENT, strictly=True) == []


WRONG_PDF: dict[str, tuple[str, tuple[str, str], str]] = {
    "a column is not there": (
        DEPARTMENT,
        ("{{ budget.transfers }}", "0.00"),
        "没有印“预算整体情况.拟用于对下转移支付资金”",
    ),
    "the last project alone is printed": (
        PROJECTS,
        ("{{ project.name }}", "{% if loop.last %}{{ project.name }}{% endif %}"),
        "“资金使用单位.项目.名称”没有印出来，如“试填",
    ),
    "a label is not that of Word": (PROJECTS, (">总计<", ">合计<"), "Word 印的是“总计”，PDF"),
}


@pytest.mark.parametrize("wrong", WRONG_PDF)
def test_a_pdf_template_that_is_wrong_is_objected_to(tmp_path: Path, wrong: str) -> None:
    form_id, change, message = WRONG_PDF[wrong]
    found = objections(with_pdf(tmp_path, form_id, change), form_id, strictly=True)
    assert any(message in each.message for each in found), [each.line for each in found]


def test_the_line_of_a_pdf_template_is_named(tmp_path: Path) -> None:
    form_id, change, _ = WRONG_PDF["the last project alone is printed"]
    with_own_pdf(tmp_path, form_id, "own")
    base = tmp_path / "pdf/_own-base.xml"
    text = altered(base.read_text("utf-8"), change)
    base.write_text(text, "utf-8")
    line = text.partition("{{ project.name }}")[0].count("\n") + 1
    found = objections(FormRegistry([tmp_path]), "own", strictly=True)
    [lost] = [each for each in found if each.tag == "{{ project.name }}"]
    assert (lost.template, lost.place) == ("pdf/own.xml", f"_own-base.xml 第 {line} 行")


def test_what_may_be_left_out_stops_no_build(tmp_path: Path) -> None:
    registry = with_pdf(tmp_path, DEPARTMENT, ("{{ budget.transfers }}", "0.00"))
    strictly = objections(registry, DEPARTMENT, strictly=True)
    assert strictly[0].cure.endswith("或在清单的“不印”里写上 预算整体情况.拟用于对下转移支付资金")
    assert not [each for each in objections(registry, DEPARTMENT, strictly=False) if each.tag]


def test_a_template_of_the_other_form_that_does_not_fit_is_not_the_one_to_mend(
    tmp_path: Path,
) -> None:
    other = "henan-2022-project-targets"
    manifest = f"""\
版式: own
依照: {other}
名称: 某县项目支出绩效目标表
地区: 某县
年度: "2026"
依据: 某县所用表样
资金:
  栏目: [{{名称: 年度, 英文: annual}}]
  来源: [{{名称: 县级资金, 英文: county}}]
"""
    registry = FormRegistry([with_file(tmp_path, "forms/own.yaml", manifest)])
    renderer = Renderer(registry, system_fonts=False)
    found = prove(registry.get("own"), registry, renderer, FORMATS, strictly=False)
    assert {each.template for each in found} == {f"docx/{other}.docx"}
    assert all("抄成 docx/own.docx" in each.cure for each in found)
