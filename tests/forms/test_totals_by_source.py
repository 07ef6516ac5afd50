"""Sums of several projects, by the sources and columns of money that a form names itself."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from perfreport import Settings
from perfreport.basics.errors import InputError
from perfreport.blocks.model import Document
from perfreport.documents.checking import check_document
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.proof.proving import prove
from perfreport.roundtrip import Reading
from tests.forms.described_forms import with_described_form
from tests.roundtrip.strangers.edits import Edit, cell
from tests.roundtrip.structure_edits import cells, rows, tables
from tests.roundtrip.word_editor import WordEditor, text_of
from tests.small_files import altered

FORM = "某市-项目汇总"
MANIFEST = """\
文种: 项目支出绩效目标表
名称: 某市项目绩效目标汇总表
地区: 某市
年度: 各年度
依据: 某市的办法
标题: 项目绩效目标汇总表
指标列: [一级, 二级, 名称, 指标值]
指标体系: national-2020
资金:
  栏目: [{名称: 实施期, 英文: cycle}, {名称: 年度, 英文: annual}]
  来源:
    - {名称: 财政资金, 英文: public, 其中: [{名称: 债券资金, 英文: bonds}]}
    - {名称: 单位资金, 英文: own}
"""
_STAGES = ("cycle", "annual")
_COLUMNS = [f"{source}.{s}" for source in ("total", "public", "bonds", "own") for s in _STAGES]


def _row(label: str, funds: str) -> str:
    cells = [label, *(f"{{{{ {funds}.{each} }}}} (金额)" for each in _COLUMNS)]
    return "| " + " | ".join(cells) + " |"


PAGE = f"""\
纸张: A4 横向
页边距: 上 15 右 15 下 15 左 15

标题: {{{{ title }}}}
副标题: {{{{ department }}}}（{{{{ year }}}}年度，{{{{ unit }}}}）
表格 项目绩效目标汇总表: 51 27 27 27 27 27 27 27 27
| 名称 | 合计 (2c) | 财政资金 (2c) | 债券资金 (2c) | 单位资金 (2c) | (表头)
{{%tr for spender in units %}}
{_row("{{ spender.name }}小计", "spender.funds")}
{{%tr for project in spender.projects %}}
{_row("{{ project.name }}", "project.funds")}
| 绩效目标 | [[ project.goal ]] (8c) |
{{%tr for indicator in project.indicators %}}
| {{% merge indicator.level_one %}} | {{% merge indicator.level_two %}} (2c) \
| {{{{ indicator.name }}}} (3c) | {{{{ indicator.value }}}} (3c) |
{{%tr endfor %}}
{{%tr endfor %}}
{{%tr endfor %}}
{_row("总计", "funds")}
"""
_INDICATOR = "绩效指标: [{一级: 产出指标, 二级: 数量指标, 名称: 座数, 指标值: 2座}]"
DATA = f"""\
文种: 项目支出绩效目标表
版式: {FORM}
年度: 2024
部门名称: 某市水利局
资金使用单位:
  - 名称: 河道所
    项目:
      - 名称: 清淤
        资金:
          - {{来源: 财政资金, 实施期: 100.00, 年度: 40.00, 其中: [{{来源: 债券资金, 年度: 30.00}}]}}
          - {{来源: 单位资金, 年度: 5.00}}
        绩效目标: 清淤。
        {_INDICATOR}
      - 名称: 护岸
        资金: [{{来源: 财政资金, 实施期: 60.00, 年度: 11.00}}]
        绩效目标: 护岸。
        {_INDICATOR}
  - 名称: 泵站所
    项目:
      - 名称: 泵站
        资金:
          - {{来源: 财政资金, 实施期: 7.00, 年度: 7.00, 其中: [{{来源: 债券资金, 年度: 2.00}}]}}
        绩效目标: 泵站。
        {_INDICATOR}
