"""One sheet of an .xlsx file, read in one pass; its blank rows cost no memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache, partial

from lxml import etree

from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.office import xml
from perfreport.sheets import numbers
from perfreport.sheets.found import Found
from perfreport.sheets.sheetml import S, text_in, unescaped
from perfreport.sheets.showing import Shown
from perfreport.sheets.styles import PLAIN, Style, says, whole
from perfreport.sheets.workbook import NOT_SAVED, Area, Cell, Sheet, Spot, Waiting

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384

_C, _V, _F, _IS = (S + name for name in ("c", "v", "f", "is"))
_ROW, _COLUMN, _MERGED, _FILTER = (S + name for name in ("row", "col", "mergeCell", "filterColumn"))
_PROPERTIES = S + "sheetPr"
_MARGINS = tuple(
    f"{S}{pages}{edge}" for pages in ("odd", "even", "first") for edge in ("Header", "Footer")
)
_TAGS = (_ROW, _COLUMN, _MERGED, _FILTER, _PROPERTIES, *_MARGINS)
_MARGIN_CODE = regex(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{6}|[0-9]{1,3} ?|[LCRBIUSEXYHO])')
_TRUTHS = {"1": True, "true": True, "0": False, "false": False}
_DIGITS = regex("[0-9]{1,10}")
_PAGE_CODE = regex("&[PN]")
_ADDRESS = regex(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class SheetError(xml.XmlError):
    """What no spreadsheet program writes in a sheet, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What the sheets of a workbook share.

    Attributes:
        strings: the table of its texts.
        styles: by their numbers.
        since_1904: whether days are counted from 1904 on.
    """

    strings: Sequence[str] = ()
    styles: Mapping[str, Style] = field(default_factory=dict)
    since_1904: bool = False


@dataclass(slots=True)
class _Reading:
    """What was read of a sheet so far."""

    book: Book
    found: Found = field(default_factory=Found)
    row: int = -1


def read_sheet(part: bytes, name: str, book: Book, *, is_hidden: bool = False) -> Sheet:
    """The sheet called ``name``, whose part this is.

    Raises:
        SheetError: when something in it cannot be meant.
        XmlError: when it is damaged.
    """
    reading = _Reading(book)
    try:
        for element in xml.elements(part, _TAGS):
            _READERS[str(element.tag)](element, reading)
    except SheetError as error:
        raise SheetError(f"工作表{quoted(name)}{error}") from None
    return reading.found.sheet(name, is_hidden=is_hidden)


def _read_row(element: etree._Element, reading: _Reading) -> None:
    said = element.get("r")
    reading.row = row = reading.row + 1 if said is None else whole(element, "r") - 1
    if not len(element):
        return
    if not 0 <= row < MOST_ROWS:
        raise SheetError(f"有一行的行号写成{quoted(said or str(row + 1))}")
    column = -1
    for child in element.iterchildren(_C):
        column = _column_of(child, row, column)
        style = reading.book.styles.get(child.get("s", "0"), PLAIN)
        if len(child) or style.is_bordered:
            _put(Spot(row, column), child, style, reading)
    if _is_hidden(element, "ht"):
        reading.found.hidden_rows.add(row)


def _column_of(cell: etree._Element, row: int, before: int) -> int:
    """The column of a ``cell`` by its address; the next one to ``before`` where it has none."""
    address = cell.get("r")
    if address is None:
        return before + 1
    number = str(row + 1)
    if not address.endswith(number):
        raise SheetError(f"第 {number} 行里有一格的地址写成{quoted(address)}")
    return _column(address[: -len(number)])


def _put(spot: Spot, element: etree._Element, style: Style, reading: _Reading) -> None:
    """Note the cell at ``spot``."""
    if spot in reading.found.cells:
        raise SheetError(f"有两格的地址都是 {spot.address}")
    try:
        reading.found.put(spot, _cell(element, style, reading.book))
    except SheetError as error:
        raise SheetError(f"的 {spot.address}：{error}") from None
    if style.is_struck and spot in reading.found.cells:
        reading.found.struck.add(spot)


def _is_hidden(element: etree._Element, size: str) -> bool:
    return says(element, "hidden") or element.get(size) == "0"


@lru_cache(maxsize=MOST_COLUMNS)
def _column(letters: str) -> int:
    """The column that ``letters`` name, from 0.

    Raises:
        XmlError: when there is no such column.
    """
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or number > MOST_COLUMNS:
            raise SheetError(f"里有列号{quoted(letters)}，没有这一列")
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 0 < number <= MOST_COLUMNS:
        raise SheetError(f"里有列号{quoted(letters)}，没有这一列")
    return number - 1


def _cell(element: etree._Element, style: Style, book: Book) -> Cell:
    """What the cell holds and shows."""
    value: str | None = None
    formula: str | None = None
    for child in element:
        if child.tag == _V:
            value = child.text
        elif child.tag == _F:
            formula = child.text or ""
        elif child.tag == _IS:
            value = text_in(child)
    kind = element.get("t", "n")
    is_formula = formula is not None
    if value is None:
        # A formula may well come to no text; a number it always has once it was computed.
        if formula is None or kind == "str":
            return Cell("", None, is_formula, "", style.is_bordered)
        show = partial(style.format.number, since_1904=book.since_1904)
        return Cell("", None, True, NOT_SAVED, style.is_bordered, Waiting(formula, show))
    shown, held, fault = _OF_KIND.get(kind, _number)(value, style, book)
    return Cell(shown, held, is_formula, fault, style.is_bordered)


def _number(value: str, style: Style, book: Book) -> Shown:
    found = numbers.number(value)
    if found is None:
        raise SheetError(f"{quoted(value)}不是数")
    return style.format.number(found, since_1904=book.since_1904)


def _shared(value: str, style: Style, book: Book) -> Shown:
    index = value.strip()
    if not _DIGITS.fullmatch(index) or int(index) >= len(book.strings):
        raise SheetError(f"文字表里没有第{quoted(value)}项")
    return style.format.text(book.strings[int(index)]), None, ""


def _text(value: str, style: Style, _book: Book) -> Shown:
    return style.format.text(unescaped(value)), None, ""


def _inline(value: str, style: Style, _book: Book) -> Shown:
    return style.format.text(value), None, ""


def _truth(value: str, _style: Style, _book: Book) -> Shown:
    if value not in _TRUTHS:
        raise SheetError(f"{quoted(value)}既不是“真”也不是“假”")
    return ("TRUE", True, "") if _TRUTHS[value] else ("FALSE", False, "")


def _error(value: str, _style: Style, _book: Book) -> Shown:
    return value, None, value


def _date(value: str, _style: Style, _book: Book) -> Shown:
    """A day or a moment that stands as ISO 8601 has it; of another zone no more than a text."""
    try:
        at = datetime.fromisoformat(value.removesuffix("Z"))
    except ValueError:
        return value, None, ""
    if at.tzinfo is not None:
        return value, None, ""
    held: date = at if at.time() != at.min.time() else at.date()
    return held.isoformat().replace("T", " "), held, ""


_OF_KIND: dict[str, Callable[[str, Style, Book], Shown]] = {
    "s": _shared,
    "str": _text,
    "inlineStr": _inline,
    "b": _truth,
    "e": _error,
    "d": _date,
}
"""What a cell of each type shows; of any other type are numbers."""


def _read_column(element: etree._Element, reading: _Reading) -> None:
    if _is_hidden(element, "width"):
        last = min(whole(element, "max"), MOST_COLUMNS)
        reading.found.hidden_columns.append(range(max(0, whole(element, "min") - 1), last))


def _read_merged(element: etree._Element, reading: _Reading) -> None:
    area = area_of(element.get("ref", ""))
    if area is not None and area.first != area.last:
        reading.found.merged.append(area)


def _read_filter(_element: etree._Element, reading: _Reading) -> None:
    reading.found.is_filtered = True


def _read_properties(element: etree._Element, reading: _Reading) -> None:
    reading.found.is_filtered |= says(element, "filterMode")


def _read_margin(element: etree._Element, reading: _Reading) -> None:
    """A header or footer without what codes say of its looks."""
    parts = (element.text or "").split("&&")
    plain = (_PAGE_CODE.sub("1", _MARGIN_CODE.sub(" ", each)) for each in parts)
    if text := " ".join("&".join(plain).split()):
        reading.found.margins.append(text)


def area_of(reference: str) -> Area | None:
    """The area ``A1:B2``, or the one cell ``A1``; None where it is none."""
    first, _, last = reference.partition(":")
    corners = [_ADDRESS.fullmatch(corner) for corner in (first, last or first)]
    if not all(corners):
        return None
    spots = [Spot(int(corner[2]) - 1, _column(corner[1])) for corner in corners if corner]
    rows, columns = zip(*spots, strict=True)
    return Area(Spot(min(rows), min(columns)), Spot(max(rows), max(columns)))


_READERS: dict[str, Callable[[etree._Element, _Reading], None]] = {
    _ROW: _read_row,
    _COLUMN: _read_column,
    _MERGED: _read_merged,
    _FILTER: _read_filter,
    _PROPERTIES: _read_properties,
    **dict.fromkeys(_MARGINS, _read_margin),
}
