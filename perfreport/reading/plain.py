"""Projects that read off the page just as they are: nothing has to be remembered of them.

Most projects are so, and there may be thousands. They are told by a quick look, field by field;
one that the quick look is not sure of counts as not plain.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from perfreport.forms.manifest import ProjectTargetsForm
from perfreport.models import Indicator, Project, ProjectTargets
from perfreport.quantities import Amount, Unit
from perfreport.reading.inverse.indicators import PRINTED_CODE, Fields
from perfreport.reading.inverse.project_targets import cell_reader
from perfreport.reading.trees import Correction
from perfreport.views.project_targets import FundsView, ProjectRow, ProjectTargetsView

_FIELDS = ("level_one", "level_two", "code", "name", "cycle_value", "annual_value")


class Rest(NamedTuple):
    """A document and its view without plain projects.

    Attributes:
        document: without them.
        view: without them.
        positions: of the projects that are left, for each unit.
    """

    document: ProjectTargets
    view: ProjectTargetsView
    positions: Sequence[Sequence[int]]


def without_plain_projects(
    document: ProjectTargets, view: ProjectTargetsView, form: ProjectTargetsForm
) -> Rest:
    """What is left without plain projects; the first of each unit always stays."""
    everything = Rest(document, view, [range(len(unit.projects)) for unit in document.units])
    if len(view.units) < len(document.units):  # the template prints no unit
        return everything
    look = _Look(form)
    units, rows, positions = [], [], []
    for unit, row in zip(document.units, view.units, strict=True):
        if len(row.projects) < len(unit.projects):  # the template prints none
            return everything
        pairs = zip(unit.projects, row.projects, strict=True)
        left = [i for i, pair in enumerate(pairs) if not (i and look.is_plain(*pair))]
        projects = tuple(unit.projects[i] for i in left)
        units.append(unit.model_copy(update={"projects": projects}))
        rows.append(row._replace(projects=tuple(row.projects[i] for i in left)))
        positions.append(left)
    rest = document.model_copy(update={"units": tuple(units)})
    return Rest(rest, view._replace(units=tuple(rows)), positions)


def renumbered(change: Correction | None, rest: Rest) -> Correction | None:
    """A correction of what is left as one of the whole.

    Raises:
        ValueError: when it puts a whole list in place, which may lack plain projects.
    """
    if change is None or not (isinstance(change, dict) and "units" in change):
        return change
    return {**change, "units": {n: _unit(u, rest, n) for n, u in _parts(change["units"])}}


def _unit(change: Correction, rest: Rest, number: str) -> Correction:
    if not (isinstance(change, dict) and "projects" in change):
        return change
    positions = rest.positions[int(number)]
    parts = _parts(change["projects"])
    return {**change, "projects": {str(positions[int(i)]): part for i, part in parts}}


def _parts(change: Correction) -> Sequence[tuple[str, Correction]]:
    if not isinstance(change, dict):
        raise ValueError("a whole list")
    return list(change.items())


class _Look:
    def __init__(self, form: ProjectTargetsForm) -> None:
        self._unit = Unit.named(form.figures.unit)
        self._cell = cell_reader(form)
        self._statements = {(statement.goal,) for statement in form.wording.classified}

    def is_plain(self, project: Project, row: ProjectRow) -> bool:
        """Whether ``row`` says all that ``project`` holds, and no more."""
        if project.classified or project.classified_statement or row.goal in self._statements:
            return False
        return (
            row.name == project.name
            and row.goal == (project.goal or ())
            and project.stated_total is None
            and self._are_said(project, row.funds)
            and self._is_said(project.indicators, row.indicators)
        )

    def _are_said(self, project: Project, funds: FundsView) -> bool:
        return all(
            self._is_exact(amount, text)
            for amount, text in (
                (project.appropriation, funds.appropriation),
                (project.special_account, funds.special_account),
                (project.other, funds.other),
            )
        )

    def _is_exact(self, amount: Amount | None, text: str) -> bool:
        """Whether ``text`` is the whole of ``amount``, without rounding or another unit."""
        if amount is None or not text:
            return amount is None and not text
        if amount.unit is not self._unit or not amount.is_known:
            return False
        return Decimal(text.replace(",", "")) == amount.value

    def _is_said(self, indicators: Sequence[Indicator], paragraphs: Sequence[str]) -> bool:
        read = [item.fields for item in self._cell.read(paragraphs)]
        return len(read) == len(indicators) and all(map(_is_same, read, indicators))


def _is_same(fields: Fields | None, indicator: Indicator) -> bool:
    if fields is None or indicator.classified:
        return False
    printed_code = fields.get(PRINTED_CODE)
    if printed_code is not None and indicator.code is not None:
        return False
    return all(fields.get(name) == getattr(indicator, name) for name in _FIELDS)
