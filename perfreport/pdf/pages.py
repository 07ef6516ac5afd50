"""Blocks on pages: what stands where, what stays together, what stands on every page.

A line of text stands in the middle of its leading, as on Word's document grid: 22 lines of 28.99 pt
fill the 225 mm of the type area (版心) of GB/T 9704 from edge to edge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from perfreport.errors import TemplateError
from perfreport.pdf.blocks import Block, Heading, PageBreak, PageSetup, Paragraph, Table
from perfreport.pdf.boxes import (
    FEWEST_LINES,
    SLACK,
    TextBox,
    lines_before_cut,
    place_box,
    set_paragraph,
    set_plain,
    set_split,
)
from perfreport.pdf.display import Bookmark, Page, PlacedLines, Rule
from perfreport.pdf.table import place_table


def lay_out(setup: PageSetup, blocks: Iterable[Block], receive: Callable[[Page], None]) -> None:
    """Set ``blocks`` on pages and hand each page to ``receive`` as soon as it is full.

    Raises:
        TemplateError: the page has no room for what has to stand on it.
        GlyphError: no face has a character of the text.
    """
    flow = _PageFlow(setup, receive)
    for block in blocks:
        if isinstance(block, PageBreak):
            flow.end_page()
        elif isinstance(block, Table):
            place_table(block, flow)
        elif isinstance(block, Paragraph):
            flow.add(set_paragraph(block, setup.measure), block.heading)
        else:
            flow.add(set_split(block, setup.measure))
    flow.finish()


class _PageFlow:
    """The page in progress; the sheet on which tables are placed."""

    def __init__(self, setup: PageSetup, receive: Callable[[Page], None]) -> None:
        self._setup = setup
        self._receive = receive
        if setup.measure <= 0 or setup.bottom <= setup.top:
            raise TemplateError("版面标记 <document>：页边距太大，纸上没有排文字的地方")
        self._running, self.top = _set_running(setup)
        self.bottom = setup.bottom
        if self.top >= self.bottom:
            raise TemplateError("版面标记 <running>：每页重复的内容高过了页面")
        self.left = setup.left
        self.measure = setup.measure
        self._number = 0
        self._kept: list[tuple[TextBox, Heading | None]] = []
        self._start_page(asked_for=True)

    def _start_page(self, *, asked_for: bool) -> None:
        self._number += 1
        self._keeps_space = asked_for
        self.items: list[PlacedLines | Rule] = list(self._running)
        self._bookmarks: list[Bookmark] = []
        self.y = self.top
        self._space = 0.0

    def add(self, box: TextBox, heading: Heading | None = None) -> None:
        """Add a paragraph, or hold it until the next block shows where it has to stand."""
        if box.style.keep_with_next:
            self._kept.append((box, heading))
        else:
            self.begin(_least_height(box), box.style.before)
            self._flow(box, heading)

    def begin(self, height: float, before: float = 0.0) -> None:
        """A block starts whose first ``height`` points stand together with what is held for it."""
        if self._bottom_of_kept(height, before) > self.bottom + SLACK and not self._at_top:
            self.break_page()
        kept, self._kept = self._kept, []
        for box, heading in kept:
            self._skip(box.style.before)
            self._flow(box, heading)
        self._skip(before)

    def end_page(self) -> None:
        """What follows starts on a new page, unless the present one is still blank."""
        self.begin(0.0)
        if not self._at_top:
            self._emit()
            self._start_page(asked_for=True)

    def break_page(self) -> None:
        """Go on at the top of the next page."""
        self._emit()
        self._start_page(asked_for=False)

    def finish(self) -> None:
        """The document is complete."""
        self.begin(0.0)
        if not self._at_top or self._number == 1:
            self._emit()

    @property
    def _at_top(self) -> bool:
        return self.y <= self.top

    def _skip(self, before: float) -> None:
        """Leave the larger of the spaces after the last block and ``before`` the next.

        There is none at the top of a page to which the text merely ran over.
        """
        if not self._at_top or self._keeps_space:
            self.y += max(self._space, before)
        self._space = 0.0
        self._keeps_space = False

    def _bottom_of_kept(self, height: float, before: float) -> float:
        """Where the first ``height`` points of a block would end below what is held for it."""
        y, space = self.y, self._space
        for box, _ in self._kept:
            y += max(space, box.style.before) + box.height
            space = box.style.after
        return y + max(space, before) + height

    def _flow(self, box: TextBox, heading: Heading | None) -> None:
        """Place the lines of ``box``, over as many pages as they take."""
        if heading is not None:
            self._bookmarks.append(Bookmark(heading.level, heading.text, self.y))
        while box.height > self.bottom + SLACK - self.y:
            box = self._place_beginning(box)
        self._place(box)
        self._space = box.style.after

    def _place_beginning(self, box: TextBox) -> TextBox:
        """Place the lines of ``box`` that this page takes, and go to the next for the rest."""
        lines = len(box.lines)
        count = lines_before_cut(lines, int((self.bottom + SLACK - self.y) // box.leading))
        if self._at_top:
            count = max(count, 1)
        elif min(count, lines - count) < FEWEST_LINES:
            count = 0
        head, tail = box.cut(count)
        self._place(head)
        self.break_page()
        return tail

    def _place(self, box: TextBox) -> None:
        if box.lines:
            place_box(box, self.left, self.y, self.items)
            self.y += box.height

    def _emit(self) -> None:
        items = self.items + self._page_number()
        self._receive(Page(self._setup.width, self._setup.height, items, self._bookmarks))

    def _page_number(self) -> list[PlacedLines | Rule]:
        number = self._setup.number
        if number is None:
            return []
        text = number.format.replace("{n}", str(self._number))
        style = replace(number.style, indent=0.0)
        lines = set_plain(text, style, self.measure).lines
        free = self.measure - lines[0].width
        x = free / 2
        if number.outside:
            x = free - number.inset if self._number % 2 else number.inset
        baseline = self.bottom + number.offset + style.text.size / 2 + style.rise
        return [PlacedLines(self.left + x, baseline, style.leading, lines)]


def _least_height(box: TextBox) -> float:
    """Height of the lines of ``box`` that must stand on the page where it starts."""
    lines = len(box.lines)
    return (lines if lines < 2 * FEWEST_LINES else FEWEST_LINES) * box.leading


def _set_running(setup: PageSetup) -> tuple[list[PlacedLines | Rule], float]:
    """What stands at the top of every page, and where it ends."""
    items: list[PlacedLines | Rule] = []
    y, space = setup.top, 0.0
    for block in setup.running:
        if isinstance(block, Paragraph):
            box = set_paragraph(block, setup.measure)
        else:
            box = set_split(block, setup.measure)
        y += max(space, box.style.before)
        place_box(box, setup.left, y, items)
        y += box.height
        space = box.style.after
    return items, y + space
