"""What the evaluation tables of one or several units come to together (自评汇总)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple, cast

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import EXACT, round_half_up
from perfreport.basics.quantities import Amount, Percent, Score
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document, EvaluationTable
from perfreport.blocks.sums import figure, shares_of
from perfreport.checks.likeness import plain_text
from perfreport.kinds.chain.account import filled
from perfreport.kinds.chain.money import Role, is_known, money_of, total_of
from perfreport.kinds.chain.outcomes import UNNAMED, State, SummedIndicator, summed_indicators
from perfreport.kinds.evaluation import scoring
from perfreport.kinds.evaluation.model import (
    TOTAL_RATE,
    Scored,
    ScoredDocument,
)
from perfreport.kinds.project_evaluation.model import ProjectEvaluation
from perfreport.kinds.transfer_evaluation.model import EvaluatedTransfer, TransferEvaluation

_WIDEST_FIRST = ("整体", "区域", "项目")
_PROJECT = "项目"
_AVERAGE_PLACES = 2


class Table(NamedTuple):
    """An evaluation table as it was given: the document and its form."""

    document: EvaluationTable
    form: Form


class SummedPart(NamedTuple):
    """What is evaluated as a whole: a project, a department, a transfer.

    Attributes:
        table: position of its table among those given.
        path: of its name in the document.
        department: of the document.
        unit: that carries it out (实施单位); the department where nothing says.
        name: of the project or transfer; the department's for one as a whole.
        planned: 全年预算数 of all sources; None where it is not stated or not filled in.
        executed: 全年执行数, likewise.
        score: in all; None where it is not scored or not all is told yet.
        is_scored: whether it is to have a score at all; a transfer has none.
        shown: the score as its form prints it.
        full_mark: what all weights are to be, by its scheme.
        odd_full: what they come to where that is another; the score then counts in no average.
        grade: 等级, as stated or by a score that counts; empty for none.
        indicators: those that apply, in the order of the document.
    """

    table: int
    path: DataPath
    department: str
    unit: str
    name: str
    planned: Amount | None
    executed: Amount | None
    score: Score | None
    is_scored: bool
    shown: str
    full_mark: Score
    odd_full: Score | None
    grade: str
    indicators: tuple[SummedIndicator, ...]

    @property
    def called(self) -> str:
        """The name, or that there is none yet."""
        return self.name or UNNAMED

    @property
    def rate(self) -> Percent | None:
        """执行率; None where an amount is not known, or there is no budget."""
        if self.planned is None or self.executed is None:
            return None
        return self.executed.share_of(self.planned)

    @property
    def has_money(self) -> bool:
        """Whether both amounts are known."""
        return self.planned is not None and self.executed is not None

    @property
    def counts(self) -> bool:
        """Whether its score counts in an average."""
        return self.score is not None and self.odd_full is None

    @property
    def lacks(self) -> Iterator[str]:
        """What sums and the average miss, in words."""
        if self.planned is None:
            yield "全年预算数"
        if self.executed is None:
            yield "全年执行数"
        if self.is_scored and self.score is None:
            yield "得分"


class GradeCount(NamedTuple):
    """How many have a grade, and which share of all that have one."""

    grade: str
    number: int
    share: Percent


@dataclass(frozen=True)
class Tally:
    """Figures of several parts together.

    Money counts of parts that state both amounts, so that the rate is that of the sums shown; the
    average is that of the parts with a score.
    """

    parts: tuple[SummedPart, ...]

    @cached_property
    def _with_money(self) -> list[SummedPart]:
        return [each for each in self.parts if each.has_money]

    @property
    def planned(self) -> Amount | None:
        """全年预算数 of those that state both amounts; None where none does."""
        return Amount.total(each.planned for each in self._with_money)

    @property
    def executed(self) -> Amount | None:
        """全年执行数, likewise."""
        return Amount.total(each.executed for each in self._with_money)

    @property
    def rate(self) -> Percent | None:
        """What was executed as a share of what was planned; None where nothing was."""
        if self.planned is None or self.executed is None:
            return None
        return self.executed.share_of(self.planned)

    @property
    def scores(self) -> list[Score]:
        """Those that count in the average."""
        return [each.score for each in self.parts if each.score is not None and each.counts]

    @property
    def full_marks(self) -> tuple[Score, ...]:
        """What the scores that count are out of, each once; of several there is no average."""
        return tuple(dict.fromkeys(each.full_mark for each in self.parts if each.counts))

    @property
    def average(self) -> Decimal | None:
        """Of the scores, rounded half up to two decimals; None without any, or of unlike ones."""
        if len(self.full_marks) != 1:
            return None
        exact = EXACT.divide(Score.total(self.scores).value, Decimal(len(self.scores)))
        return round_half_up(exact, _AVERAGE_PLACES)

    @property
    def grades(self) -> tuple[GradeCount, ...]:
        """Those that occur, from the best to the worst as the scores have them."""
        counts = Counter(each.grade for each in self.parts if each.grade)
        best: dict[str, Decimal] = {}
        for each in self.parts:
            if each.grade:
                points = each.score.value if each.score is not None else Decimal(-1)
                best[each.grade] = max(points, best.get(each.grade, points))
        order = sorted(counts, key=lambda grade: -best[grade])
        return tuple(
            GradeCount(each, counts[each], _share(counts[each], counts.total())) for each in order
        )

    @property
    def indicators(self) -> Iterator[tuple[SummedPart, SummedIndicator]]:
        """All of them, each with its part."""
        return ((part, each) for part in self.parts for each in part.indicators)

    def count(self, *states: State) -> int:
        """How many indicators are in one of these ``states``."""
        return sum(each.state in states for _, each in self.indicators)

    @property
    def met_rate(self) -> Percent | None:
        """The share of indicators that were met; None where one is open, or there are none."""
        total = sum(1 for _ in self.indicators)
        if not total or self.count("open"):
            return None
        return _share(self.count("met", "far_above"), total)

    @property
    def incomplete(self) -> Iterator[tuple[SummedPart, tuple[str, ...]]]:
        """Parts that sums or the average do not count, each with what it does not say."""
        for each in self.parts:
            if lacks := tuple(each.lacks):
                yield each, lacks

    @property
    def odd(self) -> Iterator[SummedPart]:
        """Parts with a score that counts in no average, for their weights are not the full mark."""
        return (each for each in self.parts if each.score is not None and not each.counts)

    @property
    def without_budget(self) -> list[SummedPart]:
        """Parts that have no rate, for nothing was budgeted."""
        return [each for each in self._with_money if each.rate is None]

    @property
    def without_reason(self) -> list[tuple[SummedPart, SummedIndicator]]:
        """The indicators that were not met and give no reason, each with its part."""
        return [each for each in self.in_state("unmet") if not each[1].reason]

    def in_state(self, state: State) -> list[tuple[SummedPart, SummedIndicator]]:
        """The indicators in this ``state``, each with its part."""
        return [(part, each) for part, each in self.indicators if each.state == state]


@dataclass(frozen=True)
class Summary(Tally):
    """The evaluation tables of one kind together, and unit by unit.

    Attributes:
        kind: of the documents (文种): what different kinds say is not added up, for departments as
            a whole have the money of their projects.
        called: what is counted: 项目, 部门, 专项.
        year: of all of them.
    """

    kind: str
    called: str
    year: int

    @cached_property
    def units(self) -> Mapping[tuple[str, str], Tally]:
        """By department and unit, in the order in which they come."""
        found: dict[tuple[str, str], list[SummedPart]] = {}
        for each in self.parts:
            found.setdefault((each.department, each.unit), []).append(each)
        return {unit: Tally(tuple(parts)) for unit, parts in found.items()}

    @property
    def is_of_projects(self) -> bool:
        """Whether projects are evaluated, and not departments or transfers."""
        return self.called == _PROJECT

    @property
    def stated_twice(self) -> Iterator[tuple[SummedPart, SummedPart]]:
        """What stands in two tables, and would count twice: as it came again, and before."""
        seen: dict[tuple[str, ...], SummedPart] = {}
        for each in filter(lambda part: part.name, self.parts):
            key = tuple(map(plain_text, (each.department, each.unit, each.name)))
            first = seen.setdefault(key, each)
            if first.table != each.table:
                yield each, first

    @cached_property
    def repeated_names(self) -> frozenset[str]:
        """The names that several parts have: they are told apart by their units."""
        counts = Counter(each.name for each in self.parts if each.name)
        return frozenset(name for name, count in counts.items() if count > 1)

    @property
    def departments(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(each.department for each in self.parts))


def is_of_projects(document: Document) -> bool:
    """Whether it is a table of projects, of which a report is begun."""
    return isinstance(document, ProjectEvaluation)


def summaries(tables: Sequence[Table]) -> tuple[Summary, ...]:
    """What ``tables`` say together, year by year, and kind by kind in the order of the tables."""
    found: dict[tuple[int, str], list[SummedPart]] = {}
    for position, each in enumerate(tables):
        place = each.document.year, each.document.kind
        found.setdefault(place, []).extend(_parts(each, position))
    called = {each.document.kind: _called(each.document) for each in tables}
    return tuple(
        Summary(tuple(found[year, kind]), kind, called[kind], year)
        for year, kind in sorted(found, key=lambda place: place[0])
    )


def _called(document: EvaluationTable) -> str:
    match document:
        case ProjectEvaluation():
            return _PROJECT
        case TransferEvaluation():
            return "专项"
    return "部门"


def _parts(table: Table, position: int) -> Iterator[SummedPart]:
    if isinstance(table.document, ScoredDocument):
        for path, scored in table.document.scored:
            yield _part(table, position, path, cast(BaseModel, scored), scored)
    elif isinstance(table.document, TransferEvaluation):
        for path, each in _widest(table.document.transfers):
            yield _part(table, position, path, each, None)


def _widest(
    transfers: Sequence[EvaluatedTransfer],
) -> Iterator[tuple[DataPath, EvaluatedTransfer]]:
    """Each transfer at its widest level alone: what a county got is part of the whole."""
    widest: dict[str, int] = {}
    for each in transfers:
        level = _WIDEST_FIRST.index(each.evaluated_level)
        widest[each.name] = min(level, widest.get(each.name, level))
    for path, each in zip(DataPath("专项").items(len(transfers)), transfers, strict=True):
        if _WIDEST_FIRST.index(each.evaluated_level) == widest[each.name]:
            yield path, each


def _part(
    table: Table, position: int, path: DataPath, part: Any, scored: Scored | None
) -> SummedPart:
    department, form = filled(table.document.department), table.form
    total = scoring.total(scored, form) if scored else None
    score = total if total is not None and total.is_known else None
    odd_full = scoring.odd_full(scored, form) if scored else None
    name = filled(getattr(part, "project", None)) or filled(getattr(part, "name", None))
    return SummedPart(
        position,
        path / "名称" if path else DataPath("部门名称"),
        department,
        filled(getattr(part, "implementer", None)) or department,
        name or department,
        _amount(part, "annual"),
        _amount(part, "executed"),
        score,
        scored is not None,
        scoring.shown(form, score) if score is not None else "",
        scoring.full_mark(form) if scored else Score(0),
        odd_full,
        _grade(scored, form) if scored else "",
        tuple(summed_indicators(part.indicators, scoring.scheme_of(form))),
    )


def _grade(scored: Scored, form: Form) -> str:
    """As stated, else by its points; points that are not out of the full mark give none."""
    stated = filled(scored.grade)
    is_whole = scoring.odd_full(scored, form) is None
    return stated or (scoring.grade(scored, form) if is_whole else "")


def _amount(part: Any, role: Role) -> Amount | None:
    """What all sources come to in one column; as stated where only that is."""
    money = getattr(part, "sources", part)
    shares = shares_of(type(money)) if isinstance(money, BaseModel) else None
    if shares is not None and TOTAL_RATE in shares.of:
        executed, planned = shares.of[TOTAL_RATE]
        amount = figure(money, planned if role == "annual" else executed)
    else:
        amount = total_of(money_of(part), role)
    return amount if is_known(amount) else None


def _share(count: int, whole: int) -> Percent:
    found = Percent.ratio(Decimal(count), Decimal(whole))
    assert found is not None  # nobody asks about nothing
    return found
