"""The part of a table that stands on one page, and cells of which the page has but a part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import attrgetter, or_

from perfreport.typeset.display import Fill, Item, Stroke
from perfreport.typeset.paragraphs import (
    FEWEST_LINES,
    SLACK,
    TextBox,
    cut_stack,
    place_stack,
    stack_height,
)
from perfreport.typeset.structure import Tag
from perfreport.typeset.tables.borders import RowEdges, strokes
from perfreport.typeset.tables.cells import SetCell

_HIGHEST_LABEL = 1 / 4
"""Height of the highest label, as part of a page's room for rows; upright ones may fill it."""

_TOP = 0.0


class OpenCell:
    """A cell that is not all placed.

    What says of which rows the text beside it is stands again on every page, as a *label*, if it is
    short enough. Other text flows from page to page and is printed once.

    Attributes:
        frame: of the cell.
        height: that the cell needs for what earlier pages do not have; a label needs all of it.
        rows: that the cell still covers, the present one included.
        label: whether the text stands on every page.
        part: on the present page, if the cell has begun there.
    """

    __slots__ = (
        "_element",
        "_is_short",
        "_rest",
        "_whole",
        "frame",
        "height",
        "label",
        "part",
        "rows",
    )

    def __init__(self, cell: SetCell, rows: int, room: float) -> None:
        """Place ``cell`` over ``rows``, on pages that have ``room`` for rows of the table."""
        self.frame = cell.frame
        self.height = cell.height
        self.rows = rows
        highest = room if cell.frame.format.upright else room * _HIGHEST_LABEL
        self._is_short = cell.height <= highest
        self.label = cell.frame.format.label and self._is_short
        self.part: SetCell | None = None
        self._element = cell.element
        self._whole: SetCell | None = cell
        self._rest = cell.boxes

    @property
    def text(self) -> str:
        """What is left of it for the present page and those that follow."""
        return "".join(line.text for box in self._rest for line in box.lines)

    def stand_again(self) -> None:
        """Stand on every page, as labels do, if the text is short enough."""
        self.label = self._is_short

    @property
    def least_height(self) -> float:
        """Height below which the cell should not begin on a page."""
        if self.label or _lines(self._rest) < 2 * FEWEST_LINES:
            return self.height
        return FEWEST_LINES * self._rest[0].leading + 2 * self.frame.padding

    def top(self, y: float) -> float:
        """Where the part on the present page starts, which would be ``y`` if it began now."""
        return y if self.part is None else self.part.top

    def begin(self, top: float) -> SetCell:
        """Start the part on the present page."""
        if self._whole is None:
            self.part = SetCell(self.frame, (), self.height)
            self.part.position = _TOP
            self.part.element = None if self.label else self._element
        else:
            self.part, self._whole = self._whole, None
        self.part.top = top
        return self.part

    def withdraw(self, bottom: float) -> None:
        """Begin on the next page after all, if the present one has no room above ``bottom``."""
        if self.part is not None and self.part.top >= bottom - SLACK:
            self._whole, self.part = self.part, None

    def height_in(self, room: float) -> float:
        """Height of a part that holds what ``room`` holds of the cell; 0 if that is nothing."""
        head, _ = self._cut(room)
        return stack_height(head) + 2 * self.frame.padding if head else 0.0

    def splits_well(self, room: float) -> bool:
        """Whether the cell fits in ``room``, or leaves some lines on both sides of a cut."""
        if self.height <= room + SLACK:
            return True
        head, tail = self._cut(room)
        return not self.label and min(_lines(head), _lines(tail)) >= FEWEST_LINES

    def end(self, bottom: float) -> None:
        """End at ``bottom``, with all the text that is left."""
        assert self.part is not None
        self.part.boxes, self.part.height = self._rest, self.height
        self.part.bottom = bottom

    def leave(self, bottom: float) -> None:
        """End the part on the present page at ``bottom``; the cell goes on on the next."""
        assert self.part is not None
        head, tail = self._cut(bottom - self.part.top)
        self.part.boxes = head
        self.part.height = stack_height(head) + 2 * self.frame.padding
        self.part.bottom = bottom
        # What goes on on the next page is read from above, beside the first lines of the others.
        self.part.position = _TOP
        self._rest = tail
        self.height = stack_height(tail) + 2 * self.frame.padding
        self.part = None

    def _cut(self, room: float) -> tuple[Sequence[TextBox], Sequence[TextBox]]:
        """What of the text stands in a part as high as ``room``, and what on the next page."""
        if self.label:
            return self._rest, self._rest
        head, tail = cut_stack(self._rest, room - 2 * self.frame.padding)
        # A last line alone takes others along, if there are enough.
        while 0 < _lines(tail) < FEWEST_LINES < _lines(head):
            head, tail = cut_stack(self._rest, stack_height(head) - 2 * SLACK)
        return head, tail


