"""One sheet of an .xls file."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from perfreport.sheets import numbers
from perfreport.sheets.biff import BiffError, Record, Texts, records
from perfreport.sheets.found import Found
from perfreport.sheets.showing import Shown
from perfreport.sheets.styles import PLAIN, Style
from perfreport.sheets.workbook import Area, Cell, Sheet, Spot

_BEGIN, _END = 0x0809, 0x000A
_PLACE = struct.Struct("<HHH")
_DOUBLE, _PACKED = struct.Struct("<d"), struct.Struct("<I")
_OF_TABLE = struct.Struct("<I")
_TRUTH_OR_ERROR = struct.Struct("<BB")
_RESULT = struct.Struct("<BxBxxxH")
_RUN_START = struct.Struct("<HH")
_PACKED_RUN, _STYLE_RUN = struct.Struct("<HI"), struct.Struct("<H")
_ROW, _COLUMN = struct.Struct("<H4xH4xI"), struct.Struct("<HH4xH")
_COUNT, _AREA = struct.Struct("<H"), struct.Struct("<HHHH")
_NO_NUMBER = 0xFFFF
_TEXT, _TRUTH, _ERROR = 0, 1, 2
_HIDDEN_ROW = 0x20
_HEIGHT = 0x7FFF
_MOST_COLUMNS = 256
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share: its texts, its styles, and how it counts days."""

    texts: Sequence[str]
    styles: Sequence[Style]
    since_1904: bool


def read_sheet(stream: bytes, start: int, name: str, book: Book, *, is_hidden: bool) -> Sheet:
    """The sheet called ``name``, which begins at ``start`` of the workbook's ``stream``.

    Raises:
        BiffError: when it is damaged.
    """
    reader = _Reader(book)
    depth = 0
    for record in records(stream, start):
        # Charts in the sheet have a beginning and an end of their own.
        depth += (record.kind == _BEGIN) - (record.kind == _END)
        if not depth:
            return reader.found.sheet(name, is_hidden=is_hidden)
        if depth == 1 and (read := _READERS.get(record.kind)):
            read(reader, record)
    raise BiffError("sheet")


@dataclass(slots=True)
class _Reader:
    """Reads the records of a sheet."""

    book: Book
    found: Found = field(default_factory=Found)
    waiting: tuple[Spot, Style] | None = None

    def put(self, spot: Spot, style: Style, shown: Shown, *, is_formula: bool = False) -> None:
        text, held, fault = shown
        self.found.put(spot, Cell(text, held, is_formula, fault, style.is_bordered))

    def style(self, number: int) -> Style:
        return self.book.styles[number] if number < len(self.book.styles) else PLAIN

    def place(self, record: Record) -> tuple[Spot, Style]:
        row, column, style = record.unpack(_PLACE)
        return Spot(row, column), self.style(style)

    def number(self, value: float, style: Style) -> Shown:
        found = numbers.of_float(value)
        if found is None:
            raise BiffError("number")
        return style.format.number(found, since_1904=self.book.since_1904)


def _number(reader: _Reader, record: Record) -> None:
    spot, style = reader.place(record)
    (value,) = record.unpack(_DOUBLE, _PLACE.size)
    reader.put(spot, style, reader.number(value, style))


def _packed(reader: _Reader, record: Record) -> None:
    spot, style = reader.place(record)
    (packed,) = record.unpack(_PACKED, _PLACE.size)
    reader.put(spot, style, reader.number(_unpacked(packed), style))


def _unpacked(packed: int) -> float:
    """The number that Excel keeps in 30 bits: whole or the half of one, perhaps in hundredths."""
    if packed & 2:
        value: float = (packed >> 2) - (1 << 30 if packed >> 31 else 0)
    else:
        (value,) = _DOUBLE.unpack(struct.pack("<II", 0, packed & ~3))
    return value / 100 if packed & 1 else value


