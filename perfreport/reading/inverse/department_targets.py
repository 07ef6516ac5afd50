"""部门整体预算绩效目标申报表, from its view back to its fields."""

from __future__ import annotations

from collections.abc import Container, Sequence

from perfreport.chinese import NUMBERING_SCHEMES
from perfreport.forms.manifest import DepartmentTargetsForm
from perfreport.io.pending import PENDING
from perfreport.reading.inverse.common import heading
from perfreport.reading.inverse.found import (
    Findings,
    Found,
    Place,
    Unclear,
    amount_parser,
    line,
    paragraphs,
    quantity,
    whole,
)
from perfreport.reading.inverse.numbers import without_numbers
from perfreport.views.common import IndicatorRow
from perfreport.views.department_targets import BudgetView, DepartmentTargetsView

_NOT_NUMBERED = "前面的编号不全，认不出是哪一条；各条应写成“{}…”这样，依次编号"


def find(
    view: DepartmentTargetsView, form: DepartmentTargetsForm, edited: Container[Place]
) -> Findings:
    """The fields that ``view`` states; ``edited`` are the places whose texts were changed."""
    amount = amount_parser(form)
    yield from heading(view.title_lines, view.department, "", form)
    yield from quantity(
        whole, view.subordinate_units, ("subordinate_units",), ("subordinate_units",)
    )
    for name in BudgetView._fields:
        field = ("budget", name)
        yield from quantity(amount, getattr(view.budget, name), field, field)
    yield from _goals(view.goals, form.wording.goal_numbering, was_numbered=("goals",) in edited)
    for position, task in enumerate(view.tasks):
        place: Place = ("tasks", position)
        yield from line(task.name, (*place, "name"), (*place, "name"))
        yield from paragraphs(task.content, (*place, "content"), (*place, "content"))
        yield from quantity(amount, task.amount, (*place, "amount"), (*place, "amount"))
        yield from paragraphs(task.goal, (*place, "goal"), (*place, "goal"))
    if view.other_tasks != (form.wording.no_other_tasks,):
        yield from paragraphs(view.other_tasks, ("other_tasks",), ("other_tasks",))
    for position, row in enumerate(view.indicators):
        yield from _indicator(row, ("indicators", position), form.wording.classified_value)


def _goals(texts: Sequence[str], scheme: str, *, was_numbered: bool) -> Findings:
    """The goals without the numbers that several of them have."""
    place: Place = ("goals",)
    if len(texts) == 1 and not was_numbered:
        yield from paragraphs(texts, place, place)
        return
    goals = without_numbers(texts, scheme)
    yield from paragraphs([PENDING if goal is None else goal for goal in goals], place, place)
    for text, goal in zip(texts, goals, strict=True):
        if goal is None:
            yield Unclear(place, text, place, _NOT_NUMBERED.format(NUMBERING_SCHEMES[scheme](1)))


def _indicator(row: IndicatorRow, place: Place, classified_value: str) -> Findings:
    yield from line(row.level_one.text, (*place, "level_one"), (*place, "level_one"))
    yield from line(row.level_two.text, (*place, "level_two"), (*place, "level_two"))
    yield from line(row.name, (*place, "name"), (*place, "name"))
    values = {"cycle_value": row.cycle_value, "annual_value": row.annual_value}
    if {text for text in values.values() if text} == {classified_value}:
        yield Found((*place, "classified"), True, (*place, "annual_value"))
    else:
        for name, text in values.items():
            yield from line(text, (*place, name), (*place, name))
