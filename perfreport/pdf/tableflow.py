"""Rows of a table over as many pages as they take.

A row that does not fit goes to the next page or is split; a merged cell goes on over the page
break. What a merged cell does there depends on its text. A *label* (短标签) is short enough to
stand on every page again: its part of each page is high enough for it, and it is printed at the
top of each. Longer text flows on from part to part like that of any cell, and is printed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from math import inf
from operator import attrgetter, or_
from typing import Protocol

from perfreport.errors import TemplateError
from perfreport.pdf.blocks import TableFormat
from perfreport.pdf.borders import RowEdges, draw_borders
from perfreport.pdf.boxes import FEWEST_LINES, SLACK, TextBox, cut_stack, stack_height
from perfreport.pdf.cells import SetCell
from perfreport.pdf.display import PlacedLines, Rule
from perfreport.pdf.tablepart import CellPart, TablePart

_HIGHEST_LABEL = 1 / 3
"""Height of the highest label, as part of a page's room for rows; upright ones may fill it."""

_TOP = 0.0
_COLUMN = attrgetter("frame.column")


class Sheet(Protocol):
    """Where rows go: the free part of a page, and the pages after it.

    Attributes:
        y: where the next row starts.
        top: where rows start on a new page.
        bottom: where the room for rows ends on each page.
        items: the display list of the page.
    """

    y: float
    top: float
    bottom: float
    items: list[PlacedLines | Rule]

    def break_page(self) -> None:
        """Go on at the top of the next page."""


class _OpenCell:
    """A cell that is not all placed.

    Attributes:
        frame: of the cell.
        rest: its text, without what earlier pages have of it; all of it, if the cell is a label.
        height: that the rest needs, padding included.
        rows: that the cell still covers, the present one included.
        label: whether the text stands on every page.
        part: on the present page, if the cell has begun there.
        continued: whether the cell has a part on an earlier page.
    """

    __slots__ = ("continued", "frame", "height", "label", "part", "rest", "rows")

    def __init__(self, cell: SetCell, rows: int, room: float) -> None:
        self.frame = cell.frame
        self.rest: Sequence[TextBox] = cell.boxes
        self.height = cell.height
        self.rows = rows
        highest = room if cell.frame.format.upright else room * _HIGHEST_LABEL
        self.label = rows > 1 and cell.height <= highest
        self.part: CellPart | None = None
        self.continued = False

    def top(self, y: float) -> float:
        """Where the part on the present page starts, which would be ``y`` if it began now."""
        return y if self.part is None else self.part.top

    def begin(self, top: float) -> CellPart:
        """Start the part on the present page."""
        position = _TOP if self.continued else self.frame.format.position
        self.part = CellPart(self.frame, position, top)
        return self.part

    def cut(self, height: float) -> tuple[Sequence[TextBox], Sequence[TextBox]]:
        """What of the text stands in a part of ``height``, and what on the next page."""
        if self.label:
            return self.rest, self.rest
        return cut_stack(self.rest, height - 2 * self.frame.padding)

    def cuts_well(self, height: float) -> bool:
        """Whether the cell fits in ``height``, or leaves some lines on both sides of a cut."""
        if self.height <= height + SLACK:
            return True
        head, tail = self.cut(height)
        return not self.label and min(_lines(head), _lines(tail)) >= FEWEST_LINES

    def least_height(self) -> float:
        """Height below which the cell would not be cut."""
        lines = _lines(self.rest)
        if self.label or lines < 2 * FEWEST_LINES:
            return self.height
        return FEWEST_LINES * self.rest[0].leading + 2 * self.frame.padding

    def leave(self, bottom: float) -> None:
        """End the part on the present page at ``bottom``; the cell goes on on the next."""
        assert self.part is not None
        head, self.rest = self.cut(bottom - self.part.top)
        self.height = stack_height(self.rest) + 2 * self.frame.padding
        if self.rest and not self.label:
            self.part.position = _TOP
        self.part.close(head, bottom)
        self.part = None
        self.continued = True


