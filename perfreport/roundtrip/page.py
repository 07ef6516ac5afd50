"""A page read with the layout of its template: block by block, at the least cost in all."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.basics.properties import DRAFT
from perfreport.compare.alignment import align, iterations
from perfreport.docx.page.blocks import Block, Page, Paragraph, Table
from perfreport.roundtrip.costs import BLOCK_COSTS
from perfreport.roundtrip.joining import joined
from perfreport.roundtrip.layout import BlockLayout, Layout, ParagraphLayout, TableLayout
from perfreport.roundtrip.page_texts import GONE, OUTSIDE, PageTexts, read_paragraph
from perfreport.roundtrip.tables import read_table


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
    blocks = joined(blocks, leaves)
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
    headings = [
        each.pattern.words
        for each in before
        if isinstance(each, ParagraphLayout) and each.is_heading
    ]
    shown.heading = headings[-1] if headings else ""
    shown.is_below_table = any(isinstance(each, TableLayout) for each in before)
    shown.refuse(words, GONE)
    slots = leaf.pattern.slots if isinstance(leaf, ParagraphLayout) else leaf.slots
    shown.lack(slots, ())
