"""Which cell of the template each cell of a row is, whatever was merged, parted or taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perfreport.docx.page.blocks import Cell, Row
from perfreport.roundtrip.costs import seated
from perfreport.roundtrip.layout import CellLayout, RowLayout, TableLayout
from perfreport.roundtrip.page_texts import OUTSIDE

MERGED = "几格合并成了一格，分不清各是哪一项的；原有数据不动，请拆开再填"
_SPLIT = "一格拆成了几格，分不清哪一格是要填的；原有数据不动，请合成一格再填"
_TORN = "这一行的格数与表头不同，分不清各是哪一栏的；原有数据不动，请照表头补齐"

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
    below = [i for i, each in enumerate(layout.cells) if _is_below(each, cell)]
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


def _is_below(layout: CellLayout, cell: Cell) -> bool:
    start, end = layout.column, layout.column + layout.columns
    return cell.column < end and start < cell.column + cell.columns


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
                merged.add(id(cell))
                merged.update([id(above[column])] if cell.is_merged and column in above else [])
        above = here
    return frozenset(merged)


def holds_data(layout: CellLayout) -> bool:
    """Whether data stand in it, and not only a label over several rows."""
    return any(slot.path and not slot.is_label for slot in layout.slots)
