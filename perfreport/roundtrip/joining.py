"""Tables that somebody cut in pieces (拆分的表格), put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from perfreport.docx.page.blocks import Block, Cell, Paragraph, Row, Table
from perfreport.roundtrip.arranging import sections_of
from perfreport.roundtrip.layout import BlockLayout, TableLayout
from perfreport.roundtrip.pattern import bare

_GOES_ON = ("续", "续表", "接上表", "续上表", "表续")


def joined(blocks: Sequence[Block], leaves: Sequence[BlockLayout]) -> Sequence[Block]:
    """``blocks`` with tables that go on in the next one joined (拆分的表格).

    Tables with nothing between them, or words such as 续表, are one, unless the template has such.
    """
    grids = [leaf for leaf in leaves if isinstance(leaf, TableLayout)]
    is_grid = [isinstance(leaf, TableLayout) for leaf in leaves]
    # Where the template itself has tables side by side, nobody can tell a cut from its own.
    if any(map(all, pairwise(is_grid))) or any(grid.loops for grid in grids):
        return blocks
    whole: list[Block] = []
    between: list[Block] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if isinstance(last, Table) and isinstance(block, Table):
            is_other = _begins_another(last, block, grids)
            whole[-1:] = [last, block] if is_other else [_one_table(last, block)]
        elif isinstance(last, Table) and _says_that_it_goes_on(block):
            between.append(block)
        else:
            whole += [*between, block]
            between = []
    return [*whole, *between]


def _begins_another(table: Table, rest: Table, grids: Sequence[TableLayout]) -> bool:
    """Whether ``rest`` begins with the heads of another table of the template than ``table``'s."""
    of_rest = [grid for grid in grids if next(sections_of(grid, rest.rows[:1]), None)]
    return any(
        grid not in of_rest and next(sections_of(grid, table.rows), None)
        for grid in grids
        if of_rest
    )


def _says_that_it_goes_on(block: Block) -> bool:
    return isinstance(block, Paragraph) and bare(block.text) in _GOES_ON


def _one_table(table: Table, rest: Table) -> Table:
    """Both tables as one, the rows that are repeated at the head of the ``rest`` only once."""
    pairs = zip(table.rows, rest.rows, strict=False)
    repeated = sum(1 for _ in takewhile(lambda pair: pair[0].text == pair[1].text, pairs))
    return Table((*table.rows, *_continued(table.rows, rest.rows[repeated:])))


def _continued(before: Sequence[Row], rows: Sequence[Row]) -> Iterator[Row]:
    """``rows`` with the labels of the groups that were cut off, if their own cells are blank."""
    merged = {cell.column for row in (*before, *rows) for cell in row.cells if cell.is_merged}
    last = before[-1].cells if before else ()
    labels = {cell.column: cell.label for cell in last if cell.column in merged}
    is_first = True
    for row in rows:
        cut = {c.column for c in row.cells if not c.text and (is_first or _lost_its_start(c))}
        labels = {column: label for column, label in labels.items() if column in cut}
        yield Row(tuple(_below(cell, labels.get(cell.column)) for cell in row.cells))
        is_first = False


def _lost_its_start(cell: Cell) -> bool:
    return cell.above is not None and not cell.is_merged


def _below(cell: Cell, label: str | None) -> Cell:
    return cell if label is None else replace(cell, above=label, is_merged=True)
