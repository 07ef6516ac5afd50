"""What the slots of a template say in a document, and what stands outside all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.page.blocks import UNTOLD, Cell, Paragraph
from perfreport.roundtrip.layout import Loop, ParagraphLayout
from perfreport.roundtrip.pattern import Slot, squeezed
from perfreport.roundtrip.printed_texts import up_to_rows
from perfreport.roundtrip.reading import Unplaced

LABEL_CHANGED = "固定的标题或栏目名称被改动"
OUTSIDE = "不在任何填写的位置"
GONE = "固定的标题、栏目或表格被删去"

Counts = dict[Loop, int]
"""How often each loop around something has begun before it, the outermost first."""


class Copy(NamedTuple):
    """What stands in a further place of a field.

    Attributes:
        path: of the field in the view.
        text: what stands there.
        heading: the nearest one before it.
        place: as it is said to people.
    """

    path: ViewPath
    text: str
    heading: str
    place: str


@dataclass(slots=True)
class PageTexts:
    """The texts of a document by the paths of the view's fields.

    Attributes:
        texts: what stands in each slot; of a list, each item under its position.
        copies: what stands in further places of a field.
        unplaced: words outside all slots.
        missing: the fields, or what holds them, that the page has no place for any more, as their
            column, row or cell is gone; it says nothing of their data.
        heading: the nearest one before what is being read.
        is_below_table: whether there is a table before it.
    """

    texts: dict[ViewPath, str] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    missing: set[ViewPath] = field(default_factory=set)
    heading: str = ""
    is_below_table: bool = False

    @property
    def place(self) -> str:
        """Where what is being read stands, as it is said to people."""
        if self.heading:
            return f"“{self.heading}”之后"
        return "表后" if self.is_below_table else "文首"

    def put(self, path: ViewPath, text: str) -> None:
        """Note that ``text`` stands in the slot of ``path``."""
        # Templates print some fields twice, as a name in the title and in the table; the first
        # counts.
        if path in self.texts:
            self.copies.append(Copy(path, text.replace(UNTOLD, ""), self.heading, self.place))
        else:
            self.texts[path] = text

    def refuse(self, words: str, reason: str) -> None:
        """Note ``words`` that stand in no slot."""
        if words := words.replace(UNTOLD, "").strip():
            self.unplaced.append(Unplaced(words, self.heading, self.place, reason))

    def lack(self, slots: Iterable[Slot], counts: Counts) -> None:
        """Note that the page does not have these slots, so that it says nothing of their data."""
        for slot in slots:
            if slot.path:
                self.missing.add(up_to_rows(placed(slot.path, counts)))


def read_paragraph(
    line: ParagraphLayout, paragraph: Paragraph, counts: Counts, shown: PageTexts
) -> None:
    """Note what ``paragraph`` says in the slots of ``line``."""
    if line.is_heading or paragraph.is_heading:
        shown.heading = line.pattern.words or squeezed(paragraph.text)[:40]
    read_line(line, paragraph, counts, shown)


def read_line(
    line: ParagraphLayout, piece: Paragraph | Cell, counts: Counts, shown: PageTexts
) -> None:
    """Note what ``piece`` says in the slots of ``line``; with other words it may say nothing."""
    text = line.text(piece)
    texts = line.pattern.match(text)
    if texts is None:
        texts = line.pattern.guess(text)
        lead = text.removesuffix(texts[0]) if texts else text
        shown.refuse(lead, LABEL_CHANGED)
    if texts is None:
        # A slot that is merely blank would be an edit that takes the data away.
        shown.lack(line.pattern.slots, counts)
    for slot, text in zip(line.pattern.slots, texts or (), strict=False):
        _fill(slot, text, counts, shown)


def _fill(slot: Slot, text: str, counts: Counts, shown: PageTexts) -> None:
    """Note that ``text`` stands in ``slot``."""
    if not slot.fits(text):
        shown.refuse(text, LABEL_CHANGED)
    if slot.path is None:
        return
    path = placed(slot.path, counts)
    if slot.is_list:
        for position, part in enumerate(text.split("\n")):
            shown.put(path / position, part)
    else:
        shown.put(path, text)


def placed(path: ViewPath, counts: Counts) -> ViewPath:
    """``path`` with the positions in its loops, as far as they are known."""
    loops = tuple(counts)
    steps = list(path)
    for place, loop in loops_in(path, loops):
        steps[place] = counts[loop]
    return ViewPath(*steps)


@lru_cache(maxsize=1_024)
def loops_in(path: ViewPath, loops: tuple[Loop, ...]) -> tuple[tuple[int, Loop], ...]:
    """Which of ``loops`` gives which position in ``path``."""
    by_rows = {loop.rows: loop for loop in loops}
    places = (place for place, step in enumerate(path) if step == EACH)
    return tuple(
        (place, by_rows[path[: place + 1]]) for place in places if path[: place + 1] in by_rows
    )
