"""The tables of a page, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from perfreport.basics.addresses import ViewPath
from perfreport.basics.totals import may_be_total
from perfreport.compare.alignment import align, iterations
from perfreport.page.blocks import Cell, Row, Table
from perfreport.roundtrip.arranging import ABSENT, arranged, overlap
from perfreport.roundtrip.costs import row_costs, seated
from perfreport.roundtrip.grouping import Keys, Read, regrouped
from perfreport.roundtrip.headed_units import amounts_headed
from perfreport.roundtrip.layout import CellLayout, RowLayout, TableLayout
from perfreport.roundtrip.page_texts import (
    GONE,
    OUTSIDE,
    Counts,
    PageTexts,
    put_in,
)
from perfreport.roundtrip.pattern import squeezed
from perfreport.roundtrip.plain_rows import PlainRow
from perfreport.roundtrip.printed_codes import PrintedCodes
from perfreport.roundtrip.spare import with_spares_filled_in
from perfreport.roundtrip.table_cells import read_cell
from perfreport.roundtrip.total_rows import TOTAL, total_in

MERGED = "几格合并成了一格，分不清各是哪一项的；原有数据不动，请拆开再填"
_SPLIT = "一格拆成了几格，分不清哪一格是要填的；原有数据不动，请合成一格再填"
_TORN = "这一行的格数与表头不同，分不清各是哪一栏的；原有数据不动，请照表头补齐"
_STRANGE_COLUMN = "版式里没有这一栏，整栏没有收"
_NO_COLUMN = "这一栏被删去，或栏名认不出；原有数据不动，要改请改数据文件"

_Pairs = list[tuple[CellLayout, Cell]]
_Left = list[tuple[str, str]]


def paired_cells(layout: RowLayout, row: Row) -> tuple[_Pairs, _Left]:
    """The cells of ``row`` with those of the template, and words that are left, with the reasons.

    Where their numbers differ the columns tell; of a row that does not reach over all columns
    nobody can say which cell went.
    """
    if len(layout.cells) == len(row.cells):
        return list(zip(layout.cells, seated(layout, row), strict=True)), []
    if not _is_whole(layout, row):
        return [], [(row.text, _TORN)]
    parts: dict[int, list[Cell]] = {}
    left: _Left = []
    for cell in row.cells:
        below = _places_of(cell, layout, row)
        written = any(map(holds_data, (layout.cells[i] for i in below)))
        if not below:
            left.append((cell.text, OUTSIDE))
        elif len(below) > 1 and written and cell.text.strip():
            left.append((cell.text, MERGED))
        else:
            parts.setdefault(below[0], []).append(cell)
    pairs: _Pairs = []
    for index, cells in parts.items():
        written_cells = [cell for cell in cells if cell.text.strip()]
        if len(written_cells) > 1:
            left.extend((cell.text, _SPLIT) for cell in written_cells)
        else:
            pairs.append((layout.cells[index], (written_cells or cells)[0]))
    return pairs, left


def _places_of(cell: Cell, layout: RowLayout, row: Row) -> list[int]:
    """The cells of the template that ``cell`` stands for.

    One that reaches into columns with a cell of their own, as in rows that LibreOffice puts in,
    stands for that alone at which it begins.
    """
    below = [i for i, each in enumerate(layout.cells) if overlap(each, cell)]
    others = (layout.cells[i] for i in below[1:])
    have_own = all(any(each.covers(other.column) for other in row.cells) for each in others)
    return below[:1] if have_own else below


def _is_whole(layout: RowLayout, row: Row) -> bool:
    """Whether ``row`` has a cell below the first and one below the last of ``layout``."""
    if not (layout.cells and row.cells):
        return False
    first, last = layout.cells[0], layout.cells[-1]
    end = max(cell.column + cell.columns for cell in row.cells)
    return row.cells[0].column <= first.column and end >= last.column + last.columns


def merged_cells(
    grid: TableLayout, rows: Sequence[Row], taken: Sequence[int | None]
) -> frozenset[int]:
    """The cells of data that are one with a cell of data above or below."""
    merged: set[int] = set()
    above: Mapping[int, Cell] = {}
    for row, index in zip(rows, taken, strict=True):
        here: dict[int, Cell] = {}
        if index is not None and any(cell.is_merged for cell in row.cells):
            pairs, _ = paired_cells(grid.rows[index], row)
            here = {cell.column: cell for layout, cell in pairs if holds_data(layout)}
        for column, cell in here.items():
            if cell.above is not None:
                # By identity: cells that say the same stand in many rows.
                merged.add(id(cell))
                if cell.is_merged and column in above:
                    merged.add(id(above[column]))
        above = here
    return frozenset(merged)


def holds_data(layout: CellLayout) -> bool:
    """Whether data stand in it, and not only a label over several rows."""
    return any(slot.path and not slot.is_label for slot in layout.slots)


def _said_in_each(
    grid: TableLayout, rows: Sequence[Row], taken: Sequence[int | None]
) -> Sequence[Row]:
    """``rows`` where cells of outer rows say in each row inside what they say once beside all."""
    spans = [frozenset(cell.column for cell in row.cells if cell.spans) for row in grid.rows]
    if not any(spans):
        return rows
    begun: dict[int, Cell] = {}
    result: list[Row] = []
    for row, index in zip(rows, taken, strict=True):
        columns = spans[index] if index is not None else frozenset()
        cells = [
            _begun_in(begun, cell) if cell.column in columns and _goes_on(cell) else cell
            for cell in row.cells
        ]
        begun.update((cell.column, cell) for cell in cells if cell.above is None)
        result.append(Row(tuple(cells)))
    return result


def _goes_on(cell: Cell) -> bool:
    return cell.above is not None and not cell.text


def _begun_in(begun: Mapping[int, Cell], cell: Cell) -> Cell:
    # Where the row in which it began is gone, nothing tells what it said.
    return begun.get(cell.column, ABSENT) if cell.is_merged else ABSENT


class TableReader:
    """Reads the tables of a page."""

    def __init__(self, keys: Keys, printed: PrintedCodes) -> None:
        """Tell the rounds of the loops in ``keys`` apart, with what was ``printed``."""
        self._keys = keys
        self._printed = printed

    def read(self, grid: TableLayout, table: Table, around: Counts, shown: PageTexts) -> None:
        """Note what ``table`` says in the slots of ``grid``."""
        heading = shown.heading
        rows, strange, missing = arranged(grid, table)
        for words in strange:
            shown.refuse(words, _STRANGE_COLUMN)
        for words in missing:
            shown.refuse(words, _NO_COLUMN)
        rows = with_spares_filled_in(grid, rows, self._printed)
        taken = align(grid.rows, rows, row_costs(grid, rows, self._printed))
        listed = self._without_totals(grid, rows, taken, shown)
        rows, taken = [rows[number] for number in listed], [taken[number] for number in listed]
        rows = _said_in_each(grid, rows, taken)
        merged = merged_cells(grid, rows, taken)
        read = _rows_of(grid, rows, taken, merged)
        counts = [{**around, **each} for each in iterations(grid.rows, taken)]
        own = {loop for row in grid.rows for loop in row.loops}
        keys = {loop: paths for loop, paths in self._keys.items() if loop in own}
        for number, each in enumerate(regrouped(counts, read, keys, self._printed)):
            read(number, each, shown)
        for index, layout in enumerate(grid.rows):
            if index in taken or layout.loops:
                continue
            note = shown.pass_over if layout.is_optional else shown.lack
            if not layout.is_optional:
                shown.refuse(layout.words, GONE)
            for cell in layout.cells:
                note(cell.slots, around)
        shown.heading = heading

    def _without_totals(
        self,
        grid: TableLayout,
        rows: Sequence[Row],
        taken: Sequence[int | None],
        shown: PageTexts,
    ) -> list[int]:
        """The numbers of those of ``rows`` that are no totals typed among repeated ones."""
        kept: list[int] = []
        for number, (row, index) in enumerate(zip(rows, taken, strict=True)):
            layout = None if index is None else grid.rows[index]
            is_repeated = layout and layout.loops
            may_be = is_repeated and may_be_total(row.text)
            pairs = paired_cells(layout, row)[0] if layout and may_be else ()
            if total := total_in(pairs, self._printed):
                shown.spot = total.place
                shown.refuse(row.text, TOTAL)
            else:
                kept.append(number)
        return kept


def _rows_of(
    grid: TableLayout, rows: Sequence[Row], taken: Sequence[int | None], merged: frozenset[int]
) -> Read:
    """Reads the rows of a table one by one."""
    labels: dict[ViewPath, str] = {}
    known: set[str] = set()
    plain: dict[int, PlainRow] = {}

    def is_read(index: int, row: Row, counts: Counts, shown: PageTexts) -> bool:
        """Whether ``row`` is a plain one, and was read as such."""
        if index not in plain:
            plain[index] = PlainRow(grid.rows[index], tuple(counts))
        return not merged and plain[index].read(row, counts, shown)

    def read(number: int, counts: Counts, shown: PageTexts) -> None:
        row, index = rows[number], taken[number]
        layout = grid.rows[index] if index is not None else None
        # A fixed row that stands once more, as where a table was cut, is not out of its place.
        if layout is None and row.text not in known:
            shown.spot = row.cells[0].place if row.cells else ""
            shown.refuse(row.text, OUTSIDE)
        elif layout is not None and not (index is not None and is_read(index, row, counts, shown)):
            _row(_Place(grid, layout, counts, merged), row, labels, shown)
            if not layout.loops:
                known.add(row.text)

    return read


class _Place(NamedTuple):
    """Where a row stands.

    Attributes:
        grid: of the table.
        layout: of it.
        counts: how often each loop around it has begun.
        merged: the cells of data, by identity, that are merged with others above or below.
    """

    grid: TableLayout
    layout: RowLayout
    counts: Counts
    merged: frozenset[int]


def _row(place: _Place, row: Row, labels: dict[ViewPath, str], shown: PageTexts) -> None:
    layout = place.layout
    if words := _row_heading(layout, row):
        shown.heading = words
    pairs, left = paired_cells(layout, row)
    shown.spot = row.cells[0].place
    for text, reason in left:
        shown.refuse(text, reason)
    there = []
    for cell_layout, cell in pairs:
        shown.spot = cell.place
        if cell is ABSENT or id(cell) in place.merged:
            # Whose text it is nobody can say: the data of all of them stay.
            shown.refuse(cell.text, MERGED)
            continue
        there.append(cell_layout)
        shown.headed_units.update(amounts_headed(place.grid, layout, cell_layout, cell))
        if (label := _label_in(cell_layout)) and not cell.fault:
            _label_cell(label, cell, place, labels, shown)
        else:
            read_cell(cell_layout, cell, place.counts, shown)
    for cell_layout in layout.cells:
        if cell_layout not in there:
            shown.lack(cell_layout.slots, place.counts)
    shown.spot = ""


def _row_heading(layout: RowLayout, row: Row) -> str:
    """The fixed words at the left of a row, if only by the label it is merged with."""
    first = row.cells[0]
    if first.above and first.is_merged:
        return squeezed(first.above)
    is_fixed = bool(layout.cells) and layout.cells[0].is_fixed
    return layout.cells[0].words if is_fixed else ""


def _label_in(cell: CellLayout) -> ViewPath | None:
    slots = cell.slots
    return slots[0].path if len(slots) == 1 and slots[0].is_label else None


def _label_cell(
    label: ViewPath, cell: Cell, place: _Place, labels: dict[ViewPath, str], shown: PageTexts
) -> None:
    """A label stands in the first of its rows; a row put in by hand has none of its own.

    Where that first row is gone nothing says what the label was.
    """
    text = cell.text
    if cell.above is not None and cell.is_merged and not text:
        text = labels.get(label, "")
    labels[label] = text
    put_in(label, text, place.counts, shown)
