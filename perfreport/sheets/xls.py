"""An .xls file (Excel 97 to 2003, WPS): its sheets, and what its reader should know.

xlrd reads it. It does not tell formulas from numbers, nor whether a filter is set.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum
from io import StringIO
from typing import TYPE_CHECKING, Any

from perfreport.basics.extras import excel
from perfreport.basics.patterns import regex
from perfreport.office.limits import refusal
from perfreport.office.others import WORKBOOK
from perfreport.sheets import numbers
from perfreport.sheets.formats import GENERAL
from perfreport.sheets.found import Found
from perfreport.sheets.showing import Shown, format_of
from perfreport.sheets.styles import PLAIN, Style
from perfreport.sheets.workbook import MACROS, Area, Cell, Sheet, Spot, Workbook

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.formatting import XF
    from xlrd.sheet import Cell as XlsCell
    from xlrd.sheet import Sheet as XlsSheet

_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_SKIPPED = regex(r"Ignoring non-worksheet data named (.+) \(type")


class _Sort(IntEnum):
    """What stands in a cell, as xlrd numbers it."""

    NUMBER = 2
    DATE = 3
    TRUTH = 4
    ERROR = 5


_UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
    struct.error,
)
"""What xlrd raises for a damaged file, beside an error of its own."""


def read_xls(content: bytes, name: str | None) -> Workbook:
    """The workbook in the .xls file ``content``.

    Raises:
        InputError: when it is damaged, or has a password.
        ExtraError: when xlrd is not installed.
    """
    with excel():
        import xlrd
        from xlrd.biffh import XLRDError
        from xlrd.compdoc import CompDocError

    log = StringIO()
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=log, verbosity=1
        )
        sheets = tuple(_sheet(book, sheet, _styles(book)) for sheet in book.sheets())
    except (XLRDError, CompDocError, *_UNREADABLE) as error:
        is_locked = "encrypted" in str(error)
        raise refusal(WORKBOOK.encrypted if is_locked else WORKBOOK.damaged) from None
    return Workbook(name, sheets, tuple(_remarks(content, log.getvalue())))


def _remarks(content: bytes, log: str) -> Iterator[str]:
    if _MACROS in content:
        yield MACROS
    for found in _SKIPPED.finditer(log):
        yield f"工作表“{found[1].strip(chr(39))}”是图表或宏表，没有读取"


def _styles(book: Book) -> list[Style]:
    return [_style(book, look) for look in book.xf_list]


def _style(book: Book, look: XF) -> Style:
    known, border = book.format_map.get(look.format_key), look.border
    lines = border and (
        border.left_line_style
        or border.right_line_style
        or border.top_line_style
        or border.bottom_line_style
    )
    return Style(format_of(known.format_str if known else GENERAL), bool(lines))


def _sheet(book: Book, sheet: XlsSheet, styles: list[Style]) -> Sheet:
    found = Found()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            style = PLAIN if cell.xf_index is None else styles[cell.xf_index]
            text, held, fault = _shown(cell, style, since_1904=book.datemode == 1)
            made = Cell(text, held, fault=fault, is_bordered=style.is_bordered)
            found.put(Spot(row, column), made)
    for top, below, left, right in sheet.merged_cells:
        found.merged.append(Area(Spot(top, left), Spot(below - 1, right - 1)))
    rows, columns = sheet.rowinfo_map.items(), sheet.colinfo_map.items()
    found.hidden_rows |= {row for row, look in rows if look.hidden}
    found.hidden_columns += [range(each, each + 1) for each, look in columns if look.hidden]
    return found.sheet(sheet.name, is_hidden=sheet.visibility != 0)


def _shown(cell: XlsCell, style: Style, *, since_1904: bool) -> Shown:
    from xlrd.biffh import error_text_from_code

    value: Any = cell.value
    match cell.ctype:
        case _Sort.NUMBER | _Sort.DATE:
            number = numbers.of_float(value)
            if number is None:
                raise ValueError(value)
            return style.format.number(number, since_1904=since_1904)
        case _Sort.TRUTH:
            return ("TRUE", True, "") if value else ("FALSE", False, "")
        case _Sort.ERROR:
            error = error_text_from_code.get(value, "#N/A")
            return error, None, error
    return style.format.text(_lines(value)), None, ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
