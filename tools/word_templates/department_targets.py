"""The Word templates of 部门整体预算绩效目标申报表."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tools.word_templates.document import Page, footer_style, word_file
from tools.word_templates.elements import Element, each_paragraph, title_lines
from tools.word_templates.styles import FANG, HEI, SONG_TITLE, ParagraphStyle, styles_part
from tools.word_templates.tables import Cell, Columns

_COLUMNS = Columns(18, 22, 24, 32, 22, 17, 7, 32)
_AMOUNT_HEADING = "预算金额（{{ unit }}）"


@dataclass(frozen=True)
class Level:
    """What the forms of city and district print differently.

    Attributes:
        own_funds: label of the funds that stay at this level.
        has_subordinate_units: whether it prints 下属二级单位数.
        has_other_tasks: whether it prints 其他需完成的任务.
    """

    own_funds: str
    has_subordinate_units: bool
    has_other_tasks: bool


CITY = Level("市本级使用资金", has_subordinate_units=False, has_other_tasks=False)
DISTRICT = Level("区本级使用资金", has_subordinate_units=True, has_other_tasks=True)


def template(level: Level) -> bytes:
    """The template for departments of ``level``."""
    rows = [_department(level), *_budget(level), _goals(), *_tasks()]
    rows += [_other_tasks()] if level.has_other_tasks else []
    rows += _indicators()
    body = [title_lines("Title"), _COLUMNS.table(rows, "部门整体预算绩效目标申报表")]
    page = Page(orientation="portrait", margins=(22, 18, 22, 18), footer=10)
    return word_file(body, page, styles_part(_styles(), size=10.5, cell_padding=1))


def _styles() -> list[Element]:
    title = ParagraphStyle(
        id="Title", name="Title", face=SONG_TITLE, size=18, pitch=27, align="center", after=10
    )
    text = ParagraphStyle(id="TableText", name="表格正文", face=FANG, size=10.5, pitch=15)
    styles = (
        title,
        text,
        replace(text, id="TableLabel", name="表格标签", align="center"),
        replace(text, id="BlockLabel", name="栏目", face=HEI, align="center"),
        replace(text, id="TableHeading", name="表头", face=HEI, align="center", keep_next=True),
        replace(text, id="Amount", name="表格金额", align="right"),
    )
    return [*(style.element() for style in styles), footer_style(10.5, 15)]


def _department(level: Level) -> Element:
    label = Cell("BlockLabel", "部门名称")
    if not level.has_subordinate_units:
        return _row(label, Cell("TableLabel", "{{ department }}", columns=7))
    return _row(
        label,
        Cell("TableLabel", "{{ department }}", columns=3),
        Cell("BlockLabel", "下属二级单位数", columns=3),
        Cell("TableLabel", "{{ subordinate_units }}"),
    )


def _budget(level: Level) -> list[Element]:
    block = Cell("TableHeading", "预算整体情况", merge="restart")
    return [
        _budget_heading(block, "部门预算支出", "收入来源"),
        _budget_row("基本支出", "basic", "财政拨款", "appropriation"),
        _budget_row("项目支出", "project", "其他资金", "other_income"),
        _budget_heading(_below(), "事业发展性支出", "按预算级次划分"),
        _budget_row("财政专项资金", "special_funds", level.own_funds, "own_level"),
        _budget_row(
            "其他事业发展性支出", "other_development", "拟用于对下转移支付资金", "transfers"
        ),
    ]


def _budget_heading(block: Cell, left: str, right: str) -> Element:
    return _row(
        block,
        Cell("TableHeading", left, columns=2),
        Cell("TableHeading", _AMOUNT_HEADING),
        Cell("TableHeading", right, columns=3),
        Cell("TableHeading", _AMOUNT_HEADING),
    )


def _budget_row(left: str, left_amount: str, right: str, right_amount: str) -> Element:
    return _row(
        _below(),
        Cell("TableLabel", left, columns=2),
        Cell("Amount", f"{{{{ budget.{left_amount} }}}}"),
        Cell("TableLabel", right, columns=3),
        Cell("Amount", f"{{{{ budget.{right_amount} }}}}"),
    )


def _goals() -> Element:
    goals = each_paragraph("TableText", "goals")
    return _COLUMNS.row(Cell("BlockLabel", "总体绩效目标"), Cell("TableText", *goals, columns=7))


def _tasks() -> list[Element]:
    heading = _row(
        Cell("TableHeading", "年度重点工作任务", merge="restart"),
        Cell("TableHeading", "名称"),
        Cell("TableHeading", "主要实施内容", columns=2),
        Cell("TableHeading", "拟投入的资金（{{ unit }}）"),
        Cell("TableHeading", "期望达到的目标（概述）", columns=3),
    )
    task = _COLUMNS.row(
        _below(),
        Cell("TableLabel", "{{ task.name }}"),
        Cell("TableText", *each_paragraph("TableText", "task.content"), columns=2),
        Cell("Amount", "{{ task.amount }}"),
        Cell("TableText", *each_paragraph("TableText", "task.goal"), columns=3),
    )
    return [heading, *_COLUMNS.each_row("for task in tasks", [task], _below())]


def _other_tasks() -> Element:
    tasks = each_paragraph("TableText", "other_tasks")
    return _COLUMNS.row(
        Cell("BlockLabel", "其他需完成的任务（可选填）"), Cell("TableText", *tasks, columns=7)
    )


def _indicators() -> list[Element]:
    heading = _row(
        Cell("TableHeading", "绩效指标", merge="restart"),
        Cell("TableHeading", "一级指标"),
        Cell("TableHeading", "二级指标"),
        Cell("TableHeading", "三级指标"),
        Cell("TableHeading", "实施周期指标值", columns=2),
        Cell("TableHeading", "年度指标值", columns=2),
    )
    indicator = _row(
        _below(),
        Cell("TableLabel", "{% merge indicator.level_one %}"),
        Cell("TableLabel", "{% merge indicator.level_two %}"),
        Cell("TableText", "{{ indicator.name }}"),
        Cell("TableText", "{{ indicator.cycle_value }}", columns=2),
        Cell("TableText", "{{ indicator.annual_value }}", columns=2),
    )
    return [heading, *_COLUMNS.each_row("for indicator in indicators", [indicator], _below())]


def _below() -> Cell:
    """The cell below a block's label."""
    return Cell("BlockLabel", merge="continue")


def _row(*cells: Cell) -> Element:
    """A row of few words, kept whole."""
    return _COLUMNS.row(*cells, whole=True)
