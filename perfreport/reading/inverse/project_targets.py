"""项目支出绩效目标表, from its view back to its fields."""

from __future__ import annotations

from perfreport.forms.manifest import ProjectTargetsForm
from perfreport.forms.wording import ClassifiedStatement
from perfreport.models import Indicator
from perfreport.models.walk import attributes
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
)
from perfreport.reading.inverse.indicators import PRINTED_CODE, CellReader, Fields
from perfreport.views.project_targets import FundsView, ProjectRow, ProjectTargetsView

_NOT_AN_INDICATOR = "不合这个版式绩效指标的写法，应写成：{}"
_PLACE = "资金使用单位.项目.绩效指标."


def cell_reader(form: ProjectTargetsForm) -> CellReader:
    """Reads the cells of indicators as ``form`` words them."""
    keys = (each.removeprefix(_PLACE) for each in form.required if each.startswith(_PLACE))
    required = {attributes(Indicator)[key] for key in keys}
    wording = form.wording
    return CellReader(wording.indicator_cell, form.taxonomy, wording.classified_value, required)


def find(view: ProjectTargetsView, form: ProjectTargetsForm) -> Findings:
    """The fields that ``view`` states."""
    yield from _Finder(form).find(view)


class _Finder:
    def __init__(self, form: ProjectTargetsForm) -> None:
        self._form = form
        self._amount = amount_parser(form)
        self._cell = cell_reader(form)

    def find(self, view: ProjectTargetsView) -> Findings:
        yield from heading(view.title_lines, view.department, "", self._form)
        yield from self._sums(view.funds, (), ("funds",))
        for number, unit in enumerate(view.units):
            place: Place = ("units", number)
            yield from line(unit.name, (*place, "name"), (*place, "name"))
            yield from self._sums(unit.funds, place, (*place, "funds"))
            for position, project in enumerate(unit.projects):
                yield from self._project(project, (*place, "projects", position))

    def _sums(self, funds: FundsView, place: Place, source: Place) -> Findings:
        """Sums, which the document may state."""
        for name, text in zip(funds._fields, funds, strict=True):
            path = (*place, "stated", name)
            yield from quantity(self._amount, text, path, (*source, name), stated=True)

    def _project(self, row: ProjectRow, place: Place) -> Findings:
        yield from line(row.name, (*place, "name"), (*place, "name"))
        sources = row.funds._asdict()
        total = sources.pop("total")
        yield from quantity(
            self._amount,
            total,
            (*place, "stated_total"),
            (*place, "funds", "total"),
            stated=any(sources.values()),
        )
        for name, text in sources.items():
            yield from quantity(self._amount, text, (*place, name), (*place, "funds", name))
        items = self._cell.read(row.indicators)
        indicators = [item.fields for item in items]
        cell: Place = (*place, "indicators")
        for position, (text, fields) in enumerate(items):
            if fields is None:
                reason = _NOT_AN_INDICATOR.format(self._cell.expected)
                yield Unclear(cell, text, (*cell, position, "name"), reason, part_of=cell)
        if statements := self._statements(row):
            yield from self._classified(statements, indicators, place)
        else:
            yield from paragraphs(row.goal, (*place, "goal"), (*place, "goal"))
            yield from _indicators(indicators, place)

    def _statements(self, row: ProjectRow) -> list[ClassifiedStatement]:
        statements = self._form.wording.classified
        return [statement for statement in statements if row.goal == (statement.goal,)]

    def _classified(
        self, statements: list[ClassifiedStatement], indicators: list[Fields | None], place: Place
    ) -> Findings:
        """A classified project (涉密项目), known by the statement printed for its goal."""
        yield Found((*place, "classified"), True, (*place, "goal"))
        own = next((each for each in statements if _states(each, indicators)), None)
        statement = own or statements[0]
        if statement != self._form.wording.classified[0]:
            source = (*place, "indicators" if own else "goal")
            yield Found((*place, "classified_statement"), statement.name, source)
        if own is None:
            yield from _indicators(indicators, place)


def _indicators(indicators: list[Fields | None], place: Place) -> Findings:
    source = (*place, "indicators")
    for number, fields in enumerate(indicators):
        for name, value in (fields or {}).items():
            path = (*place, "indicators", number, name)
            if name == PRINTED_CODE:
                yield Found((*path[:-1], "code"), value, source, may_be_stated=True)
            else:
                yield Found(path, value, source)


def _states(statement: ClassifiedStatement, indicators: list[Fields | None]) -> bool:
    """Whether ``indicators`` are those that the statement stands in for."""
    if statement.indicator is None:
        return False
    expected = {
        "level_one": statement.indicator.level_one,
        "name": statement.indicator.name,
        "annual_value": statement.indicator.value,
    }
    classified = {**expected, "classified": True}
    del classified["annual_value"]
    return indicators in ([expected], [classified])
