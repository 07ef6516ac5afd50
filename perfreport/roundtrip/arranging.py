"""A page's tables in the template's order: columns by their heads, fixed rows by their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from perfreport.page.blocks import Cell, Row, Table
from perfreport.roundtrip.heads import is_short, places_of
from perfreport.roundtrip.layout import CellLayout, RowLayout, TableLayout
from perfreport.roundtrip.pattern import bare

ABSENT = Cell(())
"""Stands in a row for the cell of a column that the page does not have."""

_LEAST_HEADS = 2
_LEAST_SHARE = 0.6
_MOST_EXAMPLES = 3


class Arranged(NamedTuple):
    """A table in the template's order.

    Attributes:
        rows: their cells in the order of the template's columns.
        strange: what stands in columns that the template does not have; they are taken out.
        missing: the heads of columns that the page does not have.
    """

    rows: Sequence[Row]
    strange: Sequence[str] = ()
    missing: Sequence[str] = ()


def arranged(grid: TableLayout, table: Table) -> Arranged:
    """``table`` as ``grid`` would have it."""
    sections = list(sections_of(grid, table.rows))
    if not sections:
        return Arranged(_in_place(grid, table.rows))
    rows: list[Row] = []
    strange: dict[int, list[str]] = {}
    starts = {section.start: section for section in sections}
    section = sections[0]
    for number, row in enumerate(table.rows):
        # Heads that stand once more, as where a table was cut, are no row of data.
        if starts.get(number, section).repeats(section):
            continue
        section = starts.get(number, section)
        for cell in section.strange_cells(row):
            strange.setdefault(cell.column, []).append(" ".join(cell.text.split()))
        rows.append(section.arranged(row, is_below=number >= section.start))
    missing = dict.fromkeys(words for each in sections for words in each.missing)
    return Arranged(_in_place(grid, rows), [*map(_told, strange.values())], tuple(missing))


def _told(texts: Sequence[str]) -> str:
    """What stands in a column, for a message: its head and the first of its words."""
    words = [text for text in texts[1:] if text]
    first = "、".join(words[:_MOST_EXAMPLES])
    more = f"等 {len(words)} 格" if len(words) > _MOST_EXAMPLES else ""
    return "：".join(filter(None, (texts[0], first + more)))


def sections_of(grid: TableLayout, rows: Sequence[Row]) -> Iterator[Section]:
    """The parts of a table that begin with a row of heads."""
    heads = grid.heads
    fixed = [row for row in grid.rows if row.words and not row.loops]
    above = {id(row): over.cells for over, row in pairwise(grid.rows)}
    known = {cell.letters for head in heads for cell in head.cells} - {""}
    for number, row in enumerate(rows):
        texts = (cell.text for cell in row.cells)
        if any(is_short(text) and bare(text) in known for text in texts):
            cells_above = rows[number - 1].cells if number else ()
            found = [
                Section(number, head, row, fixed, above.get(id(head), ()), cells_above)
                for head in heads
            ]
            if sure := [section for section in found if section.is_sure]:
                yield max(sure, key=lambda section: section.share)


class Section:
    """The rows below a row of heads: where their cells belong.

    Attributes:
        start: the number of the row of heads.
        is_sure: whether that is the row of these heads.
        share: of the heads that stand there.
        missing: the heads that do not.
    """

    def __init__(
        self,
        start: int,
        head: RowLayout,
        row: Row,
        fixed: Sequence[RowLayout],
        above: Sequence[CellLayout] = (),
        cells_above: Sequence[Cell] = (),
    ) -> None:
        """For the ``row`` at ``start``, which may be the template's ``head`` below ``above``.

        The rows of ``fixed`` words may stand below it, with cells of other widths.
        """
        self.start = start
        self._head = head
        self._row = row
        self._fixed = fixed
        self._places = places_of(head.cells, row.cells, above, cells_above)
        found = sum(bool(head.cells[index].words) for index in self._places.values())
        self.share = found / sum(bool(cell.words) for cell in head.cells)
        self.is_sure = found >= _LEAST_HEADS and self.share >= _LEAST_SHARE
        taken = self._places.values()
        lacking = (cell.words for index, cell in enumerate(head.cells) if index not in taken)
        self.missing = [words for words in lacking if words]
        self._is_as_laid_down = list(self._places.items()) == [
            (i, i) for i in range(max(len(head.cells), len(row.cells)))
        ]
        self._strange = [c for i, c in enumerate(row.cells) if i not in self._places]

    def repeats(self, other: Section) -> bool:
        """Whether the heads of ``other`` stand here once more."""
        return other.start < self.start and other._row.text == self._row.text

    def strange_cells(self, row: Row) -> Iterator[Cell]:
        """The cells of ``row`` in columns that the template does not have."""
        if self._strange:
            own = self._own(row)
            yield from (cell for cell in row.cells if cell not in own)

    def _own(self, row: Row) -> Sequence[Cell]:
        """The cells of ``row`` in columns that the template has."""
        own = [cell for cell in row.cells if not self._is_strange(cell)]
        if len(own) > len(self._places) and len(row.cells) == len(self._row.cells):
            # In a row of labels as wide as they need be a strange cell stands below no strange
            # head: its place is the same, if a row of the template is left without it.
            rest = Row(tuple(cell for i, cell in enumerate(row.cells) if i in self._places))
            if any(layout.is_said_by(rest) for layout in self._fixed):
                return rest.cells
        return own

    def _is_strange(self, cell: Cell) -> bool:
        end = cell.column + cell.columns
        return any(
            head.column <= cell.column and end <= head.column + head.columns
            for head in self._strange
        )

    def arranged(self, row: Row, *, is_below: bool) -> Row:
        """``row`` in the template's order, without strange cells."""
        # Most tables are as the template has them, and most rows have all cells.
        if len(row.cells) == len(self._row.cells) and self._is_as_laid_down:
            return row
        # Its columns are not those of heads that were torn.
        if is_below and end_of(self._row.cells) < end_of(self._head.cells) == end_of(row.cells):
            return row
        kept = self._own(row)
        if is_below and len(kept) == len(self._places):
            return Row(self._in_order(kept))
        moved = map(self._moved if is_below else self._shifted, kept)
        return Row(tuple(sorted(moved, key=lambda cell: cell.column)))

    def _in_order(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """Cells that stand below the known heads, one each."""
        by_place = dict(zip(self._places.values(), cells, strict=True))
        return tuple(
            self._seated(by_place[index], layout, layout) if index in by_place else ABSENT
            for index, layout in enumerate(self._head.cells)
        )

    def _moved(self, cell: Cell) -> Cell:
        """A cell of an uneven row, by the heads that it begins and ends below."""
        below = [
            self._head.cells[index]
            for place, index in self._places.items()
            if overlap(self._row.cells[place], cell)
        ]
        return self._seated(cell, below[0], below[-1]) if below else self._shifted(cell)

    @staticmethod
    def _seated(cell: Cell, first: CellLayout, last: CellLayout) -> Cell:
        end = max(first.column + first.columns, last.column + last.columns)
        return replace(cell, column=first.column, columns=end - first.column)

    def _shifted(self, cell: Cell) -> Cell:
        """A cell above the heads, moved by the strange columns before it."""
        before = sum(head.columns for head in self._strange if head.column < cell.column)
        return replace(cell, column=cell.column - before)


def end_of(cells: Sequence[CellLayout] | Sequence[Cell]) -> int:
    """The column of the grid behind the last of ``cells``."""
    return cells[-1].column + cells[-1].columns if cells else 0


def overlap(one: CellLayout | Cell, other: Cell) -> bool:
    """Whether some column of the grid is covered by both."""
    return one.column < other.column + other.columns and other.column < one.column + one.columns


def _in_place(grid: TableLayout, rows: Sequence[Row]) -> Sequence[Row]:
    """``rows`` with those of fixed words where the template has them, as a total at the end.

    Each stands right below the fixed row that it does in the template; one below repeated rows
    stands right above the next fixed one.
    """
    anchors = _anchors(grid, rows)
    order = list(range(len(rows)))
    for index, number in anchors.items():
        if index == 0 or index - 1 in anchors:
            _move(order, number, order.index(anchors[index - 1]) + 1 if index else 0)
        elif grid.rows[index - 1].loops and (index + 1 in anchors or index + 1 == len(grid.rows)):
            is_last = index + 1 == len(grid.rows)
            _move(order, number, len(rows) if is_last else order.index(anchors[index + 1]))
    return rows if order == list(range(len(rows))) else [rows[number] for number in order]


def _move(order: list[int], number: int, place: int) -> None:
    """Have ``number`` stand at ``place``, or right before what stands there."""
    old = order.index(number)
    order.insert(place, order[old])
    del order[old + (place <= old)]


def _anchors(grid: TableLayout, rows: Sequence[Row]) -> dict[int, int]:
    """Fixed rows of the template and the only rows of the page that have their words."""
    # By the first words: else each row of a long table would be compared with every fixed one.
    fixed: dict[str, list[int]] = {}
    for index, layout in enumerate(grid.rows):
        if layout.words and not layout.loops:
            fixed.setdefault(_first(cell.words for cell in layout.cells), []).append(index)
    found: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        for index in fixed.get(_first(cell.text for cell in row.cells), ()):
            if grid.rows[index].is_said_by(row):
                found.setdefault(index, []).append(number)
    return {index: numbers[0] for index, numbers in sorted(found.items()) if len(numbers) == 1}


def _first(texts: Iterable[str]) -> str:
    """The letters of the first of ``texts`` that is not blank, if it is short."""
    text = next(filter(None, texts), "")
    return bare(text) if is_short(text) else ""