def _packed_run(reader: _Reader, record: Record) -> None:
    row, first = record.unpack(_RUN_START)
    inside = record.parts[0][_RUN_START.size : -2]
    cells = inside[: len(inside) // _PACKED_RUN.size * _PACKED_RUN.size]
    for place, (number, packed) in enumerate(_PACKED_RUN.iter_unpack(cells)):
        style = reader.style(number)
        reader.put(_spot(row, first + place), style, reader.number(_unpacked(packed), style))


def _spot(row: int, column: int) -> Spot:
    if column >= _MOST_COLUMNS:
        raise BiffError("column")
    return Spot(row, column)


def _blank(reader: _Reader, record: Record) -> None:
    spot, style = reader.place(record)
    reader.put(spot, style, ("", None, ""))


def _blank_run(reader: _Reader, record: Record) -> None:
    row, first = record.unpack(_RUN_START)
    inside = record.parts[0][_RUN_START.size : -2]
    for place, (number,) in enumerate(_STYLE_RUN.iter_unpack(inside[: len(inside) // 2 * 2])):
        reader.put(_spot(row, first + place), reader.style(number), ("", None, ""))


def _text_of_table(reader: _Reader, record: Record) -> None:
    spot, style = reader.place(record)
    (number,) = record.unpack(_OF_TABLE, _PLACE.size)
    if number >= len(reader.book.texts):
        raise BiffError("text")
    reader.put(spot, style, _said(reader.book.texts[number], style))


def _said(text: str, style: Style) -> Shown:
    return style.format.text(text.replace("\r\n", "\n").replace("\r", "\n")), None, ""


def _own_text(reader: _Reader, record: Record) -> None:
    spot, style = reader.place(record)
    reader.put(spot, style, _said(Texts(record, _PLACE.size).text(), style))


def _truth_or_error(reader: _Reader, record: Record) -> None:
    spot, style = reader.place(record)
    value, is_error = record.unpack(_TRUTH_OR_ERROR, _PLACE.size)
    reader.put(spot, style, _error(value) if is_error else _truth(value))


def _truth(value: int) -> Shown:
    return ("TRUE", True, "") if value else ("FALSE", False, "")


def _error(code: int) -> Shown:
    error = _ERRORS.get(code, "#N/A")
    return error, None, error


def _formula(reader: _Reader, record: Record) -> None:
    spot, style = reader.place(record)
    kind, value, mark = record.unpack(_RESULT, _PLACE.size)
    if mark != _NO_NUMBER:
        (number,) = record.unpack(_DOUBLE, _PLACE.size)
        reader.put(spot, style, reader.number(number, style), is_formula=True)
    elif kind == _TEXT:
        reader.waiting = spot, style  # the text follows in a record of its own
    elif kind in (_TRUTH, _ERROR):
        shown = _truth(value) if kind == _TRUTH else _error(value)
        reader.put(spot, style, shown, is_formula=True)


def _text_of_formula(reader: _Reader, record: Record) -> None:
    if reader.waiting:
        spot, style = reader.waiting
        reader.put(spot, style, _said(Texts(record).text(), style), is_formula=True)
        reader.waiting = None


def _row(reader: _Reader, record: Record) -> None:
    row, height, flags = record.unpack(_ROW)
    if flags & _HIDDEN_ROW or not height & _HEIGHT:
        reader.found.hidden_rows.add(row)


def _column(reader: _Reader, record: Record) -> None:
    first, last, flags = record.unpack(_COLUMN)
    if flags & 1:
        reader.found.hidden_columns.append(range(first, min(last + 1, _MOST_COLUMNS)))


def _merged(reader: _Reader, record: Record) -> None:
    (count,) = record.unpack(_COUNT)
    for number in range(count):
        top, bottom, left, right = record.unpack(_AREA, _COUNT.size + number * _AREA.size)
        if top <= bottom and left <= right and (top, left) != (bottom, right):
            reader.found.merged.append(Area(Spot(top, left), Spot(bottom, right)))


def _filter(reader: _Reader, _record: Record) -> None:
    reader.found.is_filtered = True


_READERS: dict[int, Callable[[_Reader, Record], None]] = {
    0x0203: _number,
    0x027E: _packed,
    0x00BD: _packed_run,
    0x0201: _blank,
    0x00BE: _blank_run,
    0x00FD: _text_of_table,
    0x0204: _own_text,
    0x00D6: _own_text,
    0x0205: _truth_or_error,
    0x0006: _formula,
    0x0207: _text_of_formula,
    0x0208: _row,
    0x007D: _column,
    0x00E5: _merged,
    0x009B: _filter,
}
"""What reads the records of each kind; all others say nothing of cells."""
