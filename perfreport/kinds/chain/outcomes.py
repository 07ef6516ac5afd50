"""What came of the indicators of evaluation tables, as far as anybody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from perfreport.basics.decimals import says_nothing
from perfreport.kinds.chain.account import filled
from perfreport.kinds.evaluation.judgements import is_beside_the_point, is_far_above, is_met
from perfreport.kinds.evaluation.model import EvaluatedIndicator
from perfreport.kinds.evaluation.points import target_text
from perfreport.kinds.evaluation.reasons import gives_reason
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.evaluation.values import plain

UNNAMED = "（名称待填）"
"""What is called so whose name is yet to be filled in."""

State = Literal["met", "far_above", "unmet", "open"]
"""What came of an indicator; far above is met, and open what nobody can tell yet."""


class SummedIndicator(NamedTuple):
    """An indicator with what came of it.

    Attributes:
        name: of the indicator.
        target: with sign and unit, as typed.
        actual: as typed; empty where it is yet to be filled in.
        state: what came of it.
        reason: for the deviation, in one text; empty where none is given.
    """

    name: str
    target: str
    actual: str
    state: State
    reason: str

    @property
    def called(self) -> str:
        """The name, or that there is none yet."""
        return self.name or UNNAMED


def summed_indicators(
    indicators: Iterable[EvaluatedIndicator], scheme: EvaluationScheme | None
) -> Iterator[SummedIndicator]:
    """Those of ``indicators`` that apply, under the ``scheme`` of their form if it has one."""
    for each in indicators:
        # Forms that ask for every second level have 无 or / where there is none.
        if not (is_beside_the_point(each) or says_nothing(each.name)):
            yield SummedIndicator(
                filled(each.name),
                filled(target_text(each)),
                filled(each.actual),
                _state(each, scheme),
                _reason(each),
            )


def _state(indicator: EvaluatedIndicator, scheme: EvaluationScheme | None) -> State:
    """By target and achievement; where they do not tell, by the points that it was given."""
    if any(text and not filled(text) for text in (target_text(indicator), indicator.actual)):
        return "open"
    found = is_met(indicator, scheme)
    if found is None:
        found = _by_points(indicator)
    if found is None:
        return "open"
    if found and scheme is not None and is_far_above(indicator, scheme):
        return "far_above"
    return "met" if found else "unmet"


def _by_points(indicator: EvaluatedIndicator) -> bool | None:
    """Whether all its points were given; else whether just what was wanted is said to be so."""
    weight, score = indicator.weight, indicator.score
    if weight is not None and score is not None and weight.is_known and score.is_known:
        return score == weight
    actual, target = plain(indicator.actual or ""), plain(target_text(indicator))
    return True if actual and actual == target else None


def _reason(indicator: EvaluatedIndicator) -> str:
    texts = [filled(each) for each in indicator.deviation_reason or ()]
    return "".join(texts) if gives_reason(indicator) else ""
