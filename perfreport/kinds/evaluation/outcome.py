"""What came of an indicator (完成情况): its target and its achievement, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from perfreport.basics.decimals import EXACT
from perfreport.basics.messages import quoted
from perfreport.basics.quantities import GAP, Score
from perfreport.checks.quantities.direction import is_direction_open
from perfreport.checks.targets import Sign
from perfreport.kinds.evaluation.clauses import Grade
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.evaluation.values import (
    Target,
    UnclearError,
    is_inapplicable,
    is_of_other_sort,
    is_qualitative,
    plain,
    read_actual,
    read_target,
)

_INAPPLICABLE = "不适用"
_ANSWERS = ("是", "否")
_DIRECTIONS = {"正向": Sign.AT_LEAST, "反向": Sign.AT_MOST}


class Targeted(Protocol):
    """An indicator with its target, of whichever kind."""

    @property
    def level_one(self) -> str | None:
        """一级指标."""

    @property
    def level_two(self) -> str | None:
        """二级指标."""

    @property
    def name(self) -> str:
        """三级指标."""

    @property
    def annual_value(self) -> str | None:
        """年度指标值, with sign and unit or without."""

    @property
    def sign(self) -> str | None:
        """计算符号, where it stands apart."""

    @property
    def value(self) -> str | None:
        """指标值, beside a sign or a unit that stand apart."""

    @property
    def unit(self) -> str | None:
        """度量单位, where it stands apart."""

    @property
    def direction(self) -> str | None:
        """方向: 正向 or 反向."""


class Evaluated(Targeted, Protocol):
    """The same with what was achieved."""

    @property
    def weight(self) -> Score | None:
        """分值."""

    @property
    def actual(self) -> str | None:
        """实际完成值."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A number beside a number (定量).

    Attributes:
        target: what was to be reached; its sign says in which direction, or none that nobody
            knows.
        actual: in the target's unit.
    """

    target: Target
    actual: Decimal

    @property
    def difference(self) -> Decimal:
        """What was achieved beyond the target."""
        return EXACT.subtract(self.actual, self.target.number)

    @property
    def is_on_edge(self) -> bool:
        """Whether it is just what was to be exceeded, or to be stayed below."""
        return not self.difference and self.target.sign in (Sign.MORE_THAN, Sign.LESS_THAN)

    @property
    def is_met(self) -> bool:
        """Whether the target was reached; by more than an equal sign asks for, too."""
        if self.target.high is not None:
            return self.target.number <= self.actual <= self.target.high
        match self.target.sign:
            case Sign.AT_LEAST:
                return self.difference >= 0
            case Sign.MORE_THAN:
                return self.difference > 0
            case Sign.AT_MOST:
                return self.difference <= 0
            case Sign.LESS_THAN:
                return self.difference < 0
            case Sign.EQUAL:
                return not self.difference or (self.difference > 0 and self.target.number > 0)
        return not self.difference


@dataclass(frozen=True, slots=True)
class Graded:
    """A qualitative indicator (定性) with the grade that was achieved, if that is told."""

    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Answered:
    """An indicator that is to be so or not (是/否)."""

    is_met: bool


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """An indicator that does not apply (不适用)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something of it is still to be filled in (待填)."""


Outcome = Measured | Graded | Answered | NotApplicable | Waiting


def outcome_of(indicator: Evaluated, scheme: EvaluationScheme | None) -> Outcome:
    """What came of ``indicator``, whose qualitative grades the ``scheme`` names, if there is one.

    Raises:
        UnclearError: when it cannot be told.
    """
    target, actual = target_of(indicator), indicator.actual
    if any(GAP in text for text in (target, actual) if text):
        return Waiting()
    if is_inapplicable(indicator.sign) or _INAPPLICABLE in (target, actual):
        return NotApplicable()
    if actual is None:
        raise UnclearError("没有实际完成值")
    if is_of_other_sort(indicator.sign):
        raise UnclearError("定量（其他）的指标按各自的说明计分")
    if plain(target or "") in _ANSWERS and plain(actual) in _ANSWERS:
        return Answered(plain(target or "") == plain(actual))
    grades = scheme.qualitative if scheme else None
    grade = grades.named(plain(actual)) if grades else None
    if grade or is_qualitative(indicator.sign):
        return Graded(grade)
    if target is None:
        raise UnclearError("没有指标值")
    return measured(indicator, target, actual)


def target_of(indicator: Targeted) -> str | None:
    """The text of its target.

    Raises:
        UnclearError: when two are written that differ.
    """
    value, annual = indicator.value, indicator.annual_value
    if value and annual:
        whole = f"{indicator.sign or ''}{value}{indicator.unit or ''}"
        if plain(annual) not in (plain(value), plain(whole)):
            raise UnclearError(f"指标值{quoted(value)}与年度指标值{quoted(annual)}不同")
    return value or annual


def measured(indicator: Targeted, text: str, actual: str) -> Measured:
    """The target that ``text`` says of ``indicator``, beside what is ``actual``.

    Raises:
        UnclearError: when either is no number, or they are in different units.
    """
    target = read_target(text, indicator.sign, indicator.unit)
    if target.sign is Sign.NONE and target.high is None:
        target = target._replace(sign=_unwritten_sign(indicator, target))
    return Measured(target, read_actual(actual, target, indicator.unit))


def _unwritten_sign(indicator: Targeted, target: Target) -> Sign:
    """How a number without a sign is meant; none where nothing tells."""
    direction = plain(indicator.direction or "").removesuffix("指标")
    if direction:
        return _DIRECTIONS.get(direction, Sign.NONE)
    words = "".join(filter(None, (indicator.level_one, indicator.level_two, indicator.name)))
    unit = target.measure.unit if target.measure else ""
    return Sign.NONE if is_direction_open(words, unit) else Sign.EQUAL
