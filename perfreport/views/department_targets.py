"""The view of 部门整体预算绩效目标申报表."""

from __future__ import annotations

from typing import NamedTuple

from perfreport.forms.manifest import DepartmentTargetsForm
from perfreport.models import Budget, DepartmentTargets
from perfreport.views.common import IndicatorRow, indicator_rows, numbered


class BudgetView(NamedTuple):
    """预算整体情况: every amount as printed."""

    basic: str
    project: str
    special_funds: str
    other_development: str
    appropriation: str
    other_income: str
    own_level: str
    transfers: str


class TaskRow(NamedTuple):
    """One key task (年度重点工作任务)."""

    name: str
    content: tuple[str, ...]
    amount: str
    goal: tuple[str, ...]


class DepartmentTargetsView(NamedTuple):
    """What the templates of 部门整体预算绩效目标申报表 see."""

    title: str
    title_lines: tuple[str, ...]
    year: str
    department: str
    unit: str
    subordinate_units: str
    budget: BudgetView
    goals: tuple[str, ...]
    tasks: tuple[TaskRow, ...]
    other_tasks: tuple[str, ...]
    indicators: tuple[IndicatorRow, ...]


def build_view(document: DepartmentTargets, form: DepartmentTargetsForm) -> DepartmentTargetsView:
    """``document`` as ``form`` prints it."""
    wording = form.wording
    title_lines = form.title_lines(document)
    amount = form.figures.rounding.amount
    units = document.subordinate_units
    return DepartmentTargetsView(
        title="".join(title_lines),
        title_lines=title_lines,
        year=str(document.year),
        department=document.department,
        unit=form.figures.unit,
        subordinate_units="" if units is None else str(units),
        budget=_budget(document.budget, form),
        goals=numbered(document.goals, wording.goal_numbering),
        tasks=tuple(
            TaskRow(task.name, task.content, amount(task.amount), task.goal)
            for task in document.tasks
        ),
        other_tasks=document.other_tasks or (wording.no_other_tasks,),
        indicators=indicator_rows(document.indicators, form.taxonomy, wording.classified_value),
    )


def _budget(budget: Budget, form: DepartmentTargetsForm) -> BudgetView:
    amount = form.figures.rounding.amount
    return BudgetView(*(amount(getattr(budget, name)) for name in BudgetView._fields))
