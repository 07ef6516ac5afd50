"""A page read with the layout of its template: block by block, at the least cost in all.

Tables that somebody cut in pieces (拆分的表格) are put together again before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from perfreport.basics.properties import DRAFT
from perfreport.compare.alignment import align, iterations
from perfreport.page.blocks import Block, Cell, Page, Paragraph, Row, Table
from perfreport.roundtrip.arranging import sections_of
from perfreport.roundtrip.costs import BLOCK_COSTS
from perfreport.roundtrip.layout import (
    BlockLayout,
    Layout,
    ParagraphLayout,
    TableLayout,
    last_heading,
)
from perfreport.roundtrip.page_texts import GONE, OUTSIDE, PageTexts, read_paragraph
from perfreport.roundtrip.pattern import bare
from perfreport.roundtrip.tables import read_table

_GOES_ON = ("续", "续表", "接上表", "续上表", "表续")


def texts_on(page: Page, layout: Layout) -> PageTexts:
    """What ``page`` says in the slots of ``layout``."""
    shown = PageTexts()
    _blocks(page.blocks, layout.leaves, shown)
    shown.heading = "页眉页脚"
    known = {"", *map(_without_digits, layout.margins)}
    for text in dict.fromkeys(page.margins):
        # Page numbers and the stamp of a draft are no edit.
        if _without_digits(text.replace(DRAFT, "")) not in known:
            shown.refuse(text, OUTSIDE)
    return shown


def _without_digits(text: str) -> str:
    return "".join(character for character in text if not character.isdigit() and character > " ")


def _blocks(blocks: Sequence[Block], leaves: Sequence[BlockLayout], shown: PageTexts) -> None:
    blocks = _joined(blocks, leaves)
    taken = align(leaves, blocks, BLOCK_COSTS)
    for block, index, counts in zip(blocks, taken, iterations(leaves, taken), strict=True):
        leaf = leaves[index] if index is not None else None
        if isinstance(leaf, ParagraphLayout) and isinstance(block, Paragraph):
            read_paragraph(leaf, block, counts, shown)
        elif isinstance(leaf, TableLayout) and isinstance(block, Table):
            read_table(leaf, block, counts, shown)
        else:
            _strange(block, shown)
        shown.is_below_table |= isinstance(block, Table)
    for index, leaf in enumerate(leaves):
        if index not in taken and not leaf.loops and not leaf.is_optional:
            _lacking(leaf, leaves[:index], shown)


def _strange(block: Block, shown: PageTexts) -> None:
    texts = [block.numbered] if isinstance(block, Paragraph) else [row.text for row in block.rows]
    for text in texts:
        shown.refuse(text, OUTSIDE)


def _lacking(leaf: BlockLayout, before: Sequence[BlockLayout], shown: PageTexts) -> None:
    """A ``leaf`` that the document has no more, and what the template has ``before`` it."""
    words = leaf.pattern.words if isinstance(leaf, ParagraphLayout) else "表格"
    shown.heading = last_heading(before)
    shown.is_below_table = any(isinstance(each, TableLayout) for each in before)
    shown.refuse(words, GONE)
    slots = leaf.pattern.slots if isinstance(leaf, ParagraphLayout) else leaf.slots
    shown.lack(slots, {})


def _joined(blocks: Sequence[Block], leaves: Sequence[BlockLayout]) -> Sequence[Block]:
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
            # What stood between two tables of the template may have been deleted.
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
