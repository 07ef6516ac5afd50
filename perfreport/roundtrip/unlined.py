"""Rows of tables that are printed without lines, as titles are, on the sheets of a workbook.

There they look like paragraphs; the template tells that they are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfreport.page.blocks import Block, Cell, Paragraph, Row, Table
from perfreport.roundtrip.layout import BlockLayout, ParagraphLayout, RowLayout, TableLayout
from perfreport.roundtrip.pattern import bare


def in_tables(blocks: Sequence[Block], leaves: Sequence[BlockLayout]) -> Sequence[Block]:
    """``blocks`` where paragraphs that the template has in tables are tables of one row."""
    lines = [leaf for leaf in leaves if isinstance(leaf, ParagraphLayout)]
    grids = [leaf for leaf in leaves if isinstance(leaf, TableLayout)]
    rows = [row for grid in grids for row in grid.rows if row.words]
    titles = [grid.rows[0] for grid in grids if _is_title(grid)]

    def laid_down() -> Iterator[Block]:
        for block, below in zip(blocks, (*blocks[1:], None), strict=True):
            if isinstance(block, Table) or block.is_styled or _is_any(lines, block):
                yield block
                continue
            is_title = bool(titles) and isinstance(below, Table)
            is_row = is_title or any(_says(block, row) for row in rows)
            yield _row(block) if is_row else block

    return list(laid_down())


def _is_any(lines: Sequence[ParagraphLayout], paragraph: Paragraph) -> bool:
    return any(line.pattern.match(paragraph.text) is not None for line in lines)


def _is_title(grid: TableLayout) -> bool:
    """Whether it begins with one cell that holds nothing but data."""
    first = grid.rows[0] if grid.rows else None
    return first is not None and len(first.cells) == 1 and first.has_data and not first.words


def _says(paragraph: Paragraph, row: RowLayout) -> bool:
    text = bare(paragraph.text)
    return all(cell.letters in text for cell in row.cells)


def _row(paragraph: Paragraph) -> Table:
    cells = (
        Cell((Paragraph(text, is_styled=False),), place, place=paragraph.place)
        for place, text in enumerate(paragraph.text.split("\t"))
    )
    return Table((Row(tuple(cells)),))