"""
STATED = (
    "部门名称: 某市水利局\n",
    "部门名称: 某市水利局\n资金: [{来源: 财政资金, 年度: 58.10}, {来源: 合计, 年度: 63.10}]\n",
)
STATED_OF_UNIT = (
    "  - 名称: 河道所\n",
    "  - 名称: 河道所\n    资金: [{来源: 单位资金, 年度: 5.50}]\n",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_described_form(tmp_path_factory.mktemp("form"), FORM, MANIFEST, PAGE)


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    return Settings(templates=[folder])


def loaded(settings: Settings, *changes: tuple[str, str]) -> Document:
    return perfreport.loads(altered(DATA, *changes), settings=settings)


def edited(settings: Settings, document: Document, *edits: Edit) -> Reading:
    editor = WordEditor(perfreport.render(document, "docx", settings=settings))
    for edit in edits:
        edit(editor)
    return perfreport.read_docx(editor.save(), settings=settings)


def printed(settings: Settings, document: Document) -> dict[str, list[str]]:
    """The rows of figures by what stands before them."""
    editor = WordEditor(perfreport.render(document, "docx", settings=settings))
    (table,) = tables(editor)
    texts = ([text_of(cell) for cell in cells(row)] for row in rows(table))
    return {first: figures for first, *figures in texts}


def test_sums_are_printed_by_source_and_column(settings: Settings) -> None:
    shown = printed(settings, loaded(settings))
    blank = ""
    assert shown["河道所小计"] == [
        "160.00", "56.00", "160.00", "51.00", blank, "30.00", blank, "5.00"
    ]  # fmt: skip
    assert shown["总计"] == ["167.00", "63.00", "167.00", "58.00", blank, "32.00", blank, "5.00"]


def test_the_form_is_sound(folder: Path) -> None:
    registry = FormRegistry([folder])
    renderer = Renderer(registry, system_fonts=False)
    assert prove(registry.get(FORM), registry, renderer, FORMATS, thoroughly=True) == []


@pytest.mark.parametrize("changes", [(), (STATED,), (STATED, STATED_OF_UNIT)])
def test_a_word_file_says_what_its_data_say(
    changes: tuple[tuple[str, str], ...], settings: Settings
) -> None:
    document = loaded(settings, *changes)
    reading = edited(settings, document)
    assert reading.document == document
    assert (reading.edits, reading.is_whole, reading.notes) == ((), True, ())


def test_a_stated_sum_is_printed_and_compared(settings: Settings) -> None:
    document = loaded(settings, STATED, STATED_OF_UNIT)
    shown = printed(settings, document)
    assert (shown["总计"][1], shown["总计"][3]) == ("63.10", "58.10")
    assert shown["河道所小计"][7] == "5.50"
    form = settings.registry.get(FORM)
    found = {each.path.label: each for each in check_document(document, form)}
    assert {path: each.code for path, each in found.items()} == {
        "资金.财政资金.年度": "SUM-013",
        "资金.合计.年度": "SUM-013",
        "资金使用单位[1].资金.单位资金.年度": "SUM-012",
    }
    assert "合计的财政资金的年度" in found["资金.财政资金.年度"].message
    assert "58.00" in found["资金.财政资金.年度"].message


def test_sums_are_explained(settings: Settings) -> None:
    document = loaded(settings)
    told = {each.path.label: each for each in perfreport.explain(document, settings=settings)}
    whole, unit = told["资金.财政资金.年度"], told["资金使用单位[1].资金.财政资金.年度"]
    assert (whole.value, whole.formula) == ("58.00", "河道所＋泵站所")
    assert (unit.value, unit.formula) == ("51.00", "清淤＋护岸")
    assert unit.label == "河道所小计的财政资金的年度"
    assert "资金.财政资金.其中.债券资金.年度" in told


def test_a_stated_sum_is_diffed(settings: Settings) -> None:
    after = ("年度: 58.10", "年度: 58.30")
    told = perfreport.diff(loaded(settings, STATED), loaded(settings, STATED, after))
    assert [each.after and each.after.label for each in told] == ["资金.财政资金.年度"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("63.00", "64.00", "合计"), ("167.00", "168.00", "合计"), ("32.00", "33.00", "债券资金")],
)
def test_a_computed_sum_that_somebody_typed_over_is_a_conflict(
    old: str, new: str, place: str, settings: Settings
) -> None:
    reading = edited(settings, loaded(settings), cell(old, new))
    assert reading.document == loaded(settings)
    assert [(each.shown, each.computed) for each in reading.conflicts if place in each.place]
    assert [(each.shown, each.computed) for each in reading.conflicts] == [(new, old)]


def test_a_stated_sum_that_somebody_typed_over_is_an_edit(settings: Settings) -> None:
    reading = edited(settings, loaded(settings, STATED), cell("58.10", "58.20"))
    assert [(each.change, each.path.label) for each in reading.edits] == [
        ("changed", "资金.财政资金.年度")
    ]


def test_an_edited_amount_changes_the_sums(settings: Settings) -> None:
    reading = edited(settings, loaded(settings), cell("11.00", "12.00", 1))
    assert [each.path.label for each in reading.edits] == [
        "资金使用单位[1].项目[2].资金.财政资金.年度"
    ]
    assert printed(settings, reading.document)["总计"][3] == "59.00"


def test_the_data_file_takes_over_a_stated_sum(settings: Settings) -> None:
    text = altered(DATA, STATED, STATED_OF_UNIT)
    document = perfreport.loads(text, settings=settings)
    reading = edited(settings, document, cell("58.10", "58.20"), cell("5.50", "5.60"))
    taken = perfreport.update(text, reading, settings=settings)
    assert taken.text == altered(text, ("58.10", "58.20"), ("5.50", "5.60"))


def test_a_draft_for_another_year_leaves_sums_out(settings: Settings) -> None:
    text = perfreport.draft("project-targets", loaded(settings, STATED), settings=settings)
    assert "\n资金:" not in text


def test_a_stated_sum_that_a_template_does_not_print_is_refused() -> None:
    path = Path(__file__).parents[2] / "data_examples" / "henan-2022-project-targets.yaml"
    text = altered(
        path.read_text("utf-8"),
        (
            "河南省某某厅信息中心\n",
            "河南省某某厅信息中心\n    资金: [{来源: 单位资金, 年度: 34.50}]\n",
        ),
    )
    with pytest.raises(InputError, match=r"资金使用单位\[1\].资金.单位资金.年度"):
        perfreport.render(perfreport.loads(text), "docx")


def test_the_first_forms_sums_have_no_place(settings: Settings) -> None:
    with pytest.raises(InputError, match="合计"):
        loaded(settings, ("部门名称: 某市水利局\n", "部门名称: 某市水利局\n合计: {总计: 63.00}\n"))


def test_forms_with_the_kinds_own_sources_have_none_of_theirs() -> None:
    path = Path(__file__).parents[2] / "data_examples" / "guangzhou-2023-project-targets.yaml"
    text = path.read_text("utf-8").replace("\n合计:", "\n资金: [{来源: 财政拨款}]\n合计:", 1)
    if "\n资金:" not in text:
        text = text.replace("\n资金使用单位:", "\n资金: [{来源: 财政拨款}]\n资金使用单位:", 1)
    with pytest.raises(InputError, match="资金"):
        perfreport.loads(text)
