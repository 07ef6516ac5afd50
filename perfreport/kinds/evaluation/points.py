"""Points (得分) as a scheme has them, with what explains each; or why they have to be given.

All is computed in exact decimals and rounded once, half up. Nobody gets more than the weight, and
nobody less than nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, assert_never

from perfreport.basics.decimals import EXACT, abridged, plain_digits, round_half_up
from perfreport.basics.quantities import Percent, Score
from perfreport.kinds.evaluation.clauses import Grade
from perfreport.kinds.evaluation.outcome import (
    Answered,
    Evaluated,
    Graded,
    Measured,
    NotApplicable,
    Waiting,
    outcome_of,
)
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.evaluation.shares import (
    AskError,
    Share,
    answered_share,
    execution_share,
    inapplicable_share,
    measured_share,
)
from perfreport.kinds.evaluation.values import UnclearError

_WAITS = "待填的填好以后计算"


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points that follow from the scheme (得分).

    Attributes:
        score: as it is printed; unknown while something is still to be filled in.
        target: 指标值, or what stands in its place.
        actual: 实际完成值, or the execution rate.
        rule: the scheme's, in words.
        formula: with the figures filled in.
        exact: what the formula gives, before rounding, from zero to the weight.
        rounding: in words.
        source: article of the scheme.
    """

    score: Score
    target: str
    actual: str
    rule: str
    formula: str
    exact: Decimal
    rounding: str
    source: str

    @property
    def result(self) -> str:
        """What the formula gives, as explanations say it; empty while something waits."""
        return abridged(self.exact) if self.score.is_known else ""


class Asks(NamedTuple):
    """Why points do not follow, so that they have to be given (请填得分).

    Attributes:
        reason: in Chinese.
        advice: what to do.
        source: the scheme, and the article if one says so.
    """

    reason: str
    advice: str
    source: str


class PointRange(NamedTuple):
    """The points that a qualitative grade leaves open (得分范围).

    Attributes:
        least: is part of it.
        most: is part of it only for the best grade.
        includes_most: whether it is.
        grade: its name.
        source: article of the scheme.
    """

    least: Decimal
    most: Decimal
    includes_most: bool
    grade: str
    source: str

    def __contains__(self, score: object) -> bool:
        """Whether ``score`` is allowed, or not yet known."""
        if not isinstance(score, Score):
            return False
        if not score.is_known:
            return True
        is_below = score.value <= self.most if self.includes_most else score.value < self.most
        return self.least <= score.value and is_below

    def __str__(self) -> str:
        """As messages say it: 18分（含）至24分（不含）."""
        end = "含" if self.includes_most else "不含"
        return f"{plain_digits(self.least)}分（含）至{plain_digits(self.most)}分（{end}）"


def indicator_points(indicator: Evaluated, scheme: EvaluationScheme) -> Points | Asks:
    """The points of ``indicator`` as the ``scheme`` has them."""
    weight = indicator.weight
    if weight is None:
        return Asks("这个指标没有分值", "请填“分值”", scheme.citation)
    texts = target_text(indicator), indicator.actual or ""
    try:
        outcome = outcome_of(indicator, scheme)
        if isinstance(outcome, Waiting):
            return _waiting(scheme, *texts)
        share = _share_of(outcome, indicator, scheme)
    except (UnclearError, AskError) as error:
        return Asks(str(error), "请填“得分”", scheme.citation)
    return _points(share, weight, scheme, *texts)


def rate_points(
    rate: Percent | None,
    weight: Score,
    scheme: EvaluationScheme,
    *,
    within_budget: bool,
    is_completed: bool,
) -> Points | Asks:
    """The points of the execution rate (预算执行率) as the ``scheme`` has them.

    Args:
        rate: None where the budget is zero.
        weight: its points.
        scheme: that it is evaluated by.
        within_budget: whether no more was spent than the budget of the year.
        is_completed: whether the project is (项目完成).
    """
    if rate is not None and not rate.is_known:
        return _waiting(scheme, "", str(rate))
    try:
        share = execution_share(
            rate, scheme, within_budget=within_budget, is_completed=is_completed
        )
    except AskError as error:
        return Asks(str(error), "请填“得分”", scheme.citation)
    return _points(
        share, weight, scheme, "", f"{abridged(rate.value)}%" if rate is not None else ""
    )


