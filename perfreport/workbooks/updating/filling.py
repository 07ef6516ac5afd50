"""One cell of a workbook that is changed to say another value."""

from __future__ import annotations

from decimal import Decimal

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.data.writing import Value
from perfreport.sheets.editing.sheetpart import SheetPart
from perfreport.sheets.editing.workbookfile import WorkbookFile
from perfreport.sheets.showing import format_of
from perfreport.sheets.workbook import Cell, Spot
from perfreport.workbooks.cells import Filled, filled
from perfreport.workbooks.doubts import contradiction, doubt
from perfreport.workbooks.entries import CellSort, Entry
from perfreport.workbooks.typed import typed

_FIGURE = regex(r"(-?\d+(?:\.\d+)?)(\D*)")


class UnfitError(ValueError):
    """A workbook cannot be changed in place; says why, as part of a sentence."""


def fill(
    file: WorkbookFile,
    sheet: SheetPart,
    spot: Spot,
    entry: Entry,
    value: Value | None,
    place: DataPath,
    unit: str,
) -> None:
    """Have the cell at ``spot`` say ``value`` of an ``entry``; blank for None.

    Its look stays; the number format only where the value reads the same in it. An amount is in
    the ``unit`` of its heading, where that names one.

    Raises:
        FormulaError: when the cell is computed.
    """
    style = sheet.style(spot)
    if value is None:
        sheet.put(spot, None, style)
        return
    found = filled(value, entry, place, unit)
    put(file, sheet, spot, found, entry.sort, unit)


def put(
    file: WorkbookFile,
    sheet: SheetPart,
    spot: Spot,
    what: Filled,
    sort: CellSort,
    unit: str = "",
) -> None:
    """Have ``what`` stand at ``spot``, below a heading that counts in ``unit`` if in any.

    Raises:
        FormulaError: when the cell is computed.
    """
    style = sheet.style(spot)
    if isinstance(what.content, str):
        sheet.put(spot, what.content, style)
        return
    number = Decimal(f"{what.content:.15g}")
    if not _reads_alike(file.looks.code(style), what.format, number, sort, unit):
        style = file.looks.with_code(style, what.format)
    sheet.put(spot, number, style)


def _reads_alike(code: str, other: str, number: Decimal, sort: CellSort, unit: str) -> bool:
    """Whether a number is read as the same figure in both formats."""
    return _read(code, number, sort, unit) == _read(other or "General", number, sort, unit)


def _read(code: str, number: Decimal, sort: CellSort, unit: str) -> tuple[Decimal, str] | str:
    shown, held, fault = format_of(code).number(number)
    cell = Cell(shown, held, fault=fault)
    if odd := contradiction(cell, sort) or doubt(cell, sort):
        return str(odd)
    text = str(typed(cell, sort, unit))
    found = _FIGURE.fullmatch(text)
    return (Decimal(found[1]), found[2]) if found else text
