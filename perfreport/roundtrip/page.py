"""A page read with the layout of its template: block by block, at the least cost in all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perfreport.basics.properties import DRAFT
from perfreport.compare.alignment import align, iterations
from perfreport.page.blocks import Block, Page, Paragraph, Table
from perfreport.roundtrip.costs import block_costs
from perfreport.roundtrip.grouping import regrouped
from perfreport.roundtrip.layout import (
    BlockLayout,
    Layout,
    ParagraphLayout,
    TableLayout,
    last_heading,
)
from perfreport.roundtrip.page_texts import GONE, OUTSIDE, Counts, PageTexts, read_paragraph
from perfreport.roundtrip.pattern import Slot
from perfreport.roundtrip.pieces import as_laid_down
from perfreport.roundtrip.printed_codes import NOTHING_KNOWN, PrintedCodes
from perfreport.roundtrip.reading import Unplaced
from perfreport.roundtrip.repeated import settle
from perfreport.roundtrip.sections import strange_sections
from perfreport.roundtrip.tables import TableReader

OTHER_SECTION = "版式里没有这一节，没有收"
UNCLEAR_SECTION = "后面加写了版式里没有的一节，分不清这一节到哪里为止，没有收；要改请改数据文件"


def texts_on(page: Page, layout: Layout, printed: PrintedCodes = NOTHING_KNOWN) -> PageTexts:
    """What ``page`` says in the slots of ``layout``; it was ``printed`` so, as far as is known."""
    shown = PageTexts(printed=printed)
    _Reader(layout, printed).read(page.blocks, shown)
    settle(shown, printed)
    shown.spot = ""
    shown.unplaced += (Unplaced(words, "", place, why) for words, place, why in page.strays)
    shown.heading = "页眉页脚"
    known = sorted(map(_without_digits, layout.margins), key=len, reverse=True)
    for text in dict.fromkeys(page.margins):
        # Page numbers and the stamp of a draft are no edit.
        rest = _without_digits(text.replace(DRAFT, ""))
        # A sheet has all lines of its header in one text.
        for line in known:
            rest = rest.replace(line, "", 1)
        if rest:
            shown.refuse(text, OUTSIDE)
    return shown


def _without_digits(text: str) -> str:
    return "".join(character for character in text if not character.isdigit() and character > " ")


class _Reader:
    def __init__(self, layout: Layout, printed: PrintedCodes) -> None:
        self._leaves = layout.leaves
        self._tables = TableReader(layout.grouped, printed)
        self._keys = layout.grouped
        self._printed = printed

    def read(self, blocks: Sequence[Block], shown: PageTexts) -> None:
        leaves = self._leaves
        blocks = as_laid_down(blocks, leaves)
        taken = align(leaves, blocks, block_costs(leaves, self._printed))
        taken = _without_notes(leaves, blocks, taken, self._printed)

        strange = strange_sections(blocks, taken, leaves, self._printed)
        taken = [strange.restyled.get(number, index) for number, index in enumerate(taken)]

        def read(number: int, counts: Counts, into: PageTexts) -> None:
            index, block = taken[number], blocks[number]
            leaf = None if index is None else leaves[index]
            if number in strange.blocks:
                _refuse(block, OTHER_SECTION, into)
            elif number in strange.unclear and isinstance(leaf, ParagraphLayout):
                _refuse(block, UNCLEAR_SECTION, into)
                into.lack(leaf.pattern.slots, counts)
            else:
                self._block(leaf, block, counts, into)

        rounds = regrouped(iterations(leaves, taken), read, self._keys, self._printed)
        for number, counts in enumerate(rounds):
            read(number, counts, shown)
            shown.is_below_table |= isinstance(blocks[number], Table)
        for index, leaf in enumerate(leaves):
            if index in taken or leaf.loops:
                continue
            if leaf.is_optional:
                shown.pass_over(_slots(leaf), {})
            else:
                _lacking(leaf, leaves[:index], shown)

    def _block(
        self, leaf: BlockLayout | None, block: Block, counts: Counts, shown: PageTexts
    ) -> None:
        if isinstance(block, Paragraph):
            shown.spot = block.place
        if isinstance(leaf, ParagraphLayout) and isinstance(block, Paragraph):
            read_paragraph(leaf, block, counts, shown)
        elif isinstance(leaf, TableLayout) and isinstance(block, Table):
            self._tables.read(leaf, block, counts, shown)
        else:
            _refuse(block, OUTSIDE, shown)
        shown.spot = ""


def _without_notes(
    leaves: Sequence[BlockLayout],
    blocks: Sequence[Block],
    taken: Sequence[int | None],
    printed: PrintedCodes,
) -> list[int | None]:
    """Which leaf is ``taken`` by which block, without notes below the last table.

    Of a page for each project they would begin another one, which has no table.
    """
    tables = (n for n, i in enumerate(taken) if i is not None and isinstance(blocks[n], Table))
    last = max(tables, default=-1)
    end = taken[last] if last >= 0 else None
    if end is None or leaves[end].is_optional or not leaves[end].loops:
        return list(taken)
    below = {n: i for n, i in enumerate(taken) if n > last and i is not None and i < end}
    begun = {n: leaves[i] for n, i in below.items() if leaves[i].loops == leaves[end].loops}
    if any(_is_of(leaf, blocks[n], printed) for n, leaf in begun.items()):
        return list(taken)
    return [None if n in begun else i for n, i in enumerate(taken)]


def _is_of(leaf: BlockLayout, block: Block, printed: PrintedCodes) -> bool:
    """Whether the ``block`` says what ``leaf`` has there, in fixed words or as it was printed."""
    if not (isinstance(leaf, ParagraphLayout) and isinstance(block, Paragraph)):
        return False
    if block.is_heading:
        return True
    text = leaf.text(block).strip()
    if not leaf.pattern.is_free:
        return leaf.pattern.match(text) is not None
    fields = [slot.path for slot in leaf.pattern.slots if slot.path]
    return any(printed.was_printed(field, text) for field in fields)


def _refuse(block: Block, reason: str, shown: PageTexts) -> None:
    if isinstance(block, Paragraph):
        shown.refuse(block.numbered, reason)
        return
    for row in block.rows:
        shown.spot = row.cells[0].place if row.cells else ""
        shown.refuse(row.text, reason)


def _lacking(leaf: BlockLayout, before: Sequence[BlockLayout], shown: PageTexts) -> None:
    """A ``leaf`` that the document has no more, and what the template has ``before`` it."""
    field = leaf.field_alone if isinstance(leaf, ParagraphLayout) else None
    if field and field not in shown.texts:
        # Whoever empties the line empties the field, as in a cell.
        shown.put(field, "")
        return
    words = leaf.pattern.words if isinstance(leaf, ParagraphLayout) else "表格"
    shown.heading = last_heading(before)
    shown.is_below_table = any(isinstance(each, TableLayout) for each in before)
    shown.refuse(words, GONE)
    shown.lack(_slots(leaf), {})


def _slots(leaf: BlockLayout) -> Iterable[Slot]:
    return leaf.pattern.slots if isinstance(leaf, ParagraphLayout) else leaf.slots