class TableFlow:
    """Places the rows of one table from top to bottom."""

    def __init__(self, table: TableFormat, edges: Sequence[float], sheet: Sheet) -> None:
        """Start at ``sheet.y``; ``edges`` are those of the columns."""
        self._table = table
        self._edges = edges
        self._sheet = sheet
        self._open: list[_OpenCell] = []
        self._header = TablePart()
        self._header_height = 0.0
        self._part = TablePart()
        self._fresh = False

    @property
    def _room(self) -> float:
        """Height of the rows that a page can hold."""
        return self._sheet.bottom - self._sheet.top - self._header_height

    def set_header(self, rows: Iterable[Sequence[SetCell]]) -> None:
        """Let ``rows`` stand above the others on every page; no cell reaches below them."""
        strip = _Strip()
        flow = TableFlow(self._table, self._edges, strip)
        for row in rows:
            flow.place(row)
        self._header, self._header_height = flow._part, strip.y

    def least_height(self, first: Sequence[SetCell]) -> float:
        """Height of the header and as much of the row ``first`` as must stand below it."""
        cells = [_OpenCell(cell, cell.frame.format.rows, self._room) for cell in first]
        whole = max((cell.height for cell in cells), default=0.0)
        if self._table.keep and whole <= self._room:
            return self._header_height + whole
        return self._header_height + max((cell.least_height() for cell in cells), default=0.0)

    def start(self) -> None:
        """Begin at the sheet's present place."""
        self._fresh = self._sheet.y <= self._sheet.top + SLACK
        self._begin_part()

    def place(self, cells: Sequence[SetCell], *, last: bool = False) -> None:
        """Place a row, which starts with ``cells``; the ``last`` one ends all cells.

        Raises:
            TemplateError: the page has no room for a single line.
        """
        room = self._room
        row = [_OpenCell(cell, 1 if last else cell.frame.format.rows, room) for cell in cells]
        if last:
            for cell in self._open:
                cell.rows = 1
        while not self._fits(row):
            if self._should_move(row):
                self._break_page()
            else:
                self._place_beginning(row)
                self._break_page()
                row = []
        self._place_whole(row)

    def finish(self) -> None:
        """The table is complete."""
        self._emit()

    def _fits(self, row: Sequence[_OpenCell]) -> bool:
        y = self._sheet.y
        labels = [y + cell.height for cell in row if cell.label]
        return max([self._row_bottom(row), *labels]) <= self._sheet.bottom + SLACK

    def _row_bottom(self, row: Sequence[_OpenCell]) -> float:
        """Where the present row ends if it is placed whole: below all cells that end in it."""
        y = self._sheet.y
        ends = [cell.top(y) + cell.height for cell in (*self._open, *row) if cell.rows == 1]
        return max(y, *ends) if ends else y + self._line_height

    def _should_move(self, row: Sequence[_OpenCell]) -> bool:
        """Whether a row that does not fit had better start on the next page than be split."""
        if self._fresh:
            return False
        ending = [cell.height for cell in (*self._open, *row) if cell.rows == 1]
        if self._table.keep and max(ending, default=0.0) <= self._room:
            return True
        free = self._sheet.bottom - self._sheet.y
        return not all(cell.cuts_well(free) for cell in row)

    def _place_beginning(self, row: Sequence[_OpenCell]) -> None:
        """Place as much of the present row as the page holds."""
        y, bottom = self._sheet.y, self._sheet.y
        for cell in (*self._open, *row):
            if cell.rows == 1:
                top = cell.top(y)
                head, _ = cell.cut(self._sheet.bottom - top)
                if head:
                    bottom = max(bottom, top + stack_height(head) + 2 * cell.frame.padding)
        if bottom <= y:
            raise self._mistake("页面放不下表格的一行文字，请减小字号、行距、表头或页边距")
        self._enter(row)
        self._sheet.y = bottom

    def _place_whole(self, row: Sequence[_OpenCell]) -> None:
        bottom = self._row_bottom(row)
        self._enter(row)
        ended = [cell for cell in self._open if cell.rows == 1]
        self._open = [cell for cell in self._open if cell.rows > 1]
        for cell in ended:
            assert cell.part is not None
            cell.part.close(cell.rest, bottom)
        for cell in self._open:
            cell.rows -= 1
        self._part.end_last_row(_columns_below(ended))
        self._sheet.y = bottom
        self._fresh = False

    def _enter(self, row: Sequence[_OpenCell]) -> None:
        """Start the present row: its own cells, and the parts of those from an earlier page."""
        self._open = sorted((*self._open, *row), key=_COLUMN)
        beginning = [cell for cell in self._open if cell.part is None]
        self._part.cells += [cell.begin(self._sheet.y) for cell in beginning]
        above = reduce(or_, (cell.frame.edges.above for cell in beginning), 0)
        upright = reduce(or_, (cell.frame.edges.upright for cell in self._open), 0)
        self._part.rows.append((self._sheet.y, RowEdges(above, 0, upright)))

    def _break_page(self) -> None:
        ends = [cell.part.top + cell.height for cell in self._open if cell.label and cell.part]
        bottom = max([self._sheet.y, *ends])
        self._part.stretch(self._sheet.y, bottom)
        self._sheet.y = bottom
        self._part.end_last_row(_columns_below(self._open))
        for cell in self._open:
            cell.leave(bottom)
        self._emit()
        self._sheet.break_page()
        self._fresh = True
        self._begin_part()

    def _begin_part(self) -> None:
        self._part = TablePart()
        self._part.repeat(self._header, self._sheet.y)
        self._sheet.y += self._header_height

    def _emit(self) -> None:
        """Hand the part over, unless it is nothing but a header."""
        if len(self._part.rows) > len(self._header.rows):
            self._part.place(self._sheet.items)
            self._sheet.items += draw_borders(
                self._part.rows, self._sheet.y, self._edges, self._table.border
            )

    @property
    def _line_height(self) -> float:
        return self._table.empty.format.style.leading + 2 * self._table.padding[0]

    def _mistake(self, problem: str) -> TemplateError:
        return TemplateError(f"版面标记第 {self._table.line} 行 <table>：{problem}")


class _Strip:
    """A sheet without end."""

    def __init__(self) -> None:
        self.y = 0.0
        self.top = 0.0
        self.bottom = inf
        self.items: list[PlacedLines | Rule] = []

    def break_page(self) -> None:
        raise AssertionError("a strip has no end")


def _lines(boxes: Sequence[TextBox]) -> int:
    return sum(len(box.lines) for box in boxes)


def _columns_below(cells: Iterable[_OpenCell]) -> int:
    return reduce(or_, (cell.frame.edges.below for cell in cells), 0)
