"""Numbers of automatic lists, as LibreOffice 7.4 prints them, and Word where that knows more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.docx.page.numerals import numeral


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("decimal", {0: "0", 1: "1", 10: "10", 1_001: "1001"}),
        ("decimalZero", {1: "01", 10: "10", 100: "100"}),
        ("decimalFullWidth", {1: "１", 10: "１０"}),
        ("numberInDash", {3: "- 3 -"}),
        ("upperRoman", {4: "IV", 9: "IX", 28: "XXVIII", 99: "XCIX", 1_001: "MI"}),
        ("lowerRoman", {4: "iv", 50: "l"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA"}),
        ("lowerLetter", {2: "b", 52: "zz"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {10: "十", 101: "一百零一", 110: "一百一十"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 11: "壹拾壹", 20: "贰拾"}),
        ("ideographLegalTraditional", {2: "貳", 6: "陸"}),
        ("ideographDigital", {1: "一", 9: "九"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 11: "甲戌", 60: "癸亥"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳"}),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉"}),
        ("none", {1: "", 50: ""}),
    ],
)
def test_numbers_are_as_they_are_printed(format: str, expected: dict[int, str]) -> None:
    assert {number: numeral(number, format) for number in expected} == expected


@pytest.mark.parametrize(
    ("format", "number"),
    [
        ("bullet", 1), ("custom", 1), ("hebrew1", 1), ("", 1), ("upperRoman", 4_000),
        ("chineseCounting", 100), ("chineseCounting", 0), ("decimalEnclosedCircle", 21),
        ("ideographTraditional", 11), ("ideographZodiac", 13), ("lowerLetter", 0),
    ],
)  # fmt: skip
def test_what_is_not_known_or_differs_from_program_to_program_is_not_told(
    format: str, number: int
) -> None:
    assert numeral(number, format) is None


@given(st.integers(1, 3_999))
def test_roman_numbers_add_up(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1_000}
    found = [values[letter] for letter in numeral(number, "upperRoman") or ""]
    following = (*found[1:], 0)
    total = sum(
        -value if value < after else value for value, after in zip(found, following, strict=True)
    )
    assert total == number