class TablePart:
    """Rows of a table that stand below each other on one page.

    Attributes:
        cells: in reading order.
        rows: the top and the edges of each row.
    """

    def __init__(self) -> None:
        """Start without rows."""
        self.cells: list[SetCell] = []
        self.rows: list[tuple[float, RowEdges]] = []

    def repeat(self, other: TablePart, offset: float, *, again: bool) -> None:
        """Add the rows of ``other``, moved down by ``offset``; ``again`` if a page has them."""
        for cell in other.cells:
            copy = copied(cell)
            copy.element = None if again else cell.element
            copy.top, copy.bottom = cell.top + offset, cell.bottom + offset
            self.cells.append(copy)
        self.rows += [(top + offset, edges) for top, edges in other.rows]

    def repeat_head(self, other: TablePart, offset: float, beside: Sequence[OpenCell]) -> None:
        """Add the rows of ``other`` from ``offset`` on; the cells ``beside`` begin there too."""
        first_cell, first = len(self.cells), len(self.rows)
        self.repeat(other, offset, again=True)
        self.cells += [cell.begin(offset) for cell in beside]
        # The text of the file follows the rows, and in each the columns.
        self.cells[first_cell:] = sorted(
            self.cells[first_cell:], key=attrgetter("top", "frame.column")
        )
        above = reduce(or_, (cell.frame.edges.above for cell in beside), 0)
        upright = reduce(or_, (cell.frame.edges.upright for cell in beside), 0)
        self.rows[first:] = [
            (top, edges._replace(upright=edges.upright | upright))
            for top, edges in self.rows[first:]
        ]
        top, edges = self.rows[first]
        self.rows[first] = (top, edges._replace(above=edges.above | above))

    def end_last_row(self, cells: Sequence[OpenCell]) -> None:
        """Let ``cells`` end with the last row, with their strokes along the lower edge."""
        top, edges = self.rows[-1]
        below = reduce(or_, (cell.frame.edges.below for cell in cells), edges.below)
        self.rows[-1] = (top, edges._replace(below=below))

    def drop_from(self, bottom: float, first: int) -> None:
        """Take out what begins at ``bottom`` and so has no height: cells, and rows after ``first``.

        What ends with these rows ends with the one above.
        """
        self.cells = [cell for cell in self.cells if cell.top < bottom - SLACK]
        while len(self.rows) > max(first, 1) and self.rows[-1][0] >= bottom - SLACK:
            _, dropped = self.rows.pop()
            top, edges = self.rows[-1]
            self.rows[-1] = (top, edges._replace(below=edges.below | dropped.below))

    def stretch(self, bottom: float, to: float) -> None:
        """Let the cells that end at ``bottom`` end at ``to``."""
        for cell in self.cells:
            if cell.bottom == bottom:
                cell.bottom = to

    def place_text(self, items: list[Item], *, tagged: bool = False) -> None:
        """Append the text of all cells to ``items``, and if ``tagged`` whose it is."""
        for cell in self.cells:
            if cell.boxes:
                if tagged:
                    items.append(Tag(cell.element))
                y = cell.top + cell.frame.padding
                free = cell.bottom - cell.top - cell.height
                if free > 0:
                    y += free * cell.position
                place_stack(cell.boxes, cell.frame.x, y, items)

    def fills(self, edges: Sequence[float]) -> list[Fill]:
        """What is behind the text of cells that have a colour."""
        return [
            Fill(edges[frame.column], cell.top, edges[end], cell.bottom, frame.format.fill)
            for cell in self.cells
            for frame in (cell.frame,)
            for end in (frame.column + frame.format.columns,)
            if frame.format.fill
        ]

    def borders(
        self, bottom: float, edges: Sequence[float], weight: float, frame: int
    ) -> list[Stroke]:
        """The strokes of the rows, the last of which ends at ``bottom``.

        Those that say no more are ``weight`` points thick, around the rows ``frame`` eighths if
        that is not 0.
        """
        return strokes(self.rows, bottom, edges, weight, frame)


def copied(cell: SetCell) -> SetCell:
    """``cell`` for another place: a set cell has but one, while its text is shared by all pages."""
    copy = SetCell(cell.frame, cell.boxes, cell.height)
    copy.position = cell.position
    return copy


def _lines(boxes: Sequence[TextBox]) -> int:
    return sum(len(box.lines) for box in boxes)
