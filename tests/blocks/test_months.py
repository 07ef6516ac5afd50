"""Months of a year that somebody looks at are held in one way, however they are typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.blocks.months import Months, MonthsNotation, months_of

NOTATION = MonthsNotation()


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("1-7月", "1-7月"),
        ("1月-7月", "1-7月"),
        ("1—7月底", "1-7月"),
        ("01至07月", "1-7月"),
        ("1 ~ 12 月", "1-12月"),
        ("截至10月", "截至10月"),
        ("截止到10月底", "截至10月"),
        ("2024年1-7月", "2024年1-7月"),
        ("2024年度截至6月末", "2024年截至6月"),
    ],
)
def test_what_is_typed_is_held_in_one_way(typed: str, held: str) -> None:
    assert NOTATION.held(typed) == held
    assert NOTATION.held(held) == held
    assert re.search(NOTATION.pattern, typed)


@pytest.mark.parametrize("typed", ["7月", "上半年", "1-13月", "0-7月", "1-7", "1-7月执行数", ""])
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="请写成 1-7月 或 截至10月"):
        NOTATION.held(typed)
    assert not re.search(NOTATION.pattern, typed)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="止月在起月之前"):
        NOTATION.held("7-1月")


_MONTHS = st.integers(1, 12)


@given(st.none() | st.integers(1949, 2199), _MONTHS, _MONTHS)
def test_the_months_are_those_that_are_held(year: int | None, one: int, other: int) -> None:
    first, last = sorted((one, other))
    in_year = f"{year}年" if year else ""
    assert months_of(NOTATION.held(f"{in_year}{first}-{last}月")) == Months(year, first, last)
    assert months_of(NOTATION.held(f"{in_year}截至{last}月")) == Months(year, 1, last)


@given(st.text("0123456789年月-至截底 ", max_size=12))
def test_what_is_held_is_held_again(text: str) -> None:
    try:
        held = NOTATION.held(text)
    except ValueError:
        return
    assert NOTATION.held(held) == held
    assert NOTATION.shown(held) == held
