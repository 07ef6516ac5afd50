"""Rounding explains a difference up to half a unit of each figure, and no more."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.decimals import round_half_up
from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.form import Figures
from perfreport.checks.footing import Footing, Side


def footing(left: str, *right: str) -> Footing:
    parts = tuple(map(Amount, right))
    return Footing(Side("合计", (Amount(left),)), Side("各项之和", parts), Figures())


exact = st.decimals(Decimal("0.005"), 10**6, places=5, allow_nan=False)


@given(st.lists(exact, min_size=1, max_size=30))
def test_what_rounding_does_is_explained_by_rounding(numbers: list[Decimal]) -> None:
    rounded = tuple(Amount(round_half_up(number, 2)) for number in numbers)
    total = Amount(round_half_up(sum(numbers, Decimal(0)), 2))
    sides = Side("合计", (total,)), Side("各项之和", rounded)
    assert Footing(*sides, Figures()).is_explained_by_rounding


def test_a_total_of_one_figure_leaves_nothing_to_rounding() -> None:
    assert not footing("10.01", "10.00").is_explained_by_rounding


def test_two_figures_may_miss_their_total_by_one_cent() -> None:
    assert footing("10.01", "5.00", "5.00").is_explained_by_rounding
    assert not footing("10.02", "5.00", "5.00").is_explained_by_rounding


def test_zero_is_taken_for_exactly_nothing() -> None:
    assert not footing("10.01", "10.00", "0.00").is_explained_by_rounding


def test_a_form_that_prints_whole_yuan_rounds_to_a_yuan() -> None:
    figures = Figures.model_validate({"金额单位": "元", "金额小数": 0})
    yuan = tuple(Amount(number, Unit.YUAN) for number in (3, 3))
    total = Amount(7, Unit.YUAN)
    assert Footing(Side("合计", (total,)), Side("各项", yuan), figures).is_explained_by_rounding


def test_a_footing_shows_both_sides_with_their_figures() -> None:
    assert footing("1,000.00", "600.00", "300.00").describe() == (
        "合计为1,000.00万元，各项之和为900.00万元（600.00＋300.00），相差100.00万元"
    )


def test_a_difference_smaller_than_what_is_printed_is_shown_whole() -> None:
    yuan = Amount("2.50", Unit.YUAN)
    sides = Side("合计", (Amount(0),)), Side("各项之和", (yuan,))
    assert Footing(*sides, Figures()).describe().endswith("相差0.00025万元")