def range_of(indicator: Evaluated, scheme: EvaluationScheme) -> PointRange | None:
    """The points that a qualitative ``indicator`` may be given; None where nothing limits them."""
    try:
        outcome = outcome_of(indicator, scheme)
    except UnclearError:
        return None
    weight = indicator.weight
    if not isinstance(outcome, Graded) or weight is None or not weight.is_known:
        return None
    return _range(outcome.grade, weight, scheme) if outcome.grade else None


def _range(grade: Grade, weight: Score, scheme: EvaluationScheme) -> PointRange | None:
    clause = scheme.qualitative
    if clause is None:
        return None
    above = clause.above(grade)
    least, most = (_of(each, weight) for each in (grade.least, above or Percent(100)))
    return PointRange(least, most, above is None, grade.name, scheme.cites(clause))


def _of(share: Percent, weight: Score) -> Decimal:
    return EXACT.divide(EXACT.multiply(weight.value, share.value), Decimal(100))


def _share_of(
    outcome: Measured | Graded | Answered | NotApplicable,
    indicator: Evaluated,
    scheme: EvaluationScheme,
) -> Share:
    match outcome:
        case Measured():
            return measured_share(outcome, indicator, scheme)
        case Answered():
            return answered_share(outcome, scheme)
        case NotApplicable():
            return inapplicable_share(scheme)
        case Graded(grade):
            raise AskError(_why_graded(grade, indicator, scheme))
    assert_never(outcome)


def _why_graded(grade: Grade | None, indicator: Evaluated, scheme: EvaluationScheme) -> str:
    clause = scheme.qualitative
    if clause is None:
        return f"{scheme.reference}没有规定定性指标怎样计分"
    weight = indicator.weight
    if grade is None:
        names = "、".join(each.name for each in clause.grades)
        return f"定性指标按等级评定得分，实际完成值没有写等级（{names}）"
    if weight is None or not weight.is_known:
        return f"定性指标“{grade.name}”的得分由填报人评定"
    return f"定性指标“{grade.name}”的得分在{_range(grade, weight, scheme)}之间评定"


def _points(
    share: Share, weight: Score, scheme: EvaluationScheme, target: str, actual: str
) -> Points:
    if not weight.is_known:
        return _waiting(scheme, target, actual)
    product = EXACT.multiply(weight.value, share.numerator)
    exact = EXACT.divide(product, share.denominator)
    return Points(
        score=Score(round_half_up(exact, scheme.places)),
        target=target,
        actual=actual,
        rule=share.rule,
        formula=f"{plain_digits(weight.value)}×{share.formula}",
        exact=exact,
        rounding=_rounding(scheme),
        source=scheme.cites(share.clause),
    )


def _waiting(scheme: EvaluationScheme, target: str, actual: str) -> Points:
    """Points that cannot be told before something else is filled in (待填)."""
    return Points(
        score=Score.total((Score.pending(),)),
        target=target,
        actual=actual,
        rule=_WAITS,
        formula="",
        exact=Decimal("NaN"),
        rounding=_rounding(scheme),
        source=scheme.citation,
    )


def _rounding(scheme: EvaluationScheme) -> str:
    return f"四舍五入到{scheme.places}位小数"


def said(score: Score | None) -> str:
    """``score`` as messages say it; blank where there is none."""
    return plain_digits(score.value) if score is not None else ""


def target_text(indicator: Evaluated) -> str:
    """The target as it is typed, with sign and unit."""
    if indicator.value is None:
        return indicator.annual_value or ""
    return f"{indicator.sign or ''}{indicator.value}{indicator.unit or ''}"
