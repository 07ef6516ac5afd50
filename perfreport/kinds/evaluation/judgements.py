"""What follows from points and achievements: a grade, and where a reason is due (偏差原因)."""

from __future__ import annotations

from decimal import Decimal

from perfreport.basics.decimals import EXACT
from perfreport.basics.quantities import Percent, Score
from perfreport.checks.targets import Sign
from perfreport.kinds.evaluation.outcome import (
    Answered,
    Evaluated,
    Graded,
    Measured,
    NotApplicable,
    Outcome,
    Waiting,
    outcome_of,
)
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.evaluation.values import UnclearError

_MORE_IS_REACHED = (Sign.AT_LEAST, Sign.MORE_THAN, Sign.EQUAL)


def grade_of(total: Score, full: Score, scheme: EvaluationScheme) -> str | None:
    """The grade (评价等级) of ``total`` of ``full`` points; None where it cannot be told."""
    share = total.share_of(full) if full.is_known and total.is_known else None
    return scheme.grades.at(share).name if scheme.grades and share is not None else None


def is_met(indicator: Evaluated, scheme: EvaluationScheme | None) -> bool | None:
    """Whether its target is certainly reached, or certainly not; None where it cannot be told.

    Args:
        indicator: with its target and its achievement.
        scheme: that names qualitative grades; None where the indicator goes by none.
    """
    outcome = _outcome(indicator, scheme)
    match outcome:
        case Measured():
            is_open = outcome.target.sign is Sign.NONE and outcome.target.high is None
            return outcome.is_met or (None if is_open else False)
        case Graded(grade):
            best = scheme.qualitative.grades[0] if scheme and scheme.qualitative else None
            return None if grade is None else grade == best
        case Answered(is_so):
            return is_so
        case NotApplicable() | Waiting() | None:
            return None


def is_unmet(indicator: Evaluated, scheme: EvaluationScheme) -> bool:
    """Whether its target is certainly not reached."""
    return is_met(indicator, scheme) is False


def is_beside_the_point(indicator: Evaluated) -> bool:
    """Whether it does not apply (不适用)."""
    return isinstance(_outcome(indicator, None), NotApplicable)


def is_far_above(indicator: Evaluated, scheme: EvaluationScheme) -> bool:
    """Whether its target is exceeded by more than the share from which a reason is due."""
    limit, outcome = scheme.reasons.above, _outcome(indicator, scheme)
    if limit is None or not isinstance(outcome, Measured):
        return False
    target = outcome.target
    if target.sign not in _MORE_IS_REACHED or target.number <= 0:
        return False
    beyond = EXACT.multiply(outcome.difference, Decimal(100))
    return beyond > EXACT.multiply(limit.share.value, target.number)


def is_exactly_met(indicator: Evaluated, scheme: EvaluationScheme) -> bool:
    """Whether just what was to be reached was reached, to the digit."""
    outcome = _outcome(indicator, scheme)
    if not isinstance(outcome, Measured):
        return False
    return outcome.is_met and not outcome.difference


def is_rate_low(rate: Percent | None, scheme: EvaluationScheme) -> bool:
    """Whether the execution rate is below that for which a reason is due."""
    limit = scheme.reasons.rate_below
    return limit is not None and rate is not None and rate.is_known and rate < limit.share


def _outcome(indicator: Evaluated, scheme: EvaluationScheme | None) -> Outcome | None:
    try:
        return outcome_of(indicator, scheme)
    except UnclearError:
        return None
