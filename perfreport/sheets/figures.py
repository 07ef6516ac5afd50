"""The figure that a cell shows, beside the number that it holds."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from perfreport.basics.decimals import EXACT, FULL_WIDTH
from perfreport.basics.patterns import regex
from perfreport.sheets import numbers

_SHOWN = regex(
    r"(?P<lead>\(|-(?=[￥¥$]))?[￥¥$]?\s*(?P<figure>-?[\d,]*\d(?:\.\d+)?)\s*(?P<unit>[^\d\s)]*)\)?"
)
_HUNDRED = Decimal(100)


class Figure(NamedTuple):
    """A figure as a cell shows it.

    Attributes:
        digits: without commas and signs of money: ``-59.80``.
        unit: behind them: ``%``, ``万元``.
        is_plain: whether that is all of it, with no bracket and no minus before a sign of money.
    """

    digits: str
    unit: str
    is_plain: bool = True

    def in_its_unit(self, held: Decimal) -> Decimal:
        """The number that a cell holds, counted as the figure is: 95 for the 0.95 of 95%."""
        return EXACT.multiply(held, _HUNDRED) if self.unit == "%" else held

    def shows(self, held: Decimal) -> bool:
        """Whether it is the number that its cell holds, at most rounded, and not another one.

        A format may count in thousands, or put a point where the number has none.
        """
        places = len(self.digits.partition(".")[2])
        return abs(Decimal(self.digits)) == numbers.rounded(abs(self.in_its_unit(held)), places)


def figure_in(shown: str) -> Figure | None:
    """The figure that ``shown`` is; None for any other text."""
    found = _SHOWN.fullmatch(shown.strip().translate(FULL_WIDTH))
    if found is None:
        return None
    return Figure(found["figure"].replace(",", ""), found["unit"], is_plain=not found["lead"])


def shows_another(shown: str, held: Decimal) -> bool:
    """Whether a cell shows a figure that is not the number it holds, be it rounded.

    Its format counts in another unit: 1,200 for the 1200000 of ``#,##0,``.
    """
    figure = figure_in(shown)
    return figure is not None and not figure.shows(held)
