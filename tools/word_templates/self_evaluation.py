"""The Word template of 部门整体支出绩效自评报告, laid out as GB/T 9704 says."""

from __future__ import annotations

from dataclasses import replace

from tools.word_templates.document import Page, footer_style, word_file
from tools.word_templates.elements import (
    Content,
    Element,
    each_paragraph,
    lines,
    off,
    paragraph,
    run,
    title_lines,
    w,
)
from tools.word_templates.numbering import HEADINGS, ITEMS, numbering_part
from tools.word_templates.styles import (
    FANG,
    HEI,
    KAI,
    SONG_TITLE,
    ParagraphStyle,
    run_in_text,
    styles_part,
)
from tools.word_templates.tables import Cell, Columns

_SIZE = 16
_INDENT = 2
_PITCH = 28.95
"""Points from line to line: 22 lines fill the 225 mm between the margins."""

_TRACKING = -0.25
"""Points by which characters close up: 28 of them fill the 156 mm between the margins."""

_HEADING_FACES = (HEI, KAI, FANG, FANG)

_KEY_TASKS = Columns(24, 48, 84)
_EXPENDITURE = Columns(48, 36, 36, 36)
_KEY_INDICATORS = Columns(14, 34, 54, 54)
_SCORES = Columns(22, 24, 56, 16, 16, 22)

_EXPENDITURE_ROWS = {
    "本年支出合计": "total",
    "一、基本支出": "basic",
    "人员经费": "personnel",
    "公用经费": "operating",
    "二、项目支出": "project",
}


def template() -> bytes:
    """The template of the report."""
    body = [
        title_lines("Title"),
        *_department(),
        *_evaluation(),
        _heading(1, "存在的主要问题"),
        *each_paragraph("BodyText", "problems"),
        _heading(1, "下一步改进措施"),
        *each_paragraph("BodyText", "measures"),
    ]
    page = Page(
        orientation="portrait", margins=(37, 26, 35, 28), footer=23, is_grid=True, is_bound=True
    )
    styles = styles_part(_styles(), size=_SIZE, cell_padding=1.5)
    return word_file(body, page, styles, numbering_part(_INDENT, _SIZE))


def _styles() -> list[Element]:
    title = ParagraphStyle(
        id="Title",
        name="Title",
        face=SONG_TITLE,
        size=22,
        pitch=_PITCH,
        align="center",
        before=_PITCH,
        after=_PITCH,
        overhang=10,
    )
    body = ParagraphStyle(
        id="BodyText",
        name="Body Text",
        face=FANG,
        size=_SIZE,
        pitch=_PITCH,
        tracking=_TRACKING,
        first_line=_INDENT,
        widow_control=False,
    )
    caption = ParagraphStyle(
        id="Caption",
        name="caption",
        face=HEI,
        size=12,
        pitch=_PITCH,
        align="center",
        keep_next=True,
    )
    text = ParagraphStyle(
        id="TableText", name="表格正文", face=FANG, size=10.5, pitch=15.5, align="left"
    )
    styles = (
        title,
        *(_heading_style(level, body) for level in range(1, len(_HEADING_FACES) + 1)),
        body,
        replace(body, id="ListNumber", name="List Number", list_id=ITEMS),
        caption,
        text,
        replace(text, id="TableLabel", name="表格标签", align="center"),
        replace(text, id="TableHeading", name="表头", face=HEI, align="center", keep_next=True),
        replace(text, id="Amount", name="表格金额", align="right"),
    )
    return [*(style.element() for style in styles), run_in_text(), footer_style(14, 14)]


def _heading_style(level: int, body: ParagraphStyle) -> ParagraphStyle:
    return replace(
        body,
        id=f"Heading{level}",
        name=f"heading {level}",
        face=_HEADING_FACES[level - 1],
        list_id=HEADINGS,
        list_level=level - 1,
        outline_level=level - 1,
        keep_next=True,
    )


def _department() -> list[Element]:
    return [
        _heading(1, "部门基本情况"),
        _heading(2, "部门职能"),
        *each_paragraph("BodyText", "functions"),
        _heading(2, "年度总体工作和重点工作任务"),
        *each_paragraph("BodyText", "overall_work"),
        *_if_any("key_tasks", "{{ year }}年重点工作任务完成情况", _key_tasks()),
        _heading(2, "部门整体支出绩效目标"),
        *each_paragraph("ListNumber", "goals"),
        _heading(2, "部门整体收支情况"),
        _run_in_heading(3, "预算收入情况。", "{{ revenue }}"),
        _run_in_heading(3, "预算支出情况。", "{{ final_account }}"),
        _run_in_heading(3, "支出规模情况。", "{{ scale }}"),
        _caption("{{ year }}年部门整体支出决算表"),
        _expenditure(),
        _heading(2, "部门整体绩效管理情况"),
        *each_paragraph("BodyText", "management"),
    ]


