"""Figures that cells show, beside the numbers that they hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfreport.sheets.figures import Figure, figure_in, shows_another


@pytest.mark.parametrize(
    ("shown", "digits", "unit", "is_plain"),
    [
        ("59.80", "59.80", "", True),
        ("-1,266.19", "-1266.19", "", True),
        ("￥1,266.19", "1266.19", "", True),
        ("-￥1,266.19", "1266.19", "", False),
        ("(1,266.19)", "1266.19", "", False),
        ("12.00万元", "12.00", "万元", True),
        ("９５％", "95", "%", True),
        ("-95%", "-95", "%", True),
    ],
)
def test_a_figure_is_its_digits_and_its_unit(
    shown: str, digits: str, unit: str, is_plain: bool
) -> None:
    assert figure_in(shown) == Figure(digits, unit, is_plain)


@pytest.mark.parametrize("shown", ["", "约12", "1.38E+10", "12:30", "-", "2023年5月"])
def test_other_texts_are_no_figures(shown: str) -> None:
    assert figure_in(shown) is None


@pytest.mark.parametrize(
    ("shown", "held", "is_another"),
    [
        ("186.3", "186.25", False),
        ("0.13", "0.125", False),
        ("(1,234)", "-1234", False),
        ("100%", "0.995", False),
        ("0.95", "0.95", False),
        ("0%", "1E-300", False),
        ("1,862", "1862000", True),
        ("(1,862)", "-1862000", True),
        ("95", "0.95", True),
        ("1.86百万", "1862000", True),
    ],
)
def test_a_rounded_figure_is_no_other_one(shown: str, held: str, is_another: bool) -> None:
    assert shows_another(shown, Decimal(held)) is is_another
