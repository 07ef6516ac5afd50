"""The tables of a page as the template has them: what was cut is joined, what ran together is cut.

Somebody cuts a table in two (拆分的表格). And of two tables with nothing between them, as where
each project has one, Word makes a single one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from math import inf
from typing import NamedTuple

from perfreport.compare.alignment import align
from perfreport.page.blocks import Block, Cell, Paragraph, Row, Table
from perfreport.roundtrip.arranging import sections_of
from perfreport.roundtrip.costs import ROW_COSTS, row_cost, table_cost
from perfreport.roundtrip.layout import BlockLayout, RowLayout, TableLayout
from perfreport.roundtrip.pattern import bare

_GOES_ON = ("续", "续表", "接上表", "续上表", "表续")


def as_laid_down(blocks: Sequence[Block], leaves: Sequence[BlockLayout]) -> Sequence[Block]:
    """``blocks`` with the tables that the template has.

    Tables with nothing between them, or words such as 续表, are one, unless the template has such:
    then they are told apart by how they begin.
    """
    grids = [leaf for leaf in leaves if isinstance(leaf, TableLayout)]
    is_grid = [isinstance(leaf, TableLayout) for leaf in leaves]
    if not (any(map(all, pairwise(is_grid))) or any(grid.loops for grid in grids)):
        return _joined(blocks, lambda table, rest: _begins_another(table, rest, grids))
    beginnings = list(_beginnings(grids))
    apart = [piece for block in blocks for piece in _told_apart(block, beginnings)]
    return _joined(apart, lambda table, rest: not _continues(table, rest, grids, beginnings))


class _Beginning(NamedTuple):
    """How a table of the template begins: with so many rows ``above`` one with words of its own."""

    row: RowLayout
    above: int


def _beginnings(grids: Sequence[TableLayout]) -> Iterator[_Beginning]:
    """The beginnings of those ``grids`` that can be told by one."""
    words = [row.words for grid in grids for row in grid.rows]
    for grid in grids:
        above = list(takewhile(lambda row: not row.words, grid.rows))
        first = grid.rows[len(above)] if len(above) < len(grid.rows) else None
        is_sure = not any(row.loops or row.is_optional for row in (*above, *filter(None, [first])))
        if first and is_sure and words.count(first.words) == 1:
            yield _Beginning(first, len(above))


def _told_apart(block: Block, beginnings: Sequence[_Beginning]) -> Iterator[Block]:
    """The tables that were run together in ``block``."""
    if isinstance(block, Paragraph):
        yield block
        return
    starts = sorted({number for number in _starts(block, beginnings) if number > 0})
    for start, end in pairwise((0, *starts, len(block.rows))):
        yield Table(block.rows[start:end])


def _starts(table: Table, beginnings: Sequence[_Beginning]) -> Iterator[int]:
    """The numbers of the rows with which a table of the template begins."""
    for number, row in enumerate(table.rows):
        if found := next((each for each in beginnings if each.row.is_said_by(row)), None):
            yield number - found.above


def _continues(
    table: Table, rest: Table, grids: Sequence[TableLayout], beginnings: Sequence[_Beginning]
) -> bool:
    """Whether ``rest`` is what ``table`` lacks at its end, be its head repeated above it or not."""
    rest = Table(rest.rows[_repeated(table, rest) :])
    if not rest.rows or 0 in _starts(rest, beginnings):
        return False
    grid = _grid_of(table, grids, beginnings)
    if grid is None or min(table_cost(each, rest) for each in grids) < table_cost(grid, rest):
        return False
    return _is_behind(grid, table, rest)


def _grid_of(
    table: Table, grids: Sequence[TableLayout], beginnings: Sequence[_Beginning]
) -> TableLayout | None:
    """The one of the ``grids`` that ``table`` begins as, or is like."""
    rows = (each.row for each in beginnings if 0 in _starts(table, [each]))
    begun = next((grid for row in rows for grid in grids if row in grid.rows), None)
    likest = min(grids, key=lambda each: table_cost(each, table))
    return begun or (likest if table_cost(likest, table) < inf else None)


def _is_behind(grid: TableLayout, table: Table, rest: Table) -> bool:
    """Whether the ``rest`` may begin where ``table`` ends, as ``grid`` lays them down."""
    taken = [index for index in align(grid.rows, table.rows, ROW_COSTS) if index is not None]
    end = taken[-1] if taken else len(grid.rows)
    # Not aligned: what stands before would be missing.
    costs = [row_cost(layout, rest.rows[0]) for layout in grid.rows]
    likest = [index for index, cost in enumerate(costs) if cost == min(costs) < inf]
    return any(index > end or (index == end and grid.rows[index].loops) for index in likest)


def _joined(blocks: Sequence[Block], is_other: Callable[[Table, Table], bool]) -> list[Block]:
    """``blocks``, those tables as one of which the second ``is_other`` than a part of the first."""
    whole: list[Block] = []
    between: list[Block] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if isinstance(last, Table) and isinstance(block, Table):
            # What stood between two tables of the template may have been deleted.
            whole[-1:] = [last, block] if is_other(last, block) else [_one_table(last, block)]
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
    return Table((*table.rows, *_continued(table.rows, rest.rows[_repeated(table, rest) :])))


def _repeated(table: Table, rest: Table) -> int:
    """How many rows at the head of ``rest`` are those of ``table``."""
    pairs = zip(table.rows, rest.rows, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].text == pair[1].text, pairs))


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