def _evaluation() -> list[Element]:
    return [
        _heading(1, "绩效自评情况"),
        *each_paragraph("BodyText", "overview"),
        _heading(2, "自评结论"),
        paragraph("BodyText", "{{ conclusion }}"),
        _run_in_heading(2, "履职效能分析。", "{{ effectiveness }}"),
        *_if_any("key_indicators", "部门整体绩效-履职效能关键指标完成情况", _key_indicators()),
        _run_in_heading(2, "管理效率分析。", "{{ efficiency }}"),
        *_if_any("scores", "部门整体绩效-管理效率自评得分情况", _scores()),
    ]


def _heading(level: int, words: str) -> Element:
    return paragraph(f"Heading{level}", words)


def _run_in_heading(level: int, words: str, following: str) -> Element:
    """A heading with text after it in the same line, which the next paragraph may leave."""
    body = run(following, style="RunInText")
    return paragraph(f"Heading{level}", words, body, properties=(off("keepNext"),))


def _if_any(rows: str, title: str, table: Element) -> list[Element]:
    """Caption and table, when the view's list ``rows`` has any."""
    opening = paragraph("Caption", f"{{%p if {rows} %}}")
    return [opening, _caption(title), table, paragraph("Caption", "{%p endif %}")]


def _caption(title: str) -> Element:
    """``表 1 title``; the number is a field, so that a table put in later renumbers the others."""
    number = w("fldSimple", run("1"), instr=" SEQ 表 \\* ARABIC ")
    return paragraph("Caption", "表 ", number, f" {title}")


def _key_tasks() -> Element:
    columns = _KEY_TASKS
    heading = _headings(columns, lines("年度重点", "工作任务"), "任务绩效目标", "实际完成情况")
    task = columns.row(
        Cell("TableLabel", "{{ task.name }}"),
        Cell("TableText", *each_paragraph("TableText", "task.goal"), is_tall=True),
        Cell("TableText", *each_paragraph("TableText", "task.result"), is_tall=True),
        whole=True,
    )
    rows = [heading, *columns.each_row("for task in key_tasks", [task])]
    return columns.table(rows, "重点工作任务完成情况")


def _expenditure() -> Element:
    columns = _EXPENDITURE
    heading = _headings(
        columns,
        "按支出性质分类",
        *(lines(amount, "（{{ unit }}）") for amount in ("年初预算数", "全年预算数", "决算数")),
    )
    rows = [
        columns.row(
            Cell("TableLabel", label),
            *(
                Cell("Amount", f"{{{{ expenditure.{row}.{amount} }}}}")
                for amount in ("initial", "annual", "final")
            ),
            whole=True,
        )
        for label, row in _EXPENDITURE_ROWS.items()
    ]
    return columns.table([heading, *rows], "部门整体支出决算表")


def _key_indicators() -> Element:
    columns = _KEY_INDICATORS
    heading = _headings(columns, "序号", "指标名称", "预期实现值", "实际完成值")
    indicator = columns.row(
        Cell("TableLabel", "{{ indicator.number }}"),
        Cell("TableLabel", "{{ indicator.name }}"),
        Cell("TableText", "{{ indicator.expected }}"),
        Cell("TableText", "{{ indicator.actual }}"),
        whole=True,
    )
    rows = [heading, *columns.each_row("for indicator in key_indicators", [indicator])]
    return columns.table(rows, "履职效能关键指标完成情况")


def _scores() -> Element:
    columns = _SCORES
    heading = _headings(columns, "一级指标", "二级指标", "三级指标", "分值", "得分", "得分率")
    score = columns.row(
        Cell("TableLabel", "{% merge score.level_one %}"),
        Cell("TableLabel", "{% merge score.level_two %}"),
        *(
            Cell("TableLabel", f"{{{{ score.{name} }}}}")
            for name in ("name", "weight", "score", "rate")
        ),
        whole=True,
    )
    rows = [heading, *columns.each_row("for score in scores", [score])]
    return columns.table(rows, "管理效率自评得分情况")


def _headings(columns: Columns, *words: Content) -> Element:
    cells = (Cell("TableHeading", each) for each in words)
    return columns.row(*cells, repeated=True, whole=True)
