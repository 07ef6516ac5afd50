"""What is printed as a figure is a number whose format shows it again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.quantities import Rounding
from perfreport.xlsx.numbers import amount_format, number_of, rate_format


@pytest.mark.parametrize(
    ("text", "is_amount", "value", "format"),
    [
        ("1,234.50", True, "1234.50", "#,##0.00"),
        ("59.80", True, "59.80", "#,##0.00"),
        ("59.80", False, "59.80", "0.00"),
        ("12", False, "12", "General"),
        ("0.5", False, "0.5", "General"),
        ("2023", False, "2023", "General"),
        ("-3", True, "-3", "#,##0"),
        ("99.15%", False, "0.9915", "0.00%"),
        ("100%", False, "1", "0%"),
    ],
)
def test_a_figure(text: str, is_amount: bool, value: str, format: str) -> None:
    number = number_of(text, is_amount=is_amount)
    assert number
    assert (number.value, number.format) == (Decimal(value), format)


@pytest.mark.parametrize(
    "text", ["", "—", "【待填】", "12分", "1,23", "１２", "1e3", " 1", "1,234,567,890,123,456.00"]
)
def test_any_other_text_is_none(text: str) -> None:
    assert number_of(text, is_amount=True) is None


@given(st.decimals(-(10**9), 10**9, places=2))
def test_amounts_are_the_numbers_printed(amount: Decimal) -> None:
    number = number_of(f"{amount:,f}", is_amount=True)
    assert number
    assert (number.value, number.format) == (amount, "#,##0.00")
    assert Decimal(repr(float(number.value))) == amount


def test_formats_of_what_is_computed_anew() -> None:
    assert rate_format(Rounding()) == "[=1]0%;0.00%"
    assert rate_format(Rounding(whole_full_rate=False)) == "0.00%"
    assert rate_format(Rounding(rate_places=0)) == "0%"
    assert amount_format(Rounding(amount_places=0)) == "#,##0"
