"""Numerals in words and in circles, and the numbering schemes of official documents."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.chinese import NUMBERING_SCHEMES, chinese_numeral, circled_numeral, is_han

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1000}


def value_of(words: str) -> int:
    """The number that ``words`` say, read from left to right."""
    total = section = digit = 0
    for word in words:
        if word == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        elif word in _PLACES:
            section, digit = section + (digit or 1) * _PLACES[word], 0
        else:
            digit = _DIGITS[word]
    return total + section + digit


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (10_000, "一万"),
        (10_010, "一万零一十"),
        (110_000, "十一万"),
        (99_999_999, "九千九百九十九万九千九百九十九"),
    ],
)
def test_numerals_are_those_that_people_write(number: int, words: str) -> None:
    assert chinese_numeral(number) == words


@given(st.integers(1, 99_999_999))
def test_a_numeral_says_its_number(number: int) -> None:
    words = chinese_numeral(number)
    assert value_of(words) == number
    assert "零零" not in words
    assert not words.endswith("零")


@pytest.mark.parametrize("number", [0, -1, 100_000_000])
def test_a_number_without_a_numeral_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_numeral(number)


@given(st.integers(1, 50))
def test_a_circled_numeral_has_its_number_in_the_circle(number: int) -> None:
    assert unicodedata.numeric(circled_numeral(number)) == number


def test_beyond_fifty_brackets_stand_for_the_circle() -> None:
    assert circled_numeral(51) == "（51）"


def test_circled_numerals_begin_at_one() -> None:
    with pytest.raises(ValueError, match="0"):
        circled_numeral(0)


@pytest.mark.parametrize("scheme", NUMBERING_SCHEMES)
def test_a_scheme_is_named_by_its_first_number(scheme: str) -> None:
    assert NUMBERING_SCHEMES[scheme](1) == scheme


@given(
    st.sampled_from(sorted(filter(None, NUMBERING_SCHEMES))),
    st.integers(1, 9999),
    st.integers(1, 9999),
)
def test_different_numbers_are_numbered_differently(scheme: str, one: int, other: int) -> None:
    number = NUMBERING_SCHEMES[scheme]
    assert (number(one) == number(other)) == (one == other)


@pytest.mark.parametrize(
    ("character", "expected"),
    [("一", True), ("龥", True), ("、", False), ("a", False), ("１", False), ("", False)],
)
def test_a_chinese_character_is_no_mark_and_no_letter(character: str, expected: bool) -> None:
    assert is_han(character) is expected
