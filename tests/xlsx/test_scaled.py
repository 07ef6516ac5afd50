"""Printed figures whose format was changed to count in thousands: read as they are shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfreport.xlsx.page import said, value_of
from tests.sheets.small_books import number


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("#,##0.00", "1200", "1,200.00"),
        ("0.0", "186.26", "186.26"),
        ("0%", "0.954", "95.4%"),
        ("#,##0,", "1862000", "1,862"),
        ("0!.0,", "1862000", "186.2"),
    ],
)
def test_a_figure_is_what_is_shown_unless_that_is_rounded(code: str, value: str, text: str) -> None:
    cell = number(value, code)
    assert said(cell) == text
    shown = Decimal(text.replace(",", "").rstrip("%"))
    assert value_of(cell) == (shown / 100 if text.endswith("%") else shown)
