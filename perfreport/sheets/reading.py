"""Any Excel file read: .xlsx, .xlsm, .xls or .ods, told by its content and not by its name."""

from __future__ import annotations

from operator import itemgetter

from perfreport.basics.errors import InputError
from perfreport.office.limits import Limits, refusal
from perfreport.office.others import WORKBOOK, Notation, workbook_notation
from perfreport.sheets.ods import read_ods
from perfreport.sheets.workbook import Sheet, Spot, Workbook
from perfreport.sheets.xls import read_xls
from perfreport.sheets.xlsx import read_xlsx

_row_of, _column_of = itemgetter(0), itemgetter(1)  # far quicker than by their names


def read_workbook(
    content: bytes, name: str | None = None, limits: Limits | None = None
) -> Workbook:
    """The workbook in the file ``content``.

    Args:
        content: of the file.
        name: of the file, for messages.
        limits: bounds of what is read.

    Raises:
        InputError: when it is no workbook, damaged, has a password, or is beyond ``limits``.
    """
    limits = limits or Limits()
    try:
        workbook = _read(content, name, limits)
        for sheet in workbook.sheets:
            _check_extent(sheet, limits)
        return workbook
    except InputError as error:
        raise InputError(error.mistakes, name) from None


def _read(content: bytes, name: str | None, limits: Limits) -> Workbook:
    limits.require(file_bytes=len(content))
    match workbook_notation(content):
        case Notation.XLS:
            return read_xls(content, name)
        case Notation.ODS:
            return read_ods(content, name, limits)
        case Notation.XLSX:
            return read_xlsx(content, name, limits)
        case None:
            raise refusal(WORKBOOK.other(content))


def _check_extent(sheet: Sheet, limits: Limits) -> None:
    """Refuse a sheet so wide and high that whoever goes through it cell by cell never ends."""
    spots = [*sheet.cells, *sheet.bordered, *(area.last for area in sheet.merged)]
    rows = max(map(_row_of, spots), default=-1) + 1
    columns = max(map(_column_of, spots), default=-1) + 1
    merged = sum(
        (last.row - first.row + 1) * (last.column - first.column + 1)
        for first, last in sheet.merged
    )
    if max(rows * columns, merged) > limits.elements:
        last = Spot(rows - 1, columns - 1).address
        raise refusal(
            f"工作表“{sheet.name}”用到了 {last}，太大了，不予读取；"
            "请删去表格以外的行和列（选中整行整列再删），另存后再读"
        )
