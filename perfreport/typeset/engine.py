"""From markup to finished pages, whatever file they are for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from perfreport.typeset.display import FinishedPage, PlacedLines
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.markup.blocks import PageSetup
from perfreport.typeset.markup.reader import read_document
from perfreport.typeset.markup.styles import StyleSheet
from perfreport.typeset.pages.layout import lay_out
from perfreport.typeset.paragraphs import set_plain

_STYLE_OF_STAMP = "页码"


def typeset(
    chunks: Iterable[str],
    fonts: FontBook,
    receive: Callable[[FinishedPage], None],
    *,
    stamp: str = "",
) -> None:
    """Set a document given as ``chunks`` of markup, and hand over each page as soon as it is full.

    Args:
        chunks: of the markup, read as they are needed.
        fonts: from which the faces are taken.
        receive: takes the pages in their order.
        stamp: a word on each page, outside of the text; none when empty.

    Raises:
        TemplateError: the markup is wrong, or does not fit on its pages.
        GlyphError: no face has a character of the text.
    """
    # No more of the document is held than the page in progress: blocks are read as pages fill.
    styles = StyleSheet(fonts)
    setup, blocks = read_document(chunks, styles)
    if stamp:
        receive = _stamped(stamp, setup, styles, receive)
    lay_out(setup, blocks, receive)


def _stamped(
    word: str, setup: PageSetup, styles: StyleSheet, receive: Callable[[FinishedPage], None]
) -> Callable[[FinishedPage], None]:
    """``receive`` for pages with ``word`` at the right of their upper margin."""
    style = styles.get(_STYLE_OF_STAMP)
    lines = set_plain(word, style, setup.measure).lines
    x = setup.left + setup.measure - lines[0].width
    placed = PlacedLines(x, setup.top / 2 + style.rise, style.leading, lines)
    return lambda page: receive(page._replace(items=[*page.items, placed]))
