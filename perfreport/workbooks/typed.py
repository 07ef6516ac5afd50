"""What a cell says, as a data file would have it typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from perfreport.basics.decimals import EXACT, FULL_WIDTH
from perfreport.forms.offered import NO, YES
from perfreport.sheets.workbook import Cell
from perfreport.workbooks.entries import CellSort

_SHOWN = re.compile(r"[￥¥$]?\s*(?P<figure>-?[\d,]*\d(?:\.\d+)?)\s*(?P<unit>[^\d\s]*)")
_BARE = re.compile(r"-?[\d,]*\d(?:\.\d+)?")
_HUNDRED = Decimal(100)
_WORTH: Mapping[str, int] = {"万": 4, "万元": 4, "亿": 8, "亿元": 8}
"""Of units that a format may count in: it shows so many digits fewer."""


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
        case Decimal() if sort in ("金额", "数字", "整数", "百分比"):
            return _figure(cell.shown, cell.held)
        case datetime() | date() if sort == "日期":
            return cell.held.strftime("%Y-%m-%d")
    return cell.shown


def contradiction(cell: Cell, sort: CellSort) -> str:
    """Why one cannot tell which amount a cell means; empty where one can.

    A format may count in another unit than the number: 120000 shown as 12.00万元.
    """
    if sort != "金额" or not isinstance(cell.held, Decimal):
        return ""
    found = _SHOWN.fullmatch(_half_width(cell.shown))
    if found is None:
        return ""
    places = len(found["figure"].partition(".")[2])
    figure = Decimal(found["figure"].replace(",", ""))
    if found["unit"] not in _WORTH or figure == round(cell.held, places):
        return ""
    return (
        f"显示的是“{cell.shown}”，存的数是 {cell.held:f}，分不清是多少；"
        "请把单元格格式改为“数值”，连单位写明，如 12.00万元"
    )


def _figure(shown: str, held: Decimal) -> str:
    """A number with the decimals that are shown, if that is all of it, and with its unit."""
    found = _SHOWN.fullmatch(_half_width(shown))
    if found is None:
        return f"{held:f}"
    figure, unit = found["figure"].replace(",", ""), found["unit"]
    if unit == "%":
        held = EXACT.multiply(held, _HUNDRED)
    if Decimal(figure) == held:
        return f"{figure}{unit}"
    return f"{held.normalize(EXACT):f}{unit}" if unit else f"{held:f}"


def _half_width(text: str) -> str:
    return text.strip().translate(FULL_WIDTH)


def said(value: str | bool) -> str:
    """``value`` as text."""
    if isinstance(value, bool):
        return YES if value else NO
    return value
