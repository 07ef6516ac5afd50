"""Exact decimals are read as people type them, and rounded as people round."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.decimals import (
    JsonNumber,
    decimal_places,
    figure_pattern,
    parse_decimal,
    round_half_up,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1266.19", "1266.19"),
        ("1,266.19", "1266.19"),
        ("１，２６６．１９", "1266.19"),
        (" 59.80 ", "59.80"),
        ("-0.5", "-0.5"),
        ("－5", "-5"),
        ("+7", "7"),
        ("1,234,567", "1234567"),
        ("0123", "123"),
    ],
)
def test_a_number_reads_with_separators_and_in_full_width(text: str, number: str) -> None:
    assert parse_decimal(text) == Decimal(number)


def test_a_number_keeps_the_zeros_that_were_typed() -> None:
    assert str(parse_decimal("59.80")) == "59.80"


@pytest.mark.parametrize(
    "text",
    ["", "  ", "五十九", "1,26", "12,34,567", "1.2.3", "1e5", "0x1F", "1 266", ".5", "5.", "∞"],
)
def test_what_is_no_number_is_refused_with_an_example_of_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"不是数字，请写成 1266\.19 或 1,266\.19 这样的数"):
        parse_decimal(text)


def test_a_float_is_refused_for_it_is_not_what_was_typed() -> None:
    with pytest.raises(ValueError, match=r"“59\.8”是二进制小数"):
        parse_decimal(59.80)


@pytest.mark.parametrize("source", [True, None, [1], {"a": 1}, object])
def test_nothing_but_text_and_exact_numbers_is_a_number(source: object) -> None:
    with pytest.raises(ValueError, match="不是数字"):
        parse_decimal(source)


@pytest.mark.parametrize("source", [Decimal("NaN"), Decimal("Infinity")])
def test_a_number_is_finite(source: Decimal) -> None:
    with pytest.raises(ValueError, match="不是有限的数"):
        parse_decimal(source)


@pytest.mark.parametrize("source", ["1000000000000", Decimal("1E+30"), 10**12])
def test_a_number_has_at_most_twelve_integer_digits(source: object) -> None:
    with pytest.raises(ValueError, match="整数部分超过 12 位，请核对数字和单位"):
        parse_decimal(source)


def test_a_message_quotes_the_beginning_of_a_long_text() -> None:
    with pytest.raises(ValueError, match=r"^“x{30}…”不是数字"):
        parse_decimal("x" * 1000)


@pytest.mark.parametrize(
    ("number", "places"),
    [("0", 0), ("0.00", 0), ("100", 0), ("1.50", 1), ("-0.010", 2), ("1E+5", 0), ("0E-9", 0)],
)
def test_trailing_zeros_are_no_decimals(number: str, places: int) -> None:
    assert decimal_places(Decimal(number)) == places


def test_decimals_are_counted_beyond_the_precision_of_arithmetic() -> None:
    assert decimal_places(Decimal(f"1.{'0' * 75}1")) == 76


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000))
def test_decimals_are_those_that_writing_the_number_takes(number: Decimal) -> None:
    assert decimal_places(number) == len(f"{number:f}".partition(".")[2].rstrip("0"))


@pytest.mark.parametrize(
    ("number", "rounded"),
    [("0.005", "0.01"), ("-0.005", "-0.01"), ("0.0049", "0.00"), ("-0.001", "0.00"), ("2", "2.00")],
)
def test_halves_round_away_from_zero_and_zero_has_no_sign(number: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(number), 2)) == rounded


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=9), st.integers(0, 6))
def test_rounding_moves_a_number_by_half_a_step_at_most(number: Decimal, places: int) -> None:
    gap = abs(Fraction(round_half_up(number, places)) - Fraction(number))
    assert gap <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1e2", "100"), ("1.50E+1", "15.0"), ("5e-1", "0.5"), ("59.80", "59.80"), ("0.00e0", "0.00")],
)
def test_a_number_of_json_is_read_with_its_places(written: str, meant: str) -> None:
    assert str(parse_decimal(JsonNumber(written))) == meant
    assert JsonNumber(written) == written


@pytest.mark.parametrize("number", ["1e100", "1e-100", "0e99999999", "1e99999999999999999999"])
def test_an_exponent_makes_no_number_of_hundreds_of_digits(number: str) -> None:
    with pytest.raises(ValueError, match="不是数字"):
        parse_decimal(JsonNumber(number))


def test_only_json_has_exponents() -> None:
    with pytest.raises(ValueError, match="不是数字"):
        parse_decimal("1e2")


def test_a_zero_has_no_more_digits_than_another_number() -> None:
    with pytest.raises(ValueError, match="超过 12 位"):
        parse_decimal(Decimal("0E+999999999"))


@given(st.from_regex(f"^{figure_pattern(2)}$"))
def test_a_text_of_the_pattern_is_a_number_with_so_many_decimals(text: str) -> None:
    assert decimal_places(parse_decimal(text)) <= 2
