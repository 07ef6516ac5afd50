"""A word on each page, outside of the text."""

from __future__ import annotations

from collections.abc import Callable

from perfreport.typeset.display import Page, PlacedLines
from perfreport.typeset.markup.blocks import PageSetup
from perfreport.typeset.markup.styles import StyleSheet
from perfreport.typeset.paragraphs import set_plain

_STYLE = "页码"


def stamped(
    word: str, setup: PageSetup, styles: StyleSheet, receive: Callable[[Page], None]
) -> Callable[[Page], None]:
    """``receive`` for pages with ``word`` at the right of their upper margin."""
    style = styles.get(_STYLE)
    lines = set_plain(word, style, setup.measure).lines
    x = setup.left + setup.measure - lines[0].width
    baseline = setup.top / 2 + style.rise
    stamp = PlacedLines(x, baseline, style.leading, lines)
    return lambda page: receive(page._replace(items=[*page.items, stamp]))
