"""Whatever the figures, points are right, bounded, and the more for more."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, example, given
from hypothesis import strategies as st

from perfreport.basics.quantities import Percent, Score
from perfreport.kinds.evaluation.points import Asks, Points, indicator_points, rate_points
from tests.kinds.evaluation import by_fractions
from tests.kinds.evaluation.indicators import Made, scheme

SCHEMES = st.sampled_from(sorted(by_fractions.RULES))
SIGNS = st.sampled_from("≥＝≤")
WEIGHTS = st.decimals(0, 100, places=2) | st.decimals(0, 100, places=4)
# Small numbers meet limits and each other, large ones strain the arithmetic.
FIGURES = (
    st.integers(-5, 25).map(Decimal)
    | st.decimals(-200, 200, places=2)
    | st.decimals(-(10**12) + 1, 10**12 - 1, places=8)
)


def found(
    scheme_id: str, sign: str, target: Decimal, actual: Decimal, weight: Decimal
) -> Points | Asks:
    indicator = Made(
        annual_value=f"{sign}{target:f}座", actual=f"{actual:f}座", weight=Score(weight)
    )
    return indicator_points(indicator, scheme(scheme_id))


@given(SCHEMES, SIGNS, FIGURES, FIGURES, WEIGHTS)
@example("anhui-2022", "≤", Decimal(3), Decimal(6), Decimal(10))
@example("mof-2021-101", "≥", Decimal(5), Decimal(3), Decimal(10))
@example("mof-2020-10", "≥", Decimal(16), Decimal(1), Decimal(10))
def test_points_are_those_of_the_second_implementation(
    scheme_id: str, sign: str, target: Decimal, actual: Decimal, weight: Decimal
) -> None:
    ours = found(scheme_id, sign, target, actual, weight)
    theirs = by_fractions.score(weight, sign, target, actual, scheme_id)
    assert (None if isinstance(ours, Asks) else ours.score.value) == theirs


@given(SCHEMES, SIGNS, FIGURES, FIGURES, WEIGHTS)
def test_points_are_never_above_the_weight_nor_below_zero(
    scheme_id: str, sign: str, target: Decimal, actual: Decimal, weight: Decimal
) -> None:
    ours = found(scheme_id, sign, target, actual, weight)
    assume(isinstance(ours, Points))
    assert isinstance(ours, Points)
    assert 0 <= ours.exact <= weight
    # A weight of 0.005 is itself rounded.
    assert 0 <= ours.score.value <= by_fractions.half_up(Fraction(weight))


@given(SCHEMES, SIGNS, FIGURES, st.lists(FIGURES, min_size=2, max_size=5), WEIGHTS)
def test_who_achieves_more_never_gets_less_and_less_where_it_is_a_limit(
    scheme_id: str, sign: str, target: Decimal, actual: list[Decimal], weight: Decimal
) -> None:
    assume(target > 0)
    all_found = [found(scheme_id, sign, target, each, weight) for each in sorted(actual)]
    scores = [each.exact for each in all_found if isinstance(each, Points)]
    assert scores == sorted(scores, reverse=sign == "≤")


RATES = st.decimals(-50, 250, places=2) | st.integers(0, 120).map(Decimal)


@given(SCHEMES, st.lists(RATES, min_size=2, max_size=5), WEIGHTS)
def test_a_higher_execution_rate_never_earns_less(
    scheme_id: str, rates: list[Decimal], weight: Decimal
) -> None:
    all_found = [
        rate_points(
            Percent(each), Score(weight), scheme(scheme_id), within_budget=True, is_completed=False
        )
        for each in sorted(rates)
    ]
    scores = [each.exact for each in all_found if isinstance(each, Points)]
    assert scores == sorted(scores)
    assert all(0 <= each <= weight for each in scores)


@given(st.integers(0, 10**9), st.integers(1, 10**9), WEIGHTS)
def test_the_execution_rate_in_proportion_is_exact(
    spent: int, budget: int, weight: Decimal
) -> None:
    ratio = Percent.ratio(Decimal(spent), Decimal(budget))
    ours = rate_points(
        ratio, Score(weight), scheme("mof-2020-10"), within_budget=True, is_completed=False
    )
    assert isinstance(ours, Points)
    share = min(Fraction(spent, budget), Fraction(1))
    assert ours.score.value == by_fractions.half_up(Fraction(weight) * share)
