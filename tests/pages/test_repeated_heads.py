"""The heads of every block of every built-in form stand on every page on which the block goes on.

Word repeats the first rows of a table; heads in the midst of one are repeated in the PDF alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pytest

import perfreport
from tests.content import squeeze
from tests.pages.form_blocks import Block, blocks_of
from tests.pages.lengthened import lengthened, lists_in, with_long_texts
from tests.pdf_grids import Part, find_tables
from tests.pdf_pages import read_pages
from tools.form_looks import example_of, forms

ROWS = 45
"""So many rows of a block go over the end of a page."""


TIMES = 120
"""So often a paragraph takes more than a page."""

BEGINNING = 10
"""Characters by which a paragraph is known."""

_TEXTS = ("goal", "result", "cycle_goal", "whole_goal", "rate_reason")

NOT_REPEATED = {
    # A row of another kind stands below the texts, beside the same label: 偏差原因.
    ("anhui-2022-department-evaluation", name): "heads of two texts only"
    for name in ("goal", "result")
}

_SETTINGS = perfreport.Settings(system_fonts=False)


def blocks() -> list[tuple[str, Block]]:
    return [(form_id, block) for form_id in forms() for block in blocks_of(form_id)]


def inner_blocks(*, of_text: bool) -> list[tuple[str, Block]]:
    """Those in the midst of tables that are marked; of one row of long texts, or of many rows."""
    return [
        (form_id, block)
        for form_id, block in blocks()
        if block.is_inner and (block.name in _TEXTS) is of_text
        if (form_id, block.name) not in NOT_REPEATED
    ]


def names(blocks: Sequence[tuple[str, Block]]) -> list[str]:
    return [f"{form_id} {block.name}" for form_id, block in blocks]


@cache
def lengthened_parts(form_id: str) -> list[Part]:
    return parts_of(lengthened(form_id, ROWS))


def parts_of(document: perfreport.Document) -> list[Part]:
    """The parts of its tables that stand on pages of their own."""
    pages = read_pages(perfreport.render(document, "pdf", settings=_SETTINGS))
    return [part for page in pages for part in find_tables(page.rules, page.glyphs)]


def missing(block: Block, parts: Sequence[Part], is_of_block: Callable[[str], bool]) -> list[str]:
    """What heads do not stand above the first row of ``block`` in one of ``parts``."""
    found: list[str] = []
    count = 0
    for part in parts:
        rows = [box.row for box in part.boxes if is_of_block(squeeze(box.text))]
        if rows:
            count += 1
            above = "".join(squeeze(box.text) for box in part.boxes if box.row < min(rows))
            found += [word for word in block.words() if word not in above]
    assert count > 1
    return found


def test_there_are_blocks_in_the_midst_of_tables() -> None:
    found = inner_blocks(of_text=False)
    assert len(found) > 15
    assert {"tasks", "indicators"} <= {block.name for _, block in found}
    assert {len(block.heads) for _, block in found} == {1, 2}
    assert len(inner_blocks(of_text=True)) > 10
    assert all(len(block.words()) > 1 for _, block in blocks())


def test_what_is_not_repeated_is_there() -> None:
    places = {(form_id, block.name) for form_id, block in blocks()}
    assert places > NOT_REPEATED.keys()


@pytest.mark.parametrize(("form_id", "block"), blocks(), ids=names(blocks()))
def test_the_rows_above_a_block_are_marked_as_its_heads(form_id: str, block: Block) -> None:
    is_marked = all(head.is_head for head in block.heads)
    assert is_marked is ((form_id, block.name) not in NOT_REPEATED)


@pytest.mark.parametrize(
    ("form_id", "block"), inner_blocks(of_text=False), ids=names(inner_blocks(of_text=False))
)
def test_heads_stand_above_the_first_row_of_a_block_on_every_page(
    form_id: str, block: Block
) -> None:
    rows = lists_in(perfreport.load(example_of(form_id)))[block.name]
    # Some forms print a number before it, and some indicators have no name but a stroke.
    texts = tuple(text for row in rows if len(text := squeeze(dict(row)["name"])) > 1)
    assert missing(block, lengthened_parts(form_id), lambda said: said.endswith(texts)) == []


@pytest.mark.parametrize(
    ("form_id", "block"), inner_blocks(of_text=True), ids=names(inner_blocks(of_text=True))
)
def test_heads_stand_above_a_text_that_goes_on_on_the_next_page(form_id: str, block: Block) -> None:
    document, texts = with_long_texts(form_id, block.name, TIMES)
    beginnings = {squeeze(text)[:BEGINNING] for text in texts}
    parts = parts_of(document)
    assert missing(block, parts, lambda said: any(each in said for each in beginnings)) == []
