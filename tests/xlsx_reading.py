"""What a printed workbook says: the rows without lines at their sides are paragraphs.

Reads the cells as openpyxl has them, and prints numbers by their formats.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
from openpyxl.cell import Cell as OpenCell
from openpyxl.cell import MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.content import Cell, Content, Paragraph, Table, table_of

_SIDES = ("left", "right")  # rows without them are lines to whoever looks
_PAPER = "FFFFFFFF"
_FORMAT = re.compile(r"(?:\[=1\]0%;)?(#,##)?0(?:\.(0+))?(%?)")

Span = tuple[int, int]
"""How many rows and columns a cell covers."""


def read_xlsx(content: bytes) -> Content:
    """What the workbook ``content`` says, sheet by sheet."""
    return tuple(block for sheet in shown_sheets(content) for block in _blocks(sheet))


def shown_sheets(content: bytes, *, values: bool = True) -> list[Worksheet]:
    """The sheets that are not hidden, with ``values`` or with formulas."""
    book: Workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=values, rich_text=False)
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def said(cell: OpenCell | MergedCell) -> str:
    """What ``cell`` shows."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    number = Decimal(repr(value))
    code = str(cell.number_format)
    if code == "General":
        return f"{number.normalize():f}"
    match = _FORMAT.fullmatch(code)
    assert match, code
    if code.startswith("[=1]") and number == 1:
        return "100%"
    number *= 100 if match[3] else 1
    places = Decimal(1).scaleb(-len(match[2] or ""))
    comma = "," if match[1] else ""
    return f"{number.quantize(places, ROUND_HALF_UP):{comma}f}{match[3]}"


def _blocks(sheet: Worksheet) -> Iterator[Paragraph | Table]:
    if header := str((sheet.oddHeader and sheet.oddHeader.center.text) or ""):
        yield Paragraph(header)
    spans = _spans(sheet)
    rows: list[int] = []
    for row in range(1, sheet.max_row + 1):
        if any(_is_lined(cell) for cell in sheet[row]):
            rows.append(row)
            continue
        if rows:
            yield _table(sheet, rows, spans)
            rows = []
        if text := "".join(said(cell) for cell in sheet[row]):
            yield Paragraph(text)
    if rows:
        yield _table(sheet, rows, spans)


def _is_lined(cell: OpenCell | MergedCell) -> bool:
    sides = (getattr(cell.border, side) for side in _SIDES)
    return any(side and side.style and side.color.rgb != _PAPER for side in sides)


def _spans(sheet: Worksheet) -> Mapping[tuple[int, int], Span]:
    """The cells with which areas begin; of those that others cover, nothing is covered."""
    found: dict[tuple[int, int], Span] = {}
    for area in sheet.merged_cells.ranges:
        places = [(row, column) for rows in area.rows for row, column in rows]
        assert not found.keys() & set(places), "areas overlap"
        found |= dict.fromkeys(places, (0, 0))
        found[places[0]] = (area.size["rows"], area.size["columns"])
    return found


def _table(sheet: Worksheet, rows: list[int], spans: Mapping[tuple[int, int], Span]) -> Table:
    cells = []
    for row in rows:
        for column, cell in enumerate(sheet[row], start=1):
            down, across = spans.get((row, column), (1, 1))
            if down:
                cells.append(Cell(row - rows[0], column - 1, said(cell), down, across))
    return table_of(cells)
