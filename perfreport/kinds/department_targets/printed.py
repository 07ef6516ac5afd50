"""What 部门整体预算绩效目标申报表 prints."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from perfreport.blocks.indicator_form import LEVEL_ONE, LEVEL_TWO
from perfreport.blocks.printed import (
    Figure,
    Group,
    Line,
    Numbered,
    ProseText,
    Rows,
    TitleLines,
    TitleText,
    UnitText,
)


class BudgetView(NamedTuple):
    """预算整体情况: every amount as printed."""

    basic: Annotated[str, Figure()]
    project: Annotated[str, Figure()]
    special_funds: Annotated[str, Figure()]
    other_development: Annotated[str, Figure()]
    appropriation: Annotated[str, Figure()]
    other_income: Annotated[str, Figure()]
    own_level: Annotated[str, Figure()]
    transfers: Annotated[str, Figure()]


class TaskRow(NamedTuple):
    """One key task (年度重点工作任务)."""

    name: Annotated[str, Line()]
    content: Annotated[tuple[str, ...], ProseText()]
    amount: Annotated[str, Figure(label="金额")]
    goal: Annotated[tuple[str, ...], ProseText(label="绩效目标")]


class IndicatorRow(NamedTuple):
    """An indicator, its levels merged over equal neighbours."""

    level_one: LEVEL_ONE
    level_two: LEVEL_TWO
    name: Annotated[str, Line()]
    cycle_value: Annotated[str, Line()]
    annual_value: Annotated[str, Line()]


class DepartmentTargetsView(NamedTuple):
    """What the templates of 部门整体预算绩效目标申报表 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    department: Annotated[str, Line()]
    unit: UnitText
    subordinate_units: Annotated[str, Figure()]
    budget: Annotated[BudgetView, Group()]
    goals: Annotated[tuple[str, ...], Numbered(numbering="goal_numbering")]
    tasks: Annotated[tuple[TaskRow, ...], Rows()]
    other_tasks: Annotated[tuple[str, ...], ProseText(otherwise="no_other_tasks")]
    indicators: Annotated[tuple[IndicatorRow, ...], Rows()]
