"""What the slots of a template say in a document, and what stands outside all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.page.blocks import UNTOLD, Cell, Paragraph
from perfreport.roundtrip.layout import Loop, ParagraphLayout
from perfreport.roundtrip.pattern import Slot, squeezed
from perfreport.roundtrip.printed_codes import NOTHING_KNOWN, PrintedCodes
from perfreport.roundtrip.printed_texts import up_to_rows
from perfreport.roundtrip.reading import Unplaced
from perfreport.roundtrip.side_by_side import told_apart

LABEL_CHANGED = "固定的标题或栏目名称被改动"
OUTSIDE = "不在任何填写的位置"
SIDE_BY_SIDE = "几项内容紧挨着印在这里，改过以后分不清各到哪里为止，没有收；要改请改数据文件"
NO_VALUE = "这一格没有算出的值，没有收；请改成数或文字再读"
GONE = "固定的标题、栏目或表格被删去"

Counts = dict[Loop, int]
"""How often each loop around something has begun before it, the outermost first."""


class Formula(NamedTuple):
    """A cell that is computed in the file.

    Attributes:
        place: where it stands.
        fault: why it has no value; empty where it has one.
    """

    place: str
    fault: str = ""


class Copy(NamedTuple):
    """What stands in a further place of a field.

    Attributes:
        path: of the field in the view.
        text: what stands there.
        heading: the nearest one before it.
        place: as it is said to people.
        spot: what the paragraphs of one place have in common.
    """

    path: ViewPath
    text: str
    heading: str
    place: str
    spot: object = None


class Again(NamedTuple):
    """What stands in a row that a further loop goes over."""

    copy: Copy
    loop: Loop


@dataclass(slots=True)
class PageTexts:
    """The texts of a document by the paths of the view's fields.

    Attributes:
        texts: what stands in each slot; of a list, each item under its position.
        copies: what stands in further places of a field.
        again: what stands in the rows of loops over what another one went over before.
        stale: the fields that were edited in one of their places alone, with what was typed.
        unplaced: words outside all slots.
        missing: the fields, or what holds them, that the page has no place for any more, as their
            column, row or cell is gone; it says nothing of their data.
        passed_over: the fields of what stands under a condition and is not there.
        heading: the nearest one before what is being read.
        is_below_table: whether there is a table before it.
        spot: where what is being read stands, of a file whose cells have names.
        formulas: the fields that are computed in the file, or have no value there.
        headed_units: the units of money that somebody put into the headings of fields.
        printed: what the document said when it was printed, as far as that is known.
    """

    texts: dict[ViewPath, str] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)
    again: list[Again] = field(default_factory=list)
    stale: dict[ViewPath, str] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    missing: set[ViewPath] = field(default_factory=set)
    passed_over: set[ViewPath] = field(default_factory=set)
    heading: str = ""
    is_below_table: bool = False
    spot: str = ""
    formulas: dict[ViewPath, Formula] = field(default_factory=dict)
    headed_units: dict[ViewPath, str] = field(default_factory=dict)
    printed: PrintedCodes = NOTHING_KNOWN

    _headings: dict[ViewPath, str] = field(default_factory=dict)
    _spots: dict[ViewPath, object] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where what is being read stands, as it is said to people."""
        return self.spot or self._place(self.heading)

    def _place(self, heading: str) -> str:
        if heading:
            return f"“{heading}”之后"
        return "表后" if self.is_below_table else "文首"

    def where(self, path: ViewPath) -> tuple[str, str]:
        """The nearest heading before the first place of ``path``, and how people call that."""
        heading = self._headings.get(path, "")
        return heading, self._place(heading)

    def put(self, path: ViewPath, text: str, spot: object = None) -> None:
        """Note that ``text`` stands at ``path``; the paragraphs of one place have a ``spot``."""
        # Templates print some fields twice, as a name in the title and in the table; the first
        # counts unless another was edited.
        if self._is_first(path, spot):
            self.texts[path] = text
            self._headings[path] = self.heading
        else:
            self.copies.append(self._copy(path, text, spot))

    def put_field(self, path: ViewPath, text: str) -> None:
        """The same of a field that is no paragraph of a place."""
        if path in self.texts:
            self.put(path, text)
        else:
            self.texts[path] = text
            self._headings[path] = self.heading

    def put_again(self, path: ViewPath, text: str, spot: object, loop: Loop) -> None:
        """Note that ``text`` stands in a row that was gone over before, now by ``loop``."""
        self.again.append(Again(self._copy(path, text, spot), loop))

    def put_copy(self, copy: Copy) -> None:
        """Note that ``copy`` stands where it does, be it the first of its field or not."""
        if self._is_first(copy.path, copy.spot):
            self.texts[copy.path] = copy.text
        else:
            self.copies.append(copy)

    def _is_first(self, path: ViewPath, spot: object) -> bool:
        if path in self.texts:
            return False
        field = path.field
        return field == path or self._spots.setdefault(field, spot) == spot

    def _copy(self, path: ViewPath, text: str, spot: object) -> Copy:
        if path.field == path:
            spot = object()  # a place of its own
        return Copy(path, text.replace(UNTOLD, ""), self.heading, self.place, spot)

    def refuse(self, words: str, reason: str) -> None:
        """Note ``words`` that stand in no slot."""
        if words := words.replace(UNTOLD, "").strip():
            self.unplaced.append(Unplaced(words, self.heading, self.place, reason))

    def lack(self, slots: Iterable[Slot], counts: Counts) -> None:
        """Note that the page does not have these slots, so that it says nothing of their data."""
        self.missing.update(fields_in(slots, counts))

    def pass_over(self, slots: Iterable[Slot], counts: Counts) -> None:
        """Note that a condition kept these slots away, as it may."""
        self.passed_over.update(fields_in(slots, counts))


