"""Rows of a table over as many pages as they take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from math import inf
from operator import attrgetter, or_
from typing import TypeAlias

from perfreport.typeset.markup.blocks import TableFormat
from perfreport.typeset.pages import PageFlow
from perfreport.typeset.paragraphs import SLACK
from perfreport.typeset.structure import Element, Role
from perfreport.typeset.tables.borders import RowEdges
from perfreport.typeset.tables.cells import CellFrame, SetCell
from perfreport.typeset.tables.openings import MOST_OPENINGS, Opening
from perfreport.typeset.tables.part import OpenCell, TablePart
from perfreport.typeset.tables.repeated import Head, HeadRows, name_again
from perfreport.typeset.tables.rows import height_of, is_kept

LAST_ROWS = 3
"""So many rows at the end of a table stand together, if they are low."""

HIGHEST_WHOLE = 1 / 4
"""Height of the highest row that is kept whole, and of what is kept together, as part of a page."""

HIGHEST_LAST = 1 / 2
"""Height of the highest last row that is kept whole with what ends the text below it."""

_COLUMN = attrgetter("frame.column")
_Row: TypeAlias = Sequence[SetCell]


class TableFlow:
    """Places the rows of one table from top to bottom.

    Attributes:
        element: what the rows become part of; None where nobody asks for the structure.
    """

    def __init__(
        self,
        table: TableFormat,
        edges: Sequence[float],
        page: PageFlow,
        element: Element | None,
        role: Role = Role.CELL,
    ) -> None:
        """Start at ``page.y``; ``edges`` are those of the columns.

        The rows become part of ``element``; their cells are of ``role``, or head rows.
        """
        self._table = table
        self._edges = edges
        self._page = page
        self._open: list[OpenCell] = []
        self._header = TablePart()
        self._header_height = 0.0
        self._head: Head | None = None
        self._head_rows = HeadRows(0)
        self._repeated = 0
        self._part = TablePart()
        self._openings: list[Opening] = []
        self._fresh = False
        self.element = element
        self._role = role
        self._pages = 0
        self._row_edges: dict[tuple[CellFrame, ...], RowEdges] = {}
        self._shaded = False

    @property
    def room(self) -> float:
        """Height of the rows that a page can hold."""
        head = self._head.height if self._head else 0.0
        return self._page.bottom - self._page.top - self._header_height - head

    @property
    def highest_whole(self) -> float:
        """Height up to which rows are kept whole or together: more would leave a page too blank."""
        return (self._page.bottom - self._page.top) * HIGHEST_WHOLE + SLACK

    @property
    def _free(self) -> float:
        return self._page.bottom - self._page.y

    def set_header(self, rows: Iterable[_Row]) -> None:
        """Let ``rows`` stand above the others on every page; no cell reaches below them."""
        self._header, self._header_height = self._set_apart(rows, self.element, Role.COLUMN_HEAD)

    def _set_apart(self, rows: Iterable[_Row], element: Element | None, role: Role) -> Head:
        """``rows`` as they are to be repeated, and their height."""
        # They are set once, on a page without end.
        galley = self._page.trial()
        galley.y, galley.top, galley.bottom = 0.0, 0.0, inf
        flow = TableFlow(self._table, self._edges, galley, element, role)
        for row in rows:
            flow.place(row)
        self._shaded = self._shaded or flow._shaded
        return Head(flow._part, galley.y)

    def least_height(self, beginning: Sequence[_Row], below: float = 0.0) -> float:
        """Height of the header and as much of the rows ``beginning`` as must stand below it.

        With ``below`` they are all rows, and so many points below them stand where they end.
        """
        height = 0.0
        for row in beginning:
            height += self._least_height_of(row)
            if height > self.highest_whole:
                break
        whole = sum(map(height_of, beginning))
        if below and self._stays(whole, beginning, below):
            height = whole + below
        return self._header_height + height

    def _least_height_of(self, row: Sequence[SetCell]) -> float:
        height = height_of(row)
        if is_kept(row) and height <= self.highest_whole:
            return height
        cells = [OpenCell(cell, cell.frame.format.rows, self.room) for cell in row]
        name_again(cells)
        return max((cell.least_height for cell in cells), default=0.0)

    def keep_together(self, rows: Sequence[_Row], below: float, *, ends_head: bool) -> None:
        """Go to the next page with ``rows``, the last of the table, if they are low.

        The last alone need not be low if ``below`` points below it have to stand where it ends.
        With ``ends_head`` they are not below the head that is repeated.
        """
        self._head = None if ends_head else self._head
        height = sum(map(height_of, rows))
        if len(rows) == 1:
            # A cell merged over it may need more than its own.
            needed = (cell.top(self._page.y) + cell.height for cell in self._open)
            height = max([height, *(bottom - self._page.y for bottom in needed)])
        is_begun = len(self._part.rows) > self._repeated
        if is_begun and self._free + SLACK < height + below and self._stays(height, rows, below):
            self._move(last=False)

    def _stays(self, height: float, rows: Sequence[_Row], below: float) -> bool:
        """Whether ``rows``, the last of the table, stand together, and with what is ``below``."""
        if height + below > self.room + SLACK:
            return False
        if len(rows) > 1:
            return height <= self.highest_whole
        return below > 0 and height <= (self._page.bottom - self._page.top) * HIGHEST_LAST + SLACK

    def start(self) -> None:
        """Begin at the present place of the page."""
        self._fresh = self._page.y <= self._page.top + SLACK
        self._begin_part()

    def place(
        self, cells: Sequence[SetCell], *, last: bool = False, repeat: int | None = None
    ) -> None:
        """Place a row, which starts with ``cells``; the ``last`` one ends all cells.

        With ``repeat`` so many rows from it on stand on the following pages again, until another
        says how many do.

        Raises:
            TemplateError: the page has no room for a single line.
        """
        if self.element is not None:
            self._tag(cells)
        if repeat is not None:
            self._head, self._head_rows = None, HeadRows(repeat)
        is_head = self._head_rows.awaited > 0
        if is_head:
            self._head_rows.take(cells)
        # Most rows are plain, and spared all that merged cells need.
        if is_head or self._open or not self._place_plain(cells):
            self._place_row(cells, last=last)
        if is_head and not self._head_rows.awaited:
            self._head = self._head_of(self._head_rows.within())

    def _head_of(self, rows: Sequence[_Row]) -> Head | None:
        """What of ``rows`` stands on following pages; None if it leaves too little room there."""
        if not all(any(cell.frame.width for cell in row) for row in rows):
            return None  # what only holds a row apart has no width
        head = self._set_apart(rows, None, Role.CELL)
        head.part.cells = [cell for cell in head.part.cells if cell.frame.width]
        return head if head.height <= min(self.highest_whole, self.room / 2) else None

    def _tag(self, cells: Sequence[SetCell]) -> None:
        """Let ``cells`` be a row in the structure of the document."""
        row = Element(Role.ROW, self.element)
        for cell in cells:
            said = cell.frame.format
            # What holds a row apart is no cell.
            if cell.frame.width:
                role = Role.ROW_HEAD if said.label and self._role is Role.CELL else self._role
                cell.element = Element(role, row, columns=said.columns, rows=said.rows)

    def _place_plain(self, cells: Sequence[SetCell]) -> bool:
        """Place a row that fits and has no merged cells; gives whether it is such a row."""
        y = self._page.y
        height = 0.0
        for cell in cells:
            if cell.height > height:
                height = cell.height
            if cell.frame.format.opens:
                return False
        bottom = y + height
        if bottom > self._page.bottom + SLACK:
            return False
        for cell in cells:
            cell.top, cell.bottom = y, bottom
        self._part.cells += cells
        self._part.rows.append((y, self._edges_of(cells)))
        self._openings.clear()
        self._page.y = bottom
        self._fresh = False
        return True

    def _edges_of(self, cells: Sequence[SetCell]) -> RowEdges:
        frames = tuple([cell.frame for cell in cells])
        edges = self._row_edges.get(frames)
        if edges is None:
            columns = zip(*(frame.edges for frame in frames), strict=True)
            edges = RowEdges(*(reduce(or_, bits) for bits in columns))
            self._row_edges[frames] = edges
            self._shaded = self._shaded or any(frame.format.fill for frame in frames)
        return edges

    def _place_row(self, cells: Sequence[SetCell], *, last: bool = False) -> None:
        if last:
            self._close_below()
        room = self.room
        row = [OpenCell(cell, 1 if last else cell.frame.format.rows, room) for cell in cells]
        while not self._fits(row):
            name_again(row, self._open)
            if self._should_move(row):
                self._move(last=last)
                # On the next page the row is often as plain as any.
                if not (self._open or self._head_rows.have(cells)) and self._place_plain(cells):
                    return
            else:
                self._place_beginning(row)
                self._break_page()
                row = []
        self._place_whole(row, cells)

    def _close_below(self) -> None:
        """Let all cells end with the present row."""
        for cell in self._open:
            cell.rows = 1

    def _fits(self, row: Sequence[OpenCell]) -> bool:
        y = self._page.y
        # A label is printed whole even where its first row is lower than it.
        labels = [y + cell.height for cell in row if cell.label]
        return max([self._row_bottom(row), *labels]) <= self._page.bottom + SLACK

    def _row_bottom(self, row: Sequence[OpenCell]) -> float:
        """Where the present row ends if it is placed whole: below all cells that end in it."""
        y = self._page.y
        ends = [cell.top(y) + cell.height for cell in self._ending(row)]
        if ends:
            return max(y, *ends)
        return y + (self._table.empty.format.style.leading + 2 * self._table.padding[0])

    def _ending(self, row: Sequence[OpenCell]) -> list[OpenCell]:
        """The cells that end in the present row."""
        return [cell for cell in (*self._open, *row) if cell.rows == 1]

    def _should_move(self, row: Sequence[OpenCell]) -> bool:
        """Whether a row that does not fit had better start on the next page than be split."""
        if self._fresh:
            return False
        if is_kept((*row, *self._open)) and not self._opens_page:
            rest = max((cell.height for cell in self._ending(row)), default=0.0)
            if rest <= self.highest_whole:
                return True
        if self._beginning_bottom(row) <= self._page.y:
            return True
        free = self._free
        return not self._opens_page and not all(cell.splits_well(free) for cell in row)

    @property
    def _opens_page(self) -> bool:
        """Whether a merged cell starts in every row of the table on this page."""
        return bool(self._openings) and self._openings[0].first

    def _beginning_bottom(self, row: Sequence[OpenCell]) -> float:
        """Where as much of the present row ends as the page holds; at its top if that is none."""
        y, bottom = self._page.y, self._page.bottom
        if any(cell.label and cell.height > bottom - y + SLACK for cell in row):
            return y
        tops = [(cell, cell.top(y)) for cell in self._ending(row)]
        return max([y, *(top + cell.height_in(bottom - top) for cell, top in tops)])

    def _move(self, *, last: bool) -> None:
        """Go to the next page, and take along rows that would stand alone above the break."""
        highest = self._page.bottom - self.highest_whole
        rows = [] if self._opens_page else self._openings
        openings = self._head_rows.unparted([row for row in rows if row.y >= highest])
        for opening in reversed(openings):
            self._page.y = opening.y
            self._open = opening.taken_from(self._part)
        head = self._head
        # It moves, and is not repeated where it stands for the first time.
        if any(self._head_rows.have(opening.row) for opening in openings):
            self._head = None
        self._break_page()
        for opening in openings:
            self._place_row(opening.row)
        self._head = head
        if last:
            self._close_below()

    def _place_beginning(self, row: Sequence[OpenCell]) -> None:
        """Place as much of the present row as the page holds."""
        bottom = self._beginning_bottom(row)
        if bottom <= self._page.y:
            raise self._table.mistake("页面放不下表格的一行文字，请减小字号、行距、表头或页边距")
        self._enter(row)
        self._page.y = bottom

    def _place_whole(self, row: Sequence[OpenCell], cells: Sequence[SetCell]) -> None:
        bottom = self._row_bottom(row)
        self._remember(row, cells)
        self._enter(row)
        ended = [cell for cell in self._open if cell.rows == 1]
        self._open = [cell for cell in self._open if cell.rows > 1]
        for cell in ended:
            cell.end(bottom)
        for cell in self._open:
            cell.rows -= 1
        # What ends here is closed below even where the row under it has no stroke above.
        self._part.end_last_row(ended)
        self._fresh = self._fresh and bottom <= self._page.y
        self._page.y = bottom

    def _remember(self, row: Sequence[OpenCell], cells: Sequence[SetCell]) -> None:
        """Keep what it takes to move the present row, if it should not end a page alone."""
        if not (any(cell.frame.format.opens for cell in row) or self._head_rows.have(cells)):
            self._openings.clear()
            return
        if len(self._openings) == MOST_OPENINGS:
            self._openings.clear()
        first = len(self._part.rows) == self._repeated
        before = [(cell, cell.rows) for cell in self._open]
        opening = Opening(cells, first, self._page.y, len(self._part.cells), before)
        self._openings.append(opening)

    def _enter(self, row: Sequence[OpenCell]) -> None:
        """Start the present row: its own cells, and the parts of those from an earlier page."""
        # The text of the file follows the columns, whichever page a cell began on.
        self._open = sorted((*self._open, *row), key=_COLUMN)
        self._shaded = self._shaded or any(cell.frame.format.fill for cell in row)
        beginning = [cell for cell in self._open if cell.part is None]
        self._part.cells += [cell.begin(self._page.y) for cell in beginning]
        above = reduce(or_, (cell.frame.edges.above for cell in beginning), 0)
        upright = reduce(or_, (cell.frame.edges.upright for cell in self._open), 0)
        self._part.rows.append((self._page.y, RowEdges(above, 0, upright)))

    def _break_page(self) -> None:
        ends = [cell.part.top + cell.height for cell in self._open if cell.label and cell.part]
        bottom = max([self._page.y, *ends])
        # A label may be higher than the rows that the page took of it.
        self._part.stretch(self._page.y, bottom)
        self._page.y = bottom
        # What begins where the page ends begins on the next, or two lines lay in one place.
        self._part.drop_from(bottom, self._repeated)
        for cell in self._open:
            cell.withdraw(bottom)
        if begun := [cell for cell in self._open if cell.part]:
            self._part.end_last_row(begun)
        for cell in begun:
            cell.leave(bottom)
        self.emit()
        self._page.break_page()
        self._fresh = True
        self._begin_part()

    def _begin_part(self) -> None:
        self._openings.clear()
        self._part = TablePart()
        self._part.repeat(self._header, self._page.y, again=self._pages > 0)
        self._pages += 1
        self._page.y += self._header_height
        if head := self._head:
            beside = [cell for cell in self._open if not head.covers(cell)]
            self._part.repeat_head(head.part, self._page.y, beside)
            self._page.y += head.height
        self._repeated = len(self._part.rows)

    def emit(self) -> None:
        """Hand over the part on the present page, unless it is nothing but a header.

        Call it once more when the table is complete.
        """
        part, page, table = self._part, self._page, self._table
        if len(part.rows) > self._repeated:
            if self._shaded:
                page.items += part.fills(self._edges)
            part.place_text(page.items, tagged=self.element is not None)
            page.items += part.borders(page.y, self._edges, table.border, table.frame)
