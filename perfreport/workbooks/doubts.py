"""Cells that may not mean what is read: what Excel made of what was typed, what formats hide."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.sheets.figures import figure_in, shows_another
from perfreport.sheets.workbook import Cell
from perfreport.workbooks.entries import CellSort
from perfreport.workbooks.typed import FIGURES, POWER, TEXTS

_DIGITS_OF_EXCEL = 15
_DATE_IN_WORDS = regex(r"\d{4}年.*")
_AS_TEXT = "请把单元格格式改为“文本”，再重新输入"


class Doubt(Enum):
    """Why a cell may mean something else, for a sentence that goes on with what is read."""

    DATE = "Excel 把这一格当成了日期"
    TIME = "Excel 把这一格当成了时间"
    POWER = "这一格用科学计数法显示"
    HIDDEN = "单元格格式让这一格什么也不显示"
    OTHER = "显示的和存的不是同一个数"
    CLOCK = "这一格还有钟点"


def contradiction(cell: Cell, sort: CellSort) -> str:
    """Why one cannot tell what a cell means; empty where one can.

    A format may count in another unit than the number: 120000 shown as 12.00万元.
    """
    match cell.held:
        case bool() if sort != "是否":
            what = _AS_TEXT if sort in TEXTS else "请改正"
            return f"Excel 把这一格当成了逻辑值 {cell.shown}；{what}"
        case Decimal() if sort in TEXTS and cell.held.adjusted() >= _DIGITS_OF_EXCEL:
            return f"这一格是数，Excel 只存得下 {_DIGITS_OF_EXCEL} 位，后面的已经丢了；{_AS_TEXT}"
        case Decimal() if sort in FIGURES and shows_another(cell.shown, cell.held):
            return (
                f"显示的是“{cell.shown}”，存的数是 {cell.held:f}，分不清是多少；"
                "请把单元格格式改为“数值”，连单位写明，如 12.00万元"
            )
    return ""


def doubt(cell: Cell, sort: CellSort) -> Doubt | None:
    """What whoever typed ``cell`` should look at though it can be read; None for nothing."""
    match cell.held:
        case Decimal() if not cell.shown.strip():
            return Doubt.HIDDEN
        case Decimal() if sort in TEXTS:
            return _of_number(cell, cell.held)
        case datetime() if sort == "日期" and cell.held.time() != time():
            return Doubt.CLOCK
        case date() if sort in TEXTS and not _DATE_IN_WORDS.fullmatch(cell.shown):
            return Doubt.DATE
        case time() if sort in TEXTS:
            return Doubt.TIME
    return None


def in_words(found: Doubt, cell: Cell, read: str) -> str:
    """``found`` of a ``cell`` as a sentence: what it is, what is ``read``, what to do."""
    match found:
        case Doubt.HIDDEN:
            return f"{found.value}，存的数是 {read}，也读了；不要它就请清除这一格的内容"
        case Doubt.OTHER:
            return (
                f"显示的是{quoted(cell.shown)}，存的数是 {_held(cell)}，照显示的读了；"
                "请核对，或改单元格格式"
            )
        case Doubt.CLOCK:
            return f"这一格是{quoted(cell.shown)}，只读了日期 {read}"
        case _:
            return f"{found.value}，读作{quoted(read)}；要写的不是这样，{_AS_TEXT}"


def _held(cell: Cell) -> str:
    """The number that a cell holds, as a percentage where it is shown as one."""
    figure = figure_in(cell.shown)
    if figure is None or not isinstance(cell.held, Decimal) or figure.unit != "%":
        return f"{cell.held:f}"
    return f"{figure.in_its_unit(cell.held).normalize():f}%"


def _of_number(cell: Cell, held: Decimal) -> Doubt | None:
    if POWER.fullmatch(cell.shown):
        return Doubt.POWER
    if ":" in cell.shown and any(each.isdigit() for each in cell.shown):
        return Doubt.TIME
    figure = figure_in(cell.shown)
    if figure is None:
        return None
    # Of what is computed nobody wants all digits.
    is_rounded = abs(Decimal(figure.digits)) != abs(figure.in_its_unit(held))
    is_other = is_rounded and not (cell.is_formula and figure.shows(held))
    return Doubt.OTHER if is_other else None
