"""From markup to finished pages, whatever file they are for, one block after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count

from perfreport.basics.errors import TemplateError
from perfreport.typeset.budget import MOST_HEADINGS, require
from perfreport.typeset.display import BLANK_LINE, FinishedPage, PlacedLines, TextLine
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.markup.blocks import (
    Block,
    Contents,
    Figure,
    Heading,
    PageBreak,
    PageSetup,
    Paragraph,
    Section,
    Table,
)
from perfreport.typeset.markup.reader import read_document
from perfreport.typeset.markup.styles import ParagraphStyle, StyleSheet
from perfreport.typeset.pages import PageFlow
from perfreport.typeset.paragraphs import TextBox, set_block, set_plain
from perfreport.typeset.structure import Element, Tag
from perfreport.typeset.tables.table import place_table
from perfreport.typeset.text.setting import natural_width, set_text
from perfreport.typeset.upcoming import Upcoming

_STYLE_OF_STAMP = "页码"
_USUAL_DIGITS = 2
"""Digits for which a contents list has room at least, so that it need rarely be set again."""

_DOTS = "…"
_LEAST_LEADER = 2.0
"""Ems between the longest line of a heading and its page."""

_GAP = 0.25
"""Ems left free on both sides of the leader."""


def typeset(
    chunks: Iterable[str],
    fonts: FontBook,
    receive: Callable[[FinishedPage], None],
    *,
    stamp: str = "",
    structure: Element | None = None,
    first: int = 1,
) -> None:
    """Set a document given as ``chunks`` of markup, and hand over each page as soon as it is full.

    Args:
        chunks: of the markup, read as they are needed.
        fonts: from which the faces are taken.
        receive: takes the pages in their order.
        stamp: a word on each page, outside of the text; none when empty.
        structure: what is set becomes part of it; None where nobody asks for it.
        first: the number of the first page.

    Raises:
        TemplateError: the markup is wrong, or does not fit on its pages.
        GlyphError: no face has a character of the text.
    """
    # No more of the document is held than the page in progress: blocks are read as pages fill.
    styles = StyleSheet(fonts)
    setup, blocks = read_document(chunks, styles)
    if stamp:
        receive = _stamped(stamp, setup, styles, receive)
    page = PageFlow(setup, receive, structure, first)
    _place(blocks, page)
    page.finish()


def _stamped(
    word: str, setup: PageSetup, styles: StyleSheet, receive: Callable[[FinishedPage], None]
) -> Callable[[FinishedPage], None]:
    """``receive`` for pages with ``word`` at the right of their upper margin."""
    style = styles.get(_STYLE_OF_STAMP)
    lines = set_plain(word, style, setup.measure).lines
    right, baseline = setup.margins[1], setup.top / 2 + style.rise

    def receive_stamped(page: FinishedPage) -> None:
        # Pages of a section may be wider than those of others.
        x = page.width - right - lines[0].width
        placed = PlacedLines(x, baseline, style.leading, lines)
        receive(page._replace(items=[*page.items, Tag(None), placed]))

    return receive_stamped


def _place(blocks: Iterable[Block], page: PageFlow) -> None:
    upcoming = Upcoming(blocks)
    for block in upcoming:
        if isinstance(block, PageBreak):
            page.end_page()
        elif isinstance(block, Section):
            page.begin_section(block.setup)
        elif isinstance(block, Table):
            place_table(block, page, upcoming)
        elif isinstance(block, Figure):
            _place_figure(block, page, upcoming)
        elif isinstance(block, Contents):
            _place_contents(block, _read_whole(upcoming), page)
        else:
            heading = block.heading if isinstance(block, Paragraph) else None
            box = set_block(block, page.measure)
            page.add(box, heading=heading, is_joined=upcoming.ends_text)


def _place_figure(figure: Figure, page: PageFlow, upcoming: Upcoming) -> None:
    if not figure.chart.is_blank:
        from perfreport.typeset.figures import set_figure  # late: most documents have no chart

        room = page.bottom - page.top
        page.add_figure(set_figure(figure, page.measure, room, upcoming.subject), figure)


def _read_whole(blocks: Iterable[Block]) -> list[Block]:
    """``blocks``, and the rows of their tables, to be gone through more than once."""
    return [
        block._replace(rows=list(block.rows)) if isinstance(block, Table) else block
        for block in blocks
    ]


def _place_contents(contents: Contents, following: Sequence[Block], page: PageFlow) -> None:
    """Place ``contents`` and the blocks ``following`` it, whose pages are first found by a trial.

    Of the pages only the number of their digits changes what a list takes, and that is never
    lowered: the last trial and what is placed in the end agree.
    """
    # Pages are known only once all that follows is set, so here the rest is read whole.
    paragraphs = [block for block in following if isinstance(block, Paragraph)]
    headings = [block.heading for block in paragraphs if block.heading]
    first = page.headings
    # Counted before the trial, which would set them all first.
    require("标题", first + len(headings), MOST_HEADINGS)

    def place(numbers: Iterable[int], digits: int, page: PageFlow) -> None:
        for target, heading, number in zip(count(first), headings, numbers):
            if heading.level <= len(contents.styles):
                style = contents.styles[heading.level - 1].aligned("left")
                entry = _contents_entry(heading, number, digits, style, page.setup)
                page.add(entry, target=target)
        _place(following, page)

    numbers, digits, needed = [1] * len(headings), 0, _USUAL_DIGITS
    while needed > digits:
        digits = needed
        trial = page.trial()
        place(numbers, digits, trial)
        trial.finish()
        numbers = trial.heading_pages[first:]
        needed = len(str(max(numbers, default=1)))
    place(numbers, digits, page)


def _contents_entry(
    heading: Heading, page: int, digits: int, style: ParagraphStyle, setup: PageSetup
) -> TextBox:
    """The entry of ``heading``: its text, a leader of dots, and its ``page`` at the right.

    How many lines it takes follows from the heading and from ``digits``, for which there is room at
    the right, and not from ``page``.

    Raises:
        TemplateError: the page is too narrow for it.
        GlyphError: no face has a character of the text.
    """
    numerals = style.text
    if setup.number is not None:
        face = setup.number.style.text
        numerals = replace(numerals, chain=face.chain, latin=face.latin)
    measure, indent = setup.measure - style.right, style.indent + style.left
    room = measure - indent - natural_width("0" * digits, numerals)
    width = room - _LEAST_LEADER * style.em
    if width < style.em:
        raise TemplateError("版面标记 <contents>：版心太窄，放不下目录，请减小字号、缩进或页边距")
    lines = list(set_text(heading.text, style.text, width)) or [BLANK_LINE]
    (number,) = set_text(str(page), numerals, measure)
    number = number.moved(measure - indent - number.width)
    last = lines.pop()
    leader = _leader(last.width, room, style)
    lines.append(last.beside([leader, number], measure - indent))
    return TextBox([line.moved(indent) for line in lines], style.flush(), style.leading, measure)


def _leader(start: float, end: float, style: ParagraphStyle) -> TextLine:
    """Dots between ``start`` and ``end``, which stand below those of other entries."""
    gap = _GAP * style.em
    dots = _DOTS * int((end - start - 2 * gap) // style.em)
    (line,) = set_text(dots, style.text, end)
    return line.moved(end - gap - line.width)
