"""The page in progress: what stands together, what stands on every page.

A line of text stands in the middle of its leading, as on Word's document grid: 22 lines of 28.99 pt
fill the 225 mm of the type area (版心) of GB/T 9704 from edge to edge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from perfreport.basics.errors import TemplateError
from perfreport.typeset.budget import MOST_HEADINGS, PageBudget, require
from perfreport.typeset.display import Bookmark, FinishedPage, Item, Link
from perfreport.typeset.markup.blocks import Figure, Heading, PageSetup
from perfreport.typeset.pagenumbers import numbered
from perfreport.typeset.paragraphs import (
    FEWEST_LINES,
    SLACK,
    TextBox,
    least_height,
    lines_before_cut,
    parted,
    place_box,
    place_stack,
    set_block,
    stack_height,
)
from perfreport.typeset.structure import Element, Role, Tag

if TYPE_CHECKING:
    from perfreport.typeset.figures import SetFigure


class _Held(NamedTuple):
    """A set paragraph that has no place yet.

    Attributes:
        box: its lines.
        heading: its entry in the outline, if it is a heading.
        target: the number of the heading to which it leads, if it does.
        goes_on: whether it is the rest of the paragraph that was placed last.
    """

    box: TextBox
    heading: Heading | None
    target: int | None
    goes_on: bool = False


class PageFlow:
    """The page in progress.

    Attributes:
        setup: paper and type area.
        left: of the type area.
        measure: width of the type area.
        paper: width of the paper.
        top: where blocks start on a new page.
        bottom: where the room for blocks ends on each page.
        y: where the next one starts.
        items: the display list of the page.
        heading_pages: the number of the page of each heading that has a place.
        structure: the document, whose parts are added; None where nobody asks for it.
    """

    def __init__(
        self,
        setup: PageSetup,
        receive: Callable[[FinishedPage], None],
        structure: Element | None = None,
        first: int = 1,
    ) -> None:
        """Start with the page numbered ``first``; hand each to ``receive`` as soon as it is full.

        What is placed becomes part of ``structure``.

        Raises:
            TemplateError: there is no room on the page.
        """
        self.structure = structure
        self._use(setup)
        # Trials are for nobody.
        self._receive: Callable[[FinishedPage], None] | None = receive
        self._budget = PageBudget()
        self._begun = 0
        counts = setup.number is None or setup.number.counts_first
        self._before = first - 1 if counts else first - 2
        self._kept: list[_Held] = []
        self.heading_pages: list[int] = []
        self._start_page(asked_for=True)

    def _use(self, setup: PageSetup) -> None:
        """Let pages be as ``setup`` says."""
        if setup.measure <= 0 or setup.bottom <= setup.top:
            raise TemplateError("版面标记：页边距太大，纸上没有排文字的地方")
        self._running, self.top = _set_running(setup)
        # Else no page would have room for a line.
        if self.top >= setup.bottom:
            raise TemplateError("版面标记 <running>：每页重复的内容高过了页面")
        self.setup = setup
        self.bottom = setup.bottom
        self.left = setup.left
        self.measure = setup.measure
        self.paper = setup.width

    def trial(self) -> PageFlow:
        """The same page to go on with; it and what follows it are for nobody."""
        # The budget stays shared, so that pages set on trial count as well.
        other = copy(self)
        other._receive = None
        other.structure = None
        other._kept = self._kept.copy()
        other.heading_pages = self.heading_pages.copy()
        other.items = self.items.copy()
        other._bookmarks = self._bookmarks.copy()
        other._links = self._links.copy()
        return other

    def _start_page(self, *, asked_for: bool) -> None:
        self._begun += 1
        self._keeps_space = asked_for
        self.items: list[Item] = list(self._running)
        self._bookmarks: list[Bookmark] = []
        self._links: list[Link] = []
        self.y = self.top
        self._space = 0.0

    @property
    def number(self) -> int:
        """That of the page in progress."""
        return self._before + self._begun

    @property
    def headings(self) -> int:
        """How many headings there are so far, with those that have no place yet."""
        return len(self.heading_pages) + sum(held.heading is not None for held in self._kept)

    def add(
        self,
        box: TextBox,
        *,
        heading: Heading | None = None,
        target: int | None = None,
        is_joined: bool = False,
    ) -> None:
        """Add a paragraph, or hold it until the next block shows where it has to stand.

        Of one that is joined to the next the last lines are held, and all where they are few.
        """
        is_kept = box.style.keep_with_next
        held = _Held(box, heading, target)
        if is_joined and not is_kept:
            is_kept = True
            if len(box.lines) >= 2 * FEWEST_LINES:
                head, rest = parted(box)
                self.add(head, heading=heading, target=target)
                held = _Held(rest, None, target, goes_on=True)
        if is_kept:
            self._kept.append(held)
        else:
            self.begin(least_height(box), box.style.before)
            self._flow(held)

    def begin(self, height: float, before: float = 0.0) -> None:
        """A block starts whose first ``height`` points stand together with what is held for it."""
        if self._bottom_of_kept(height, before) > self.bottom + SLACK and not self._at_top:
            self.break_page()
        kept, self._kept = self._kept, []
        for held in kept:
            self._skip(held.box.style.before)
            self._flow(held)
        self._skip(before)

    def add_figure(self, parts: Sequence[SetFigure], figure: Figure) -> None:
        """Add the ``parts`` of ``figure``, the last one with a line of what has to follow it."""
        style = figure.style
        for part in parts:
            following = figure.below if style.keep_with_next and part is parts[-1] else 0.0
            self.begin(min(part.height + following, self.bottom - self.top), style.before)
            if self.structure is not None:
                self.items.append(Tag(Element(Role.FIGURE, self.structure, text=part.text)))
            self.items += part.placed(self.left, self.y)
            self.y += part.height
            self._space = style.after

    def end_page(self) -> None:
        """What follows starts on a new page, unless the present one is still blank."""
        self.begin(0.0)
        if not self._at_top:
            self._emit()
            self._start_page(asked_for=True)

    def begin_section(self, setup: PageSetup) -> None:
        """What follows starts on a new page, and pages are as ``setup`` says from there on."""
        self.begin(0.0)
        if self._at_top:
            # The page in progress is blank, and becomes the first of the section.
            self._begun -= 1
        else:
            self._emit()
        self._use(setup)
        self._start_page(asked_for=True)

    def break_page(self) -> None:
        """Go on at the top of the next page."""
        self._emit()
        self._start_page(asked_for=False)

    def finish(self) -> None:
        """The document is complete."""
        self.begin(0.0)
        # A document without content is one blank page: a file without pages is none.
        if not self._at_top or self._begun == 1:
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
        for held in self._kept:
            box = held.box
            y += max(space, box.style.before) + box.height
            space = box.style.after
        return y + max(space, before) + height

    def _flow(self, held: _Held) -> None:
        """Place the lines of ``held``, over as many pages as they take."""
        box, heading, target, _ = held
        if not self._lines_here(box):
            self.break_page()
        # Only here is the page certain: a heading may have moved with what it belongs to.
        if heading is not None:
            self._bookmarks.append(Bookmark(heading.level, heading.text, self.y))
            self.heading_pages.append(self.number)
            require("标题", len(self.heading_pages), MOST_HEADINGS)
        element = self._element(held)
        while (lines := self._lines_here(box)) < len(box.lines):
            head, box = box.cut(lines)
            self._place(head, target, element)
            self.break_page()
        self._place(box, target, element)
        self._space = box.style.after

    def _element(self, held: _Held) -> Element | None:
        """What ``held`` is in the structure of the document."""
        if self.structure is None:
            return None
        if held.goes_on:
            return self.structure.children[-1]
        if held.heading is not None:
            return Element(Role.HEADING, self.structure, level=held.heading.level)
        paragraph = Element(Role.PARAGRAPH, self.structure)
        return paragraph if held.target is None else Element(Role.LINK, paragraph)

    def _lines_here(self, box: TextBox) -> int:
        """How many lines of ``box`` the present page takes."""
        lines, room = len(box.lines), self.bottom + SLACK - self.y
        if box.height <= room:
            return lines
        here = lines_before_cut(lines, int(room // box.leading))
        if self._at_top:
            return max(here, 1)
        return here if min(here, lines - here) >= FEWEST_LINES else 0

    def _place(self, box: TextBox, target: int | None, element: Element | None) -> None:
        top = self.y
        if element is not None:
            self.items.append(Tag(element))
        place_box(box, self.left, top, self.items)
        self.y += box.height
        # An entry over two pages leads from both, so each part has an area of its own.
        if target is not None:
            text = "".join([line.text for line in box.lines])
            right = self.left + self.measure
            self._links.append(Link(self.left, top, right, self.y, target, text, element))

    def _emit(self) -> None:
        self._budget.spend(self.items)
        setup = self.setup
        page = FinishedPage(setup.width, setup.height, self.items, self._bookmarks, self._links)
        if self._receive is not None:
            self._receive(numbered(page, setup, self.number, is_first=self._begun == 1))


def room_on(setup: PageSetup) -> float:
    """How high what stands on a page of ``setup`` may be."""
    return setup.bottom - _set_running(setup)[1]


def _set_running(setup: PageSetup) -> tuple[list[Item], float]:
    """What stands at the top of every page, and where it ends."""
    items: list[Item] = []
    boxes = [set_block(block, setup.measure) for block in setup.running]
    if not boxes:
        return items, setup.top
    top = setup.top + boxes[0].style.before
    place_stack(boxes, setup.left, top, items)
    return items, top + stack_height(boxes) + boxes[-1].style.after
