"""Sections that somebody adds to a report (加写的章节), no part of what they stand behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from perfreport.basics.addresses import EACH
from perfreport.page.blocks import Block, Paragraph
from perfreport.roundtrip.headings import NumberStyle, may_be_heading, number_style
from perfreport.roundtrip.layout import BlockLayout, ParagraphLayout
from perfreport.roundtrip.printed_codes import PrintedCodes


class Strange(NamedTuple):
    """What of a page stands in sections that its template does not have.

    Attributes:
        blocks: their numbers.
        unclear: the numbers of those before them in a section of which nobody can say how far it
            goes.
        restyled: the numbers of paragraphs that were only set as headings, with their leaves.
    """

    blocks: Set[int]
    unclear: Set[int]
    restyled: Mapping[int, int]


def strange_sections(
    blocks: Sequence[Block],
    taken: Sequence[int | None],
    leaves: Sequence[BlockLayout],
    printed: PrintedCodes,
) -> Strange:
    """The sections among ``blocks`` that none of ``leaves`` is the heading of.

    Such a section begins with a heading, or a short line with a number as the template's own
    headings have; not where the document was ``printed`` so.
    """
    headings = _headings(leaves)
    numbers = {number_style(line.pattern.words) for line in headings} - {()}
    bodies = [leaf for leaf in leaves if isinstance(leaf, ParagraphLayout) and _is_body(leaf)]
    # What is pasted has the default style.
    styles = {line.style for line in headings} - {leaf.style for leaf in bodies} - {""}
    strange: set[int] = set()
    unclear: set[int] = set()
    restyled: dict[int, int] = {}
    for run in _runs(blocks, taken, leaves, styles):
        if run.is_restyled(blocks, printed):
            restyled.update(dict.fromkeys(run.all_numbers, leaves.index(run.leaf)))
            continue
        start = run.start_of_strange(numbers, printed)
        strange.update(run.numbers[start:])
        if start < len(run.numbers) and not run.is_clean(start, printed):
            unclear.update(run.numbers[:start])
    return Strange(strange, unclear, restyled)


def _headings(leaves: Sequence[BlockLayout]) -> list[ParagraphLayout]:
    """The fixed lines that may be headings."""
    lines = (leaf for leaf in leaves if isinstance(leaf, ParagraphLayout) and not leaf.loops)
    return [line for line in lines if not line.pattern.slots and may_be_heading(line.pattern.words)]


class _Run(NamedTuple):
    """The paragraphs of one section, and what stands behind them up to the next.

    Attributes:
        leaf: of the section's paragraphs.
        numbers: of the blocks, but for headings that stand for no paragraph.
        paragraphs: these blocks.
        first_behind: how many stand before each strange heading.
        all_numbers: of the blocks with such headings.
    """

    leaf: ParagraphLayout
    numbers: list[int]
    paragraphs: list[Paragraph]
    first_behind: list[int]
    all_numbers: list[int]

    def is_restyled(self, blocks: Sequence[Block], printed: PrintedCodes) -> bool:
        """Whether all was printed in this section that stands below strange headings, and they."""
        every = [blocks[number] for number in self.all_numbers]
        paragraphs = [block for block in every if isinstance(block, Paragraph)]
        return bool(self.first_behind) and self._was_printed(paragraphs, printed)

    def start_of_strange(self, styles: Set[NumberStyle], printed: PrintedCodes) -> int:
        """How many of the paragraphs are the section's own."""
        # Somebody put a heading among paragraphs that are all the section's own.
        if self._was_printed(self.paragraphs, printed):
            return len(self.paragraphs)
        end = self.first_behind[0] if self.first_behind else len(self.paragraphs)
        if self.is_clean(end, printed):
            return end
        begins = (n for n in range(1, end) if _is_heading(self.paragraphs[n], styles))
        return next(begins, end)

    def is_clean(self, count: int, printed: PrintedCodes) -> bool:
        """Whether so many paragraphs are what was printed, or a strange heading follows them."""
        if count in self.first_behind:
            return True
        return self._was_printed(self.paragraphs[:count], printed)

    def _was_printed(self, paragraphs: Sequence[Paragraph], printed: PrintedCodes) -> bool:
        path = self.leaf.pattern.slots[0].path
        text = "\n".join(self.leaf.text(each).strip() for each in paragraphs)
        return path is not None and printed.was_printed(path.parent, text)


def _is_heading(paragraph: Paragraph, styles: Set[NumberStyle]) -> bool:
    return may_be_heading(paragraph.text) and number_style(paragraph.text) in styles


def _runs(
    blocks: Sequence[Block],
    taken: Sequence[int | None],
    leaves: Sequence[BlockLayout],
    styles: Set[str],
) -> Iterator[_Run]:
    """The runs of paragraphs; one in another of the ``styles`` of headings begins a section."""
    run: _Run | None = None
    for number, (block, index) in enumerate(zip(blocks, taken, strict=True)):
        leaf = leaves[index] if index is not None else None
        if leaf is None and isinstance(block, Paragraph):
            if run and block.is_heading:
                run.first_behind.append(len(run.numbers))
                run.all_numbers.append(number)
        elif isinstance(leaf, ParagraphLayout) and isinstance(block, Paragraph) and _is_body(leaf):
            if run is None or run.leaf is not leaf:
                if run:
                    yield run
                run = _Run(leaf, [], [], [], [])
            if block.style in styles and may_be_heading(block.text):
                run.first_behind.append(len(run.numbers))
            run.all_numbers.append(number)
            run.numbers.append(number)
            run.paragraphs.append(block)
        elif run:
            yield run
            run = None
    if run:
        yield run


def _is_body(leaf: ParagraphLayout) -> bool:
    """Whether the paragraphs of a text stand there, one by one."""
    slots = leaf.pattern.slots
    is_text = len(slots) == 1 and slots[0].path is not None and slots[0].path[-1] == EACH
    return bool(leaf.loops) and leaf.pattern.is_free and is_text and not leaf.is_heading
