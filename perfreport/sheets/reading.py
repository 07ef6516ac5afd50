"""Any Excel file read: .xlsx, .xlsm, .xls or .ods, told by its content and not by its name."""

from __future__ import annotations

from perfreport.basics.errors import InputError
from perfreport.office.limits import Limits, refusal
from perfreport.office.others import WORKBOOK, Notation, workbook_notation
from perfreport.sheets.ods import read_ods
from perfreport.sheets.workbook import Workbook
from perfreport.sheets.xls import read_xls
from perfreport.sheets.xlsx import read_xlsx


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
        ExtraError: for an .xls file, when what reads it is not installed.
    """
    try:
        return _read(content, name, limits or Limits())
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
