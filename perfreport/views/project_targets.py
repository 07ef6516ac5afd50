"""The view of 项目支出绩效目标表."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from perfreport.chinese import NUMBERING_SCHEMES
from perfreport.forms.manifest import ProjectTargetsForm
from perfreport.forms.wording import ClassifiedStatement
from perfreport.models import Indicator, Project, ProjectTargets, SpendingUnit
from perfreport.models.project_targets import FundsRow
from perfreport.quantities import Amount
from perfreport.views.common import level_one_of


class FundsView(NamedTuple):
    """A row of amounts as printed; blank where there is no money."""

    total: str
    appropriation: str
    special_account: str
    other: str


class ProjectRow(NamedTuple):
    """One project (项目)."""

    name: str
    funds: FundsView
    goal: tuple[str, ...]
    indicators: tuple[str, ...]


class UnitRows(NamedTuple):
    """A spending unit (资金使用单位) and its projects."""

    name: str
    funds: FundsView
    projects: tuple[ProjectRow, ...]


class ProjectTargetsView(NamedTuple):
    """What the templates of 项目支出绩效目标表 see."""

    title: str
    title_lines: tuple[str, ...]
    year: str
    department: str
    unit: str
    funds: FundsView
    units: tuple[UnitRows, ...]


def build_view(document: ProjectTargets, form: ProjectTargetsForm) -> ProjectTargetsView:
    """``document`` as ``form`` prints it."""
    builder = _Builder(form)
    title_lines = form.title_lines(document)
    return ProjectTargetsView(
        title="".join(title_lines),
        title_lines=title_lines,
        year=str(document.year),
        department=document.department,
        unit=form.figures.unit,
        funds=builder.funds(document.funds),
        units=tuple(map(builder.unit, document.units)),
    )


class _Builder:
    def __init__(self, form: ProjectTargetsForm) -> None:
        self._taxonomy = form.taxonomy
        self._wording = form.wording
        self._cell = form.wording.indicator_cell
        self._amount = form.figures.rounding.amount
        self._levels: dict[tuple[str | None, str | None], dict[str, str]] = {}

    def funds(self, funds: FundsRow) -> FundsView:
        return FundsView._make(map(self._blank_or_amount, funds))

    def unit(self, unit: SpendingUnit) -> UnitRows:
        return UnitRows(unit.name, self.funds(unit.funds), tuple(map(self.project, unit.projects)))

    def project(self, project: Project) -> ProjectRow:
        goal, indicators = project.goal, project.indicators
        if project.classified:
            statement = self._statement(project)
            goal, indicators = (statement.goal,), indicators or statement.indicators
        return ProjectRow(
            project.name, self.funds(project.funds), goal or (), self._indicators(indicators)
        )

    def _blank_or_amount(self, amount: Amount | None) -> str:
        return "" if amount is None else self._amount(amount)

    def _statement(self, project: Project) -> ClassifiedStatement:
        statements = self._wording.classified
        wanted = project.classified_statement or statements[0].name
        return next(statement for statement in statements if statement.name == wanted)

    def _indicators(self, indicators: Sequence[Indicator]) -> tuple[str, ...]:
        cell = self._cell
        paragraphs = self._grouped(indicators) if cell.grouped else self._items(indicators)
        if cell.separate_paragraphs or not paragraphs:
            return tuple(paragraphs)
        return ("".join(paragraphs),)

    def _grouped(self, indicators: Sequence[Indicator]) -> list[str]:
        cell = self._cell
        groups = [
            (level_one, tuple(members))
            for level_one, members in groupby(
                indicators, lambda each: level_one_of(each, self._taxonomy)
            )
        ]
        number = NUMBERING_SCHEMES[cell.group_numbering]
        paragraphs: list[str] = []
        for position, (level_one, members) in enumerate(groups, start=1):
            heading = cell.group_heading(
                number=number(position) if len(groups) > 1 else "", level_one=level_one
            )
            items = self._items(members)
            if len(items) == 1 and not cell.number_single_item:
                paragraphs.append(heading + items[0])
            else:
                paragraphs += (heading, *items)
        return paragraphs

    def _items(self, indicators: Sequence[Indicator]) -> list[str]:
        cell = self._cell
        number = NUMBERING_SCHEMES[cell.item_numbering]
        is_numbered = len(indicators) > 1 or cell.number_single_item
        return [
            cell.item(
                number=number(position) if is_numbered else "",
                name=each.name,
                cycle_value=self._value(each, each.cycle_value),
                annual_value=self._value(each, each.annual_value),
                **self._level_slots(each),
            )
            for position, each in enumerate(indicators, start=1)
        ]

    def _value(self, indicator: Indicator, value: str | None) -> str:
        return self._wording.classified_value if indicator.classified else value or ""

    def _level_slots(self, indicator: Indicator) -> dict[str, str]:
        """The names and codes of the indicator's levels, looked up once per pair of names."""
        key = (indicator.level_one, indicator.level_two)
        if key not in self._levels:
            self._levels[key] = self._look_up_levels(indicator)
        slots = self._levels[key]
        return {**slots, "level_two_code": indicator.code} if indicator.code else slots

    def _look_up_levels(self, indicator: Indicator) -> dict[str, str]:
        name_one = level_one_of(indicator, self._taxonomy)
        name_two = indicator.level_two or ""
        one = self._taxonomy.level_one(name_one)
        two = one.level_two(name_two) if one else None
        if two is None and name_two:
            parents = self._taxonomy.parents_of(name_two)  # none knows one still to be filled in
            two = next((parent.level_two(name_two) for parent in parents), None)
        return {
            "level_one": name_one,
            "level_one_code": (one and one.code) or "",
            "level_two": name_two,
            "level_two_code": (two and two.code) or "",
        }
