"""Units of money that somebody put into fixed words, and the amounts of which they may be."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import ViewPath
from perfreport.page.blocks import Cell
from perfreport.roundtrip.arranging import overlap
from perfreport.roundtrip.layout import CellLayout, RowLayout, TableLayout
from perfreport.workbooks.heads import unit_in


def amounts_headed(
    grid: TableLayout, row: RowLayout, layout: CellLayout, cell: Cell
) -> Iterator[tuple[ViewPath, str]]:
    """The fields beside and below ``layout`` in ``row``, and the unit that ``cell`` says for it.

    None where the words are those of the template.
    """
    if not layout.words or layout.says(cell.text):
        return
    if not (unit := unit_in(cell.text)):
        return
    place = grid.rows.index(row)
    beside = (each for each in row.cells if each.column > layout.column)
    below = (each for under in grid.rows[place + 1 :] for each in under.cells)
    for each in (*beside, *(each for each in below if overlap(each, cell))):
        yield from ((slot.path, unit) for slot in each.slots if slot.path)
