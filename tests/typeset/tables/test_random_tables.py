"""Whatever the shape of a table: every character of every cell stands in the file, in its place."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from hypothesis import assume, given, settings

from tests.pdf_grids import find_tables
from tests.pdf_pages import Page
from tests.typeset.random_tables import RandomCell, RandomTable, random_tables
from tests.typeset.typesetting import pages_of, pdf_of, texts_as_written

LEFT = 100.0
MEASURE = 300.0
TOP = BOTTOM = 255.0
HEAD = (
    f'<document margins="{TOP}pt 195.2756pt {BOTTOM}pt {LEFT}pt">'
    '<style name="表格正文" size="12pt" leading="18pt" align="justify"/>'
)


@settings(max_examples=60, deadline=None)
@given(random_tables())
def test_every_character_stands_in_the_columns_of_its_cell(table: RandomTable) -> None:
    cells = {cell.character: cell for cell in table.cells}
    width = MEASURE / table.columns
    for page in _pages(table):
        for glyph in page.glyphs:
            cell = cells[glyph.text]
            assert LEFT + cell.column * width <= glyph.left
            assert glyph.right <= LEFT + cell.end * width
            assert glyph.baseline - 0.88 * glyph.size >= TOP
            assert glyph.baseline + 0.12 * glyph.size <= page.height - BOTTOM


@settings(max_examples=60, deadline=None)
@given(random_tables())
def test_text_is_there_once_and_only_labels_names_and_headers_again(table: RandomTable) -> None:
    pages = _pages(table)
    found = Counter(glyph.text for page in pages for glyph in page.glyphs)
    for cell in table.cells:
        if cell.row < table.header_rows:
            assert found[cell.character] == cell.length * len(pages)
        elif cell.row == table.repeated:
            assert cell.length == 0 or _is_repeated_whole(cell, pages)
        elif cell.rows == 1 and not cell.direct:
            assert found[cell.character] == cell.length
        else:
            assert _is_repeated_whole(cell, pages)


@settings(max_examples=60, deadline=None)
@given(random_tables())
def test_no_two_cells_share_a_box(table: RandomTable) -> None:
    for page in _pages(table):
        for part in find_tables(page.rules, page.glyphs):
            for box in part.boxes:
                assert len(set(box.text)) <= 1


@settings(max_examples=60, deadline=None)
@given(random_tables())
def test_the_file_gives_cell_after_cell(table: RandomTable) -> None:
    for texts in texts_as_written(pdf_of(_markup(table))):
        order = [character for character, _ in groupby("".join(texts))]
        assert len(order) == len(set(order))


@settings(max_examples=150, deadline=None)
@given(random_tables(heights=(0, 0, 30)))
def test_no_page_before_the_last_is_blank_by_more_than_a_quarter(table: RandomTable) -> None:
    assume(not any(cell.upright for cell in table.cells))
    for page in _pages(table)[:-1]:
        room = page.height - BOTTOM - TOP
        lowest = max(rule.bottom for rule in page.rules)
        assert page.height - BOTTOM - lowest <= room / 4 + 1


def _markup(table: RandomTable) -> str:
    return f"{HEAD}{table.markup(' '.join(['*'] * table.columns))}</document>"


def _pages(table: RandomTable) -> list[Page]:
    return pages_of(_markup(table))


def _is_repeated_whole(cell: RandomCell, pages: list[Page]) -> bool:
    """Whether the text of a cell is there once over all pages, or whole on each it is on."""
    counts = [sum(glyph.text == cell.character for glyph in page.glyphs) for page in pages]
    return sum(counts) == cell.length or set(counts) <= {0, cell.length}
