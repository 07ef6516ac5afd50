"""Blocks on pages, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from perfreport.typeset.budget import MOST_HEADINGS, require
from perfreport.typeset.display import FinishedPage
from perfreport.typeset.markup.blocks import Block, Contents, PageBreak, PageSetup, Paragraph, Table
from perfreport.typeset.pages.contents import ContentsSetter, ReadBlocks
from perfreport.typeset.pages.flow import PageFlow
from perfreport.typeset.paragraphs import set_paragraph, set_split
from perfreport.typeset.tables.table import place_table

_USUAL_DIGITS = 2
"""Digits for which a contents list has room at least, so that it need rarely be set again."""


def lay_out(
    setup: PageSetup, blocks: Iterable[Block], receive: Callable[[FinishedPage], None]
) -> None:
    """Set ``blocks`` on pages and hand each page to ``receive`` as soon as it is full.

    Raises:
        TemplateError: the page has no room for what has to stand on it.
        GlyphError: no face has a character of the text.
    """
    flow = PageFlow(setup, receive)
    _place(iter(blocks), setup, flow)
    flow.finish()


def _place(blocks: Iterator[Block], setup: PageSetup, flow: PageFlow) -> None:
    for block in blocks:
        if isinstance(block, PageBreak):
            flow.end_page()
        elif isinstance(block, Table):
            place_table(block, flow)
        elif isinstance(block, Paragraph):
            flow.add(set_paragraph(block, setup.measure), heading=block.heading)
        elif isinstance(block, Contents):
            _place_contents(block, ReadBlocks(blocks), setup, flow)
        else:
            flow.add(set_split(block, setup.measure))


def _place_contents(
    contents: Contents, following: ReadBlocks, setup: PageSetup, flow: PageFlow
) -> None:
    """Place ``contents`` and the blocks ``following`` it, whose pages are first found by a trial.

    Of the pages only the number of their digits changes what a list takes, and that is never
    lowered: the last trial and what is placed in the end agree.
    """
    # Pages are known only once all that follows is set, so here the rest is read whole.
    setter = ContentsSetter(contents, setup.number, setup.measure)
    headings = following.headings
    first = flow.headings
    require("标题", first + len(headings), MOST_HEADINGS)

    def place(pages: Iterable[int], digits: int, flow: PageFlow) -> None:
        for target, heading, page in zip(count(first), headings, pages):
            entry = setter.entry(heading, page, digits)
            if entry is not None:
                flow.add(entry, target=target)
        _place(iter(following), setup, flow)

    pages, digits, needed = [1] * len(headings), 0, _USUAL_DIGITS
    while needed > digits:
        digits = needed
        trial = flow.trial()
        place(pages, digits, trial)
        trial.finish()
        pages = trial.heading_pages[first:]
        needed = len(str(max(pages, default=1)))
    place(pages, digits, flow)
