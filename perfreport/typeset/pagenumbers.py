"""Numbers of pages, printed on each as it is handed over."""

from __future__ import annotations

from collections.abc import Callable

from perfreport.typeset.display import FinishedPage, PlacedLines
from perfreport.typeset.markup.blocks import PageSetup
from perfreport.typeset.paragraphs import set_plain

Receive = Callable[[FinishedPage], None]


class NumberedPages:
    """Hands over pages in their order, with their numbers.

    Pages that say how many there are wait until all of them are there.
    """

    def __init__(self, receive: Receive) -> None:
        """Hand them to ``receive``."""
        self._receive = receive
        self._waiting: list[tuple[FinishedPage, PageSetup]] = []

    def add(self, page: FinishedPage, setup: PageSetup, number: int) -> None:
        """Hand over ``page``, which is the one of ``number``, or keep it for later."""
        if setup.number is not None and setup.number.needs_total:
            self._waiting.append((page, setup))
        else:
            self._receive(_numbered(page, setup, number, number))

    def finish(self) -> None:
        """All pages are there."""
        for number, (page, setup) in enumerate(self._waiting, 1):
            self._receive(_numbered(page, setup, number, len(self._waiting)))


def _numbered(page: FinishedPage, setup: PageSetup, number: int, total: int) -> FinishedPage:
    # At the foot of landscape pages too: GB/T 9704 (section 8) keeps that of portrait pages for
    # tables bound in among these, while a document here is read on a screen as well.
    said = setup.number
    if said is None or (number == 1 and not said.first):
        return page
    text = said.format.replace("{n}", str(number)).replace("{pages}", str(total))
    style = said.style.flush()
    lines = set_plain(text, style, setup.measure).lines
    free = setup.measure - lines[0].width
    outside = "right" if number % 2 else "left"
    position = outside if said.position == "outside" else said.position
    x = {"left": said.inset, "center": free / 2, "right": free - said.inset}[position]
    baseline = setup.bottom + said.offset + style.text.size / 2 + style.rise
    placed = PlacedLines(setup.left + x, baseline, style.leading, lines)
    return page._replace(items=[*page.items, placed])
