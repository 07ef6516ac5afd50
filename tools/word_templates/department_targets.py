"""The Word templates of 部门整体预算绩效目标申报表."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tools.word_templates.document import Page, footer_style, word_file
from tools.word_templates.elements import (
    Element,
    each_paragraph,
    lines,
    title_lines,
)
from tools.word_templates.styles import FANG, HEI, SONG_TITLE, ParagraphStyle, styles_part
from tools.word_templates.tables import Cell, Columns

_ALL_BUT_LABEL = 6
_UNIT = "（{{ unit }}）"


@dataclass(frozen=True, kw_only=True)
class Level:
    """What the forms of city and district print differently.

    Attributes:
        columns: of the form; the first one holds the blocks' labels.
        content_columns: how many of them 主要实施内容 covers.
        goal_columns: how many of them 期望达到的目标 covers.
        own_funds: label of the funds that stay at this level.
        has_subordinate_units: whether it prints 下属二级单位数.
        has_other_tasks: whether it prints 其他需完成的任务.
    """

    columns: Columns
    content_columns: int
    goal_columns: int
    own_funds: str
    has_subordinate_units: bool
    has_other_tasks: bool


CITY = Level(
    columns=Columns(18, 22, 20, 24, 20, 25, 45),
    content_columns=2,
    goal_columns=2,
    own_funds="市本级使用资金",
    has_subordinate_units=False,
    has_other_tasks=False,
)
DISTRICT = Level(
    columns=Columns(18, 20, 22, 30, 26, 19, 39),
    content_columns=3,
    goal_columns=1,
    own_funds="区本级使用资金",
    has_subordinate_units=True,
    has_other_tasks=True,
)


def template(level: Level) -> bytes:
    """The template for departments of ``level``."""
    rows = [
        level.columns.row(*_department(level), whole=True),
        *(level.columns.row(*cells, whole=True) for cells in _budget(level)),
        level.columns.row(*_prose("总体绩效目标", "goals"), whole=True),
        *_tasks(level),
        *_other_tasks(level),
        *_indicators(level),
    ]
    body = [title_lines("Title"), level.columns.table(rows, "部门整体预算绩效目标申报表")]
    page = Page(orientation="portrait", margins=(20, 18, 20, 18), footer=7.7)
    return word_file(body, page, styles_part(_styles(), size=9, cell_padding=1.5))


def _styles() -> list[Element]:
    title = ParagraphStyle(
        id="Title", name="Title", face=SONG_TITLE, size=18, pitch=27, align="center", after=10
    )
    text = ParagraphStyle(
        id="TableText", name="表格正文", face=FANG, size=9, pitch=13, align="left"
    )
    styles = (
        title,
        text,
        replace(text, id="TableLabel", name="表格标签", align="center"),
        replace(text, id="BlockLabel", name="栏目", face=HEI, align="center"),
        replace(text, id="TableHeading", name="表头", face=HEI, align="center", keep_next=True),
        replace(text, id="Amount", name="表格金额", align="right"),
    )
    return [*(style.element() for style in styles), footer_style(10.5, 15)]


def _department(level: Level) -> list[Cell]:
    label = Cell("BlockLabel", "部门名称")
    if not level.has_subordinate_units:
        return [label, Cell("TableLabel", "{{ department }}", columns=_ALL_BUT_LABEL)]
    return [
        label,
        Cell("TableLabel", "{{ department }}", columns=3),
        Cell("BlockLabel", "下属二级单位数", columns=2),
        Cell("TableLabel", "{{ subordinate_units }}"),
    ]


def _budget(level: Level) -> list[list[Cell]]:
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


def _budget_heading(block: Cell, left: str, right: str) -> list[Cell]:
    return [
        block,
        Cell("TableHeading", left, columns=2),
        Cell("TableHeading", lines("预算金额", _UNIT)),
        Cell("TableHeading", right, columns=2),
        Cell("TableHeading", lines("预算金额", _UNIT)),
    ]


def _budget_row(left: str, left_amount: str, right: str, right_amount: str) -> list[Cell]:
    return [
        _below(),
        Cell("TableLabel", left, columns=2),
        Cell("Amount", f"{{{{ budget.{left_amount} }}}}"),
        Cell("TableLabel", right, columns=2),
        Cell("Amount", f"{{{{ budget.{right_amount} }}}}"),
    ]


def _tasks(level: Level) -> list[Element]:
    heading = level.columns.row(
        Cell("TableHeading", "年度重点工作任务", merge="restart"),
        Cell("TableHeading", "名称"),
        Cell("TableHeading", "主要实施内容", columns=level.content_columns),
        Cell("TableHeading", lines("拟投入的", "资金", _UNIT)),
        Cell("TableHeading", "期望达到的目标（概述）", columns=level.goal_columns),
        whole=True,
    )
    content = each_paragraph("TableText", "task.content")
    goal = each_paragraph("TableText", "task.goal")
    task = level.columns.row(
        _below(),
        Cell("TableLabel", "{{ task.name }}"),
        Cell("TableText", *content, columns=level.content_columns, is_tall=True),
        Cell("Amount", "{{ task.amount }}"),
        Cell("TableText", *goal, columns=level.goal_columns, is_tall=True),
        whole=True,
    )
    return [heading, *level.columns.each_row("for task in tasks", [task], _below())]


def _other_tasks(level: Level) -> list[Element]:
    if not level.has_other_tasks:
        return []
    return [level.columns.row(*_prose("其他需完成的任务（可选填）", "other_tasks"), whole=True)]


def _indicators(level: Level) -> list[Element]:
    columns = level.columns
    heading = columns.row(
        Cell("TableHeading", "绩效指标", merge="restart"),
        Cell("TableHeading", "一级指标"),
        Cell("TableHeading", "二级指标"),
        Cell("TableHeading", "三级指标"),
        Cell("TableHeading", "实施周期指标值", columns=2),
        Cell("TableHeading", "年度指标值"),
        whole=True,
    )
    indicator = columns.row(
        _below(),
        Cell("TableLabel", "{% merge indicator.level_one %}"),
        Cell("TableLabel", "{% merge indicator.level_two %}"),
        Cell("TableText", "{{ indicator.name }}"),
        Cell("TableText", "{{ indicator.cycle_value }}", columns=2),
        Cell("TableText", "{{ indicator.annual_value }}"),
        whole=True,
    )
    return [heading, *columns.each_row("for indicator in indicators", [indicator], _below())]


def _prose(label: str, paragraphs: str) -> list[Cell]:
    """A label with paragraphs beside it."""
    text = each_paragraph("TableText", paragraphs)
    return [Cell("BlockLabel", label), Cell("TableText", *text, columns=_ALL_BUT_LABEL)]


def _below() -> Cell:
    """The cell below a block's label."""
    return Cell("BlockLabel", merge="continue")
