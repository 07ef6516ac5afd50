"""What a summary of evaluation tables says, for programs: plain numbers, and JSON of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perfreport.basics.plain import plain
from perfreport.basics.quantities import Amount, Percent, Score, Unit
from perfreport.documents.summarising import Summed
from perfreport.kinds.chain.outcomes import SummedIndicator
from perfreport.kinds.chain.summary import GradeCount, Summary, SummedPart, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeShare:
    """How many have a grade (等级).

    Attributes:
        grade: it.
        number: how many have it.
        share: of all that have a grade, in percent.
    """

    grade: str
    number: int
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryFigures:
    """Several projects, departments or transfers together.

    Money counts of those that state both amounts, and what is not known is None.

    Attributes:
        count: how many there are.
        planned: 全年预算数, in 万元.
        executed: 全年执行数, in 万元.
        rate: 执行率 in percent, not rounded; None where nothing was budgeted, too.
        with_money: how many state both amounts.
        scored: how many have a score that counts: out of the full mark.
        average: of these scores, to two decimals; None where their full marks are not the same.
        grades: from the best on.
        indicators: how many there are that apply.
        met: how many of them were met.
        unmet: how many were not.
        open: of how many nobody can tell.
        without_reason: how many of the unmet ones give no reason.
        met_rate: the share of those that were met, in percent; None where one is open.
    """

    count: int
    planned: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    with_money: int
    scored: int
    average: Decimal | None
    grades: tuple[GradeShare, ...]
    indicators: int
    met: int
    unmet: int
    open: int
    without_reason: int
    met_rate: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSummary(SummaryFigures):
    """What a unit evaluated.

    Attributes:
        department: it belongs to.
        unit: its name; the department's where nothing says which it is.
    """

    department: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSummary:
    """An indicator and what came of it.

    Attributes:
        name: of it.
        target: with sign and unit, as typed.
        actual: as typed; empty where it is yet to be filled in.
        state: ``met``, ``far_above`` (met, by so much that a reason is due), ``unmet`` or ``open``.
        reason: for the deviation; None where none is given.
    """

    name: str
    target: str
    actual: str
    state: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSummary:
    """A project, a department as a whole, or a transfer.

    Attributes:
        file: that it stands in; None of a document that was given as such.
        department: of the document.
        unit: that carries it out.
        name: of it.
        planned: 全年预算数, in 万元.
        executed: 全年执行数, in 万元.
        rate: 执行率 in percent, not rounded; None where nothing was budgeted, too.
        score: in all.
        full_mark: what its weights are to be; None for what gets no score.
        odd_weights: what they come to where that is another; its score then counts in no average.
        grade: as stated, or by a score that counts.
        indicators: those that apply.
    """

    file: str | None
    department: str
    unit: str
    name: str
    planned: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    score: Decimal | None
    full_mark: Decimal | None
    odd_weights: Decimal | None
    grade: str | None
    indicators: tuple[IndicatorSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSummary:
    """The evaluation tables of one kind for one year.

    Attributes:
        kind: of document.
        year: of them.
        total: of all.
        units: of each unit, in the order in which they come.
        parts: each project, department or transfer.
    """

    kind: str
    year: int
    total: SummaryFigures
    units: tuple[UnitSummary, ...]
    parts: tuple[PartSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A document that is no evaluation table.

    Attributes:
        file: that it stands in; None of a document that was given as such.
        kind: of it.
    """

    file: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationSummary:
    """What evaluation tables come to (汇总), year by year and kind by kind.

    Attributes:
        amounts_in: the unit of all amounts.
        kinds: of each year and kind.
        passed_over: documents that were given and are no evaluation tables.
    """

    amounts_in: str
    kinds: tuple[KindSummary, ...]
    passed_over: tuple[PassedOver, ...]

    def as_json(self) -> dict[str, Any]:
        """The same for ``json.dumps``: as ``perfreport summary --format json`` prints it."""
        found: dict[str, Any] = plain(self)
        return found


def in_figures(found: Summed) -> EvaluationSummary:
    """All that is summed up."""
    return EvaluationSummary(
        amounts_in=Unit.TEN_THOUSAND_YUAN.label,
        kinds=tuple(_kind(each, found) for each in found.summaries),
        passed_over=tuple(
            PassedOver(file=each.name, kind=each.document.kind) for each in found.others
        ),
    )


def _kind(summary: Summary, found: Summed) -> KindSummary:
    return KindSummary(
        kind=summary.kind,
        year=summary.year,
        total=SummaryFigures(**_figures(summary)),
        units=tuple(
            UnitSummary(department=department, unit=unit, **_figures(tally))
            for (department, unit), tally in summary.units.items()
        ),
        parts=tuple(_part(each, found.tables[each.table].name) for each in summary.parts),
    )


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "count": len(tally.parts),
        "planned": _number(tally.planned),
        "executed": _number(tally.executed),
        "rate": _number(tally.rate),
        "with_money": sum(each.has_money for each in tally.parts),
        "scored": len(tally.scores),
        "average": tally.average,
        "grades": tuple(map(_grade, tally.grades)),
        "indicators": sum(1 for _ in tally.indicators),
        "met": tally.count("met", "far_above"),
        "unmet": tally.count("unmet"),
        "open": tally.count("open"),
        "without_reason": len(tally.without_reason),
        "met_rate": _number(tally.met_rate),
    }


def _grade(count: GradeCount) -> GradeShare:
    return GradeShare(grade=count.grade, number=count.number, share=count.share.value)


def _part(part: SummedPart, file: str | None) -> PartSummary:
    return PartSummary(
        file=file,
        department=part.department,
        unit=part.unit,
        name=part.name,
        planned=_number(part.planned),
        executed=_number(part.executed),
        rate=_number(part.rate),
        score=_number(part.score),
        full_mark=part.full_mark.value if part.is_scored else None,
        odd_weights=_number(part.odd_full),
        grade=part.grade or None,
        indicators=tuple(map(_indicator, part.indicators)),
    )


def _indicator(indicator: SummedIndicator) -> IndicatorSummary:
    return IndicatorSummary(**{**indicator._asdict(), "reason": indicator.reason or None})


def _number(figure: Amount | Percent | Score | None) -> Decimal | None:
    if isinstance(figure, Amount):
        return figure.to(Unit.TEN_THOUSAND_YUAN)
    return None if figure is None else figure.value
