"""Figures as printed: the number that Excel holds, and the format that shows it just so."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Rounding

_FIGURE = regex(r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(%?)")
_MOST_DIGITS = 15  # that a number of Excel has


class Number(NamedTuple):
    """A number of a cell.

    Attributes:
        value: of the cell; 0.95 where 95% is shown.
        places: decimals of the value.
        format: Excel's, that shows it as printed.
    """

    value: Decimal
    places: int
    format: str


def number_of(text: str, *, is_amount: bool) -> Number | None:
    """The number that ``text`` prints; None if it prints none that Excel can hold."""
    match = _FIGURE.fullmatch(text)
    if match is None or sum(each.isdigit() for each in match[1]) > _MOST_DIGITS:
        return None
    shown = Decimal(match[1].replace(",", ""))
    places = len(match[1].partition(".")[2])
    decimals = "." + "0" * places if places else ""
    if match[2]:
        return Number(shown / 100, places + 2, f"0{decimals}%")
    if is_amount or "," in text:
        return Number(shown, places, f"#,##0{decimals}")
    # Points have as many decimals as they need: those of a sum that is computed anew too.
    has_idle_zeros = bool(places) and match[1].endswith("0")
    return Number(shown, places, f"0{decimals}" if has_idle_zeros else "General")


def amount_format(rounding: Rounding) -> str:
    """Excel's format for amounts."""
    return "#,##0" + ("." + "0" * rounding.amount_places if rounding.amount_places else "")


def rate_format(rounding: Rounding) -> str:
    """Excel's format for percentages that are computed anew in the sheet."""
    decimals = "." + "0" * rounding.rate_places if rounding.rate_places else ""
    return f"[=1]0%;0{decimals}%" if rounding.whole_full_rate and decimals else f"0{decimals}%"
