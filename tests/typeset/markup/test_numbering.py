"""Numbers of headings and list items."""

from __future__ import annotations

import pytest

from perfreport.typeset.markup.numbering import HeadingNumbers, entry_numbers


def test_entries_are_counted_from_one() -> None:
    numbers = entry_numbers("（一）")
    assert [next(numbers) for _ in range(3)] == ["（一）", "（二）", "（三）"]


def test_a_scheme_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match=r"没有编号样式“A”.*（一）"):
        entry_numbers("A")


def test_a_heading_starts_the_levels_below_it_anew() -> None:
    numbers = HeadingNumbers(["一、", "（一）", "1."])
    levels = [1, 2, 3, 3, 2, 3, 1, 3]
    assert [numbers.next(level) for level in levels] == [
        *("一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "1.")
    ]


def test_levels_without_a_scheme_bear_no_number() -> None:
    assert HeadingNumbers(["一、"]).next(2) == ""
