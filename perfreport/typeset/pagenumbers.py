"""The numbers of pages, at their foot."""

from __future__ import annotations

from functools import partial

from perfreport.typeset.display import FinishedPage, Item, PlacedLines
from perfreport.typeset.markup.blocks import PageSetup
from perfreport.typeset.paragraphs import set_plain
from perfreport.typeset.structure import Tag


def numbered(page: FinishedPage, setup: PageSetup, number: int, *, is_first: bool) -> FinishedPage:
    """``page``, which is the one of ``number``, with its number as ``setup`` says.

    The first page of a document may bear none, or have none.
    """
    said = setup.number
    if is_first and said is not None and not said.counts_first:
        return page
    page = page._replace(number=number)
    if said is None or (is_first and not said.first):
        return page
    if said.needs_total:
        return page._replace(late=partial(_foot, setup, number))
    return page._replace(items=[*page.items, *_foot(setup, number, number)])


def _foot(setup: PageSetup, number: int, total: int) -> list[Item]:
    """The number of page ``number`` of ``total``."""
    # At the foot of landscape pages too, where GB/T 9704 (section 8) has that of the upright sheet.
    said = setup.number
    assert said is not None
    text = said.format.replace("{n}", str(number)).replace("{pages}", str(total))
    style = said.style.flush()
    lines = set_plain(text, style, setup.measure).lines
    free = setup.measure - lines[0].width
    outside = "right" if number % 2 else "left"
    position = outside if said.position == "outside" else said.position
    x = {"left": said.inset, "center": free / 2, "right": free - said.inset}[position]
    baseline = setup.bottom + said.offset + style.text.size / 2 + style.rise
    return [Tag(None), PlacedLines(setup.left + x, baseline, style.leading, lines)]
