"""An .xls file, whose values python-calamine reads; it says nothing of formats, lines and hiding.

So a number is shown by its digits alone: 0.95 where Excel shows 95%.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from perfreport.basics.extras import excel
from perfreport.office.limits import refusal
from perfreport.office.others import WORKBOOK
from perfreport.sheets import numbers
from perfreport.sheets.workbook import Area, Cell, Sheet, Spot, Workbook

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetMetadata

_Value = int | float | str | bool | time | date | datetime | timedelta


def read_xls(content: bytes, name: str | None) -> Workbook:
    """The workbook in the .xls file ``content``.

    Raises:
        InputError: when it is damaged or has a password.
        ExtraError: when python-calamine is not installed.
    """
    with excel():
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = tuple(
            _sheet(book.get_sheet_by_name(each.name), each)
            for each in book.sheets_metadata
            if each.typ is SheetTypeEnum.WorkSheet
        )
    except PasswordError:
        raise refusal(WORKBOOK.encrypted) from None
    except (CalamineError, ValueError, OverflowError):
        raise refusal(WORKBOOK.damaged) from None
    return Workbook(name, sheets)


def _sheet(sheet: CalamineSheet, said: SheetMetadata) -> Sheet:
    from python_calamine import SheetVisibleEnum

    areas = sheet.merged_cell_ranges or ()
    return Sheet(
        name=said.name,
        cells=dict(_cells(sheet)),
        merged=tuple(Area(Spot(*first), Spot(*last)) for first, last in areas),
        is_hidden=said.visible is not SheetVisibleEnum.Visible,
    )


def _cells(sheet: CalamineSheet) -> Iterator[tuple[Spot, Cell]]:
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            if value != "":
                yield Spot(row, column), _cell(value)


def _cell(value: _Value) -> Cell:
    match value:
        case bool():
            return Cell("TRUE" if value else "FALSE", value)
        case int() | float():
            held = numbers.number(repr(value))
            return Cell("" if held is None else numbers.plain(held), held)
        case timedelta():
            held = Decimal(str(value / timedelta(days=1)))
            return Cell(numbers.plain(held), held)
        case str():
            return Cell(value)
        case _:
            return Cell(value.isoformat().replace("T", " "), value)
