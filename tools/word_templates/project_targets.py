"""The Word templates of 项目支出绩效目标表."""

from __future__ import annotations

from dataclasses import replace

from tools.word_templates.document import Page, footer_style, word_file
from tools.word_templates.elements import (
    Content,
    Element,
    each_paragraph,
    lines,
    paragraph,
    run,
    title_lines,
    twips,
    w,
)
from tools.word_templates.styles import FANG, HEI, SONG_TITLE, ParagraphStyle, styles_part
from tools.word_templates.tables import Cell, Columns

_WIDTHS = (50, 19, 19, 19, 18, 50, 94)
_COLUMNS = Columns(*_WIDTHS)
_PAGE = Page(orientation="landscape", margins=(16, 14, 18, 14), footer=6.7)
_DEPARTMENT = "部门名称：{{ department }}"
_UNIT = "单位：{{ unit }}"
_FUNDS = ("total", "appropriation", "special_account", "other")


def city_template() -> bytes:
    """The template of the city: title and heading on every page."""
    name = lines("项目名称", "(资金使用单位)")
    rows = [
        _COLUMNS.row(Cell("Title", title_lines("Title"), columns=7, edges=()), repeated=True),
        _COLUMNS.row(
            Cell("AboveTable", _DEPARTMENT, columns=6, edges=("bottom",), is_low=True),
            Cell("AboveTableRight", _UNIT, edges=("bottom",), is_low=True),
            repeated=True,
        ),
        *_rows(name, "合 计", project_style="Project"),
    ]
    return _template([_COLUMNS.table(rows, "项目支出绩效目标表")])


def district_template() -> bytes:
    """The template of the districts: title once, projects indented."""
    table = _COLUMNS.table(
        _rows("项目名称（资金使用单位）", "合计", project_style="IndentedProject"),
        "项目支出绩效目标表",
    )
    return _template([title_lines("Title"), _line_above_table(), table])


def _template(body: list[Element]) -> bytes:
    return word_file(body, _PAGE, styles_part(_styles(), size=9, cell_padding=1))


def _styles() -> list[Element]:
    title = ParagraphStyle(
        id="Title", name="Title", face=SONG_TITLE, size=16, pitch=24, align="center", after=4
    )
    above = ParagraphStyle(
        id="AboveTable", name="表上文字", face=FANG, size=10.5, pitch=16, align="left", after=2
    )
    text = ParagraphStyle(
        id="TableText", name="表格正文", face=FANG, size=9, pitch=12.5, align="left"
    )
    project = replace(text, id="Project", name="项目名称")
    styles = (
        title,
        above,
        replace(above, id="AboveTableRight", name="表上文字（右）", align="right"),
        text,
        replace(text, id="TableHeading", name="表头", face=HEI, align="center", keep_next=True),
        replace(project, id="Unit", name="资金使用单位", face=HEI, keep_next=True),
        project,
        replace(project, id="IndentedProject", name="项目名称（缩进）", left=1),
        replace(text, id="Amount", name="表格金额", align="right"),
    )
    return [*(style.element() for style in styles), footer_style(10.5, 15)]


def _line_above_table() -> Element:
    """Department on the left and unit on the right, one line as wide as the table."""
    stop = w("tabs", w("tab", val="right", pos=twips(sum(_WIDTHS))))
    words = (_DEPARTMENT, run(w("tab")), _UNIT)
    return paragraph("AboveTable", *words, properties=(stop,))


def _rows(name: Content, total: str, project_style: str) -> list[Element]:
    project = _COLUMNS.row(
        Cell(project_style, "{{ project.name }}"),
        *_funds("project.funds"),
        Cell("TableText", *each_paragraph("TableText", "project.goal"), is_tall=True),
        Cell("TableText", *each_paragraph("TableText", "project.indicators"), is_tall=True),
        whole=True,
    )
    unit = _sum_row(Cell("Unit", "{{ spending_unit.name }}"), "spending_unit.funds")
    projects = _COLUMNS.each_row("for project in spending_unit.projects", [project])
    return [
        _headings(name),
        _sum_row(Cell("TableHeading", total), "funds"),
        *_COLUMNS.each_row("for spending_unit in units", [unit, *projects]),
    ]


def _headings(name: Content) -> Element:
    special_account = lines("财政专户", "拨款")
    return _COLUMNS.row(
        Cell("TableHeading", name),
        Cell("TableHeading", "总计"),
        Cell("TableHeading", "财政拨款"),
        Cell("TableHeading", special_account),
        Cell("TableHeading", "其他资金"),
        Cell("TableHeading", "绩效目标"),
        Cell("TableHeading", "绩效指标"),
        repeated=True,
        whole=True,
    )


def _sum_row(label: Cell, funds: str) -> Element:
    return _COLUMNS.row(label, *_funds(funds), Cell("TableText"), Cell("TableText"), whole=True)


def _funds(funds: str) -> list[Cell]:
    return [Cell("Amount", f"{{{{ {funds}.{name} }}}}") for name in _FUNDS]
