"""An .ods file, which says beside each value what is shown of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.office import xml
from perfreport.office.limits import Limits, refusal
from perfreport.office.others import WORKBOOK
from perfreport.office.unpacking import unpack
from perfreport.sheets import numbers
from perfreport.sheets.found import Found
from perfreport.sheets.styles import whole
from perfreport.sheets.workbook import NOT_SAVED, Area, Cell, Held, Sheet, Spot, Workbook

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (
    f"{{{_ODF}{name}:1.0}}" for name in ("office", "table", "text", "style")
)
_LOEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SHEET, _ROW, _COLUMN = _TABLE + "table", _TABLE + "table-row", _TABLE + "table-column"
_CELL, _COVERED = _TABLE + "table-cell", _TABLE + "covered-table-cell"
_STYLES = _STYLE + "style"
_REPEATED = "number-{}-repeated"
_HIDDEN = ("collapse", "filter")
_DURATION = regex(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_FILE = dataclasses.replace(WORKBOOK, parts=(_CONTENT,))


@dataclass(slots=True)
class _Reading:
    """What was read of a sheet so far."""

    limits: Limits
    found: Found = field(default_factory=Found)
    row: int = 0
    column: int = 0


def read_ods(content: bytes, name: str | None, limits: Limits) -> Workbook:
    """The workbook in the .ods file ``content``.

    Raises:
        InputError: when it is none, damaged, has a password, or is beyond ``limits``.
    """
    parts = unpack(content, _FILE, limits)
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise refusal(WORKBOOK.encrypted)
    try:
        return Workbook(name, tuple(_sheets(parts[_CONTENT], limits)))
    except xml.XmlError:
        raise refusal(WORKBOOK.damaged) from None


def _sheets(part: bytes, limits: Limits) -> Iterator[Sheet]:
    reading = _Reading(limits)
    hidden_styles: set[str] = set()
    for element in xml.elements(part, (_STYLES, _COLUMN, _ROW, _SHEET)):
        if element.tag == _STYLES:
            if _is_hiding(element):
                hidden_styles.add(element.get(f"{_STYLE}name", ""))
        elif element.tag == _COLUMN:
            _read_column(element, reading)
        elif element.tag == _ROW:
            _read_row(element, reading)
        else:
            is_hidden = element.get(f"{_TABLE}style-name") in hidden_styles
            yield reading.found.sheet(element.get(f"{_TABLE}name", ""), is_hidden=is_hidden)
            reading = _Reading(limits)


def _is_hiding(style: etree._Element) -> bool:
    properties = style.find(f"{_STYLE}table-properties")
    return properties is not None and properties.get(f"{_TABLE}display") == "false"


def _times(element: etree._Element, what: str) -> int:
    """How many rows or columns the ``element`` stands for."""
    return max(1, whole(element, f"{_TABLE}{_REPEATED.format(what)}", 1))


def _read_column(element: etree._Element, reading: _Reading) -> None:
    end = reading.column + _times(element, "columns")
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        reading.found.hidden_columns.append(range(reading.column, end))
    reading.column = end


def _read_row(element: etree._Element, reading: _Reading) -> None:
    cells = list(_cells(element, reading))
    first, reading.row = reading.row, reading.row + _times(element, "rows")
    if not cells:
        return
    reading.limits.require(elements=len(reading.found.cells) + (reading.row - first) * len(cells))
    visibility = element.get(f"{_TABLE}visibility")
    for row in range(first, reading.row):
        reading.found.cells.update((Spot(row, column), cell) for column, cell in cells)
        if visibility in _HIDDEN:
            reading.found.hidden_rows.add(row)
    reading.found.is_filtered |= visibility == "filter"


def _cells(row: etree._Element, reading: _Reading) -> Iterator[tuple[int, Cell]]:
    column = 0
    for element in row.iterchildren(_CELL, _COVERED):
        times = _times(element, "columns")
        if element.tag == _CELL:
            _note_merged(element, Spot(reading.row, column), reading)
            cell = _cell(element)
            if cell.shown or cell.fault or cell.held is not None:
                reading.limits.require(elements=len(reading.found.cells) + times)
                yield from ((column + place, cell) for place in range(times))
        column += times


def _note_merged(element: etree._Element, spot: Spot, reading: _Reading) -> None:
    rows = whole(element, f"{_TABLE}number-rows-spanned", 1)
    columns = whole(element, f"{_TABLE}number-columns-spanned", 1)
    if rows > 1 or columns > 1:
        last = Spot(spot.row + max(1, rows) - 1, spot.column + max(1, columns) - 1)
        reading.found.merged.append(Area(spot, last))


def _cell(element: etree._Element) -> Cell:
    text = "\n".join("".join(_words(line)) for line in element.iterchildren(f"{_TEXT}p"))
    is_formula = element.get(f"{_TABLE}formula") is not None
    kind = element.get(f"{_OFFICE}value-type")
    if element.get(f"{_LOEXT}value-type") == "error":
        return Cell(text, None, is_formula, text or "错误值")
    if kind is None:
        return Cell(text, None, is_formula, NOT_SAVED if is_formula and not text else "")
    held = _held(element, kind)
    return Cell(text or _shown(held), held, is_formula)


def _shown(held: Held) -> str:
    return numbers.plain(held) if isinstance(held, Decimal) else "" if held is None else str(held)


def _words(line: etree._Element) -> Iterator[str]:
    """The words of a line: blanks and breaks are elements in it."""
    yield line.text or ""
    for child in line:
        if child.tag == f"{_TEXT}s":
            yield " " * min(whole(child, f"{_TEXT}c", 1), _MOST_BLANKS)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag != f"{_OFFICE}annotation":
            yield from _words(child)
        yield child.tail or ""


_MOST_BLANKS = 1_000


def _held(element: etree._Element, kind: str) -> Held:
    match kind:
        case "float" | "percentage" | "currency":
            return numbers.number(element.get(f"{_OFFICE}value", ""))
        case "boolean":
            return element.get(f"{_OFFICE}boolean-value") == "true"
        case "date":
            return _date(element.get(f"{_OFFICE}date-value", ""))
        case "time":
            return _time(element.get(f"{_OFFICE}time-value", ""))
        case _:
            return None


def _date(said: str) -> date | None:
    try:
        return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
    except ValueError:
        return None


def _time(said: str) -> time | Decimal | None:
    """A time of a day; of more than one, how many of them."""
    found = _DURATION.fullmatch(said)
    if not found:
        return None
    days, hours, minutes, seconds = (
        Decimal((each or "0").replace(",", ".")) for each in found.groups()[1:]
    )
    passed = days + (hours + (minutes + seconds / 60) / 60) / 24
    if found[1] or passed >= 1:
        return -passed if found[1] else passed
    return (datetime.min + timedelta(days=float(passed))).time()  # noqa: DTZ901
