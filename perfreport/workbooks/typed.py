"""What a cell says, as a data file would have it typed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from perfreport.basics.decimals import EXACT, FULL_WIDTH
from perfreport.basics.patterns import regex
from perfreport.forms.offered import NO, YES
from perfreport.sheets import numbers
from perfreport.sheets.figures import figure_in
from perfreport.sheets.workbook import Cell
from perfreport.workbooks.entries import CellSort

TEXTS = ("文字", "段落", "条目")
FIGURES = ("金额", "数字", "整数", "百分比")
_BARE = regex(r"-?[\d,]*\d(?:\.\d+)?")
POWER = regex(r"-?\d(?:\.\d+)?E[+-]?\d+")
"""A number as formats of science show it: 1.38E+10."""


def typed(cell: Cell, sort: CellSort, unit: str = "") -> str | bool:
    """The text of ``cell`` where an entry of that ``sort`` is wanted.

    An amount that says no unit itself is one of ``unit``, where its heading names one.
    """
    text = _typed(cell, sort)
    is_bare = sort == "金额" and isinstance(text, str) and _BARE.fullmatch(_half_width(text))
    return f"{text}{unit}" if unit and is_bare else text


def _typed(cell: Cell, sort: CellSort) -> str | bool:
    match cell.held:
        case bool():
            return cell.held
        case Decimal() if sort in FIGURES:
            return _figure(cell.shown, cell.held)
        case Decimal() if cell.held and not cell.shown.strip():
            return numbers.plain(cell.held)
        case Decimal() if sort in TEXTS and POWER.fullmatch(cell.shown):
            return numbers.plain(cell.held)
        case datetime() | date() if sort == "日期":
            return cell.held.strftime("%Y-%m-%d")
    return cell.shown


def _figure(shown: str, held: Decimal) -> str:
    """A number with the decimals that are shown, if that is all of it, and with its unit."""
    found = figure_in(shown)
    if found is None or not found.is_plain:
        return f"{held:f}"
    number = found.in_its_unit(held)
    if Decimal(found.digits) == number:
        return f"{found.digits}{found.unit}"
    return f"{number.normalize(EXACT):f}{found.unit}" if found.unit else f"{held:f}"


def _half_width(text: str) -> str:
    return text.strip().translate(FULL_WIDTH)


def said(value: str | bool) -> str:
    """``value`` as text."""
    if isinstance(value, bool):
        return YES if value else NO
    return value
