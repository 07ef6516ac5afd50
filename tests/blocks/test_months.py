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


@pytest.mark.parametrize("typed", ["7月", "1-13月", "0-7月", "1-7", "1-7月执行数", ""])
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="请写成 1-7月、截至10月、上半年、前三季度 或 第三季度"):
        NOTATION.held(typed)
    assert not re.search(NOTATION.pattern, typed)


@pytest.mark.parametrize(
    ("typed", "held", "months"),
    [
        ("1-7月", "1-7月", (None, 1, 7)),
        ("1至7月", "1-7月", (None, 1, 7)),
        ("1—9月份", "1-9月", (None, 1, 9)),
        ("1-6月止", "1-6月", (None, 1, 6)),
        ("1月-6月底止", "1-6月", (None, 1, 6)),
        ("截至10月底", "截至10月", (None, 1, 10)),
        ("截止到12月", "截至12月", (None, 1, 12)),
        ("1-1月", "1-1月", (None, 1, 1)),
        ("1-12月", "1-12月", (None, 1, 12)),
        ("上半年", "上半年", (None, 1, 6)),
        ("下半年", "下半年", (None, 7, 12)),
        ("全年", "全年", (None, 1, 12)),
        ("2024年 上半年 ", "2024年上半年", (2024, 1, 6)),
        ("一季度", "一季度", (None, 1, 3)),
        ("第一季度", "第一季度", (None, 1, 3)),
        ("第三季度", "第三季度", (None, 7, 9)),
        ("第4季度", "第4季度", (None, 10, 12)),
        ("前三季度", "前三季度", (None, 1, 9)),
        ("前三个季度", "前三个季度", (None, 1, 9)),
        ("前两个季度", "前两个季度", (None, 1, 6)),
    ],
)
def test_what_has_one_meaning_is_taken(
    typed: str, held: str, months: tuple[int | None, int, int]
) -> None:
    assert NOTATION.held(typed) == held
    assert NOTATION.held(held) == held
    assert re.search(NOTATION.pattern, typed)
    for text in (typed, held):
        found = months_of(text)
        assert found is not None
        assert found[:3] == months


@pytest.mark.parametrize(
    "typed",
    [
        "三季度",
        "第五季度",
        "第0季度",
        "前一季度",
        "6月",
        "1-13月",
        "0-6月",
        "半年",
        "1-6月上半年",
        "截至10月31日",
    ],
)
def test_what_has_not_is_refused_with_all_that_may_be_written(typed: str) -> None:
    assert not re.search(NOTATION.pattern, typed)
    with pytest.raises(ValueError, match="请写成 1-7月、截至10月、上半年、前三季度 或 第三季度"):
        NOTATION.held(typed)


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


@given(st.text("0123456789年月-至截底止份上半前第三个季度 ", max_size=12))
def test_what_is_held_is_held_again(text: str) -> None:
    try:
        held = NOTATION.held(text)
    except ValueError:
        return
    assert NOTATION.held(held) == held
    assert NOTATION.shown(held) == held