def fields_in(slots: Iterable[Slot], counts: Counts) -> Iterator[ViewPath]:
    """The fields whose texts stand in ``slots``."""
    return (up_to_rows(placed(slot.path, counts)).field for slot in slots if slot.path)


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
    for gap, text in zip(line.pattern.gaps, texts or (), strict=False):
        if gap.beside:
            _fill_all((gap, *gap.beside), text, counts, shown)
        else:
            _fill(gap, text, counts, shown)


def _fill_all(slots: Sequence[Slot], text: str, counts: Counts, shown: PageTexts) -> None:
    """Note what stands in ``slots`` that have nothing between them."""
    fields = [slot.path for slot in slots if slot.path]
    texts = told_apart(fields, " ".join(text.split()), shown.printed)
    if texts is None:
        shown.refuse(text, SIDE_BY_SIDE)
        shown.lack(slots, counts)
    for path, each in zip(fields, texts or (), strict=False):
        put_in(path, each, counts, shown)


def _fill(slot: Slot, text: str, counts: Counts, shown: PageTexts) -> None:
    """Note that ``text`` stands in ``slot``."""
    if not slot.fits(text):
        shown.refuse(text, LABEL_CHANGED)
    if slot.path is None:
        return
    if slot.is_list:
        spot = object()
        for position, part in enumerate(text.split("\n")):
            shown.put(placed(slot.path, counts) / position, part, spot)
    else:
        put_in(slot.path, text, counts, shown)


def put_in(path: ViewPath, text: str, counts: Counts, shown: PageTexts) -> None:
    """Note that ``text`` stands at ``path``, whose positions the loops around it give."""
    loops = tuple(counts)
    positions, again = _loops_in(path, loops)
    steps = list(path)
    for place, loop in positions:
        steps[place] = counts[loop]
    # The innermost loop gives the paragraphs of one place.
    spot = (loops[-1:], *list(counts.values())[:-1])
    if again:
        shown.put_again(ViewPath(*steps), text, spot, again)
    else:
        shown.put(ViewPath(*steps), text, spot)


def placed(path: ViewPath, counts: Counts) -> ViewPath:
    """``path`` with the positions in its loops, as far as they are known."""
    steps = list(path)
    for place, loop in _loops_in(path, tuple(counts)).positions:
        steps[place] = counts[loop]
    return ViewPath(*steps)


class _LoopsIn(NamedTuple):
    """The loops around a place.

    Attributes:
        positions: which of them gives which position of its path.
        again: that which goes over its row once more; None where none does.
    """

    positions: tuple[tuple[int, Loop], ...]
    again: Loop | None


@lru_cache(maxsize=1_024)
def _loops_in(path: ViewPath, loops: tuple[Loop, ...]) -> _LoopsIn:
    by_rows = {loop.rows: loop for loop in loops}
    places = (place for place, step in enumerate(path) if step == EACH)
    positions = tuple(
        (place, by_rows[path[: place + 1]]) for place in places if path[: place + 1] in by_rows
    )
    # The position of a paragraph is none of its row.
    last = len(path) - (path[-1] == EACH)
    around = (loop for place, loop in positions if place < last and loop.is_again)
    return _LoopsIn(positions, next(around, None))
