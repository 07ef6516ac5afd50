"""Parts of a collection kept, added, removed and put in another order, in the text of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise
from typing import NamedTuple, TypeAlias

from perfreport.basics.patterns import regex
from perfreport.data.extents import Entry, Extent

_REMARK = regex(r"([ \t]*)(#[^\n]*)?\r?(?:\n|\Z)")
_BLANK_OR_DASHES = regex(r"[ -]*")


class UnfitError(Exception):
    """A value is written in a way that cannot be changed piece by piece; caught by ``rewrite``."""


class Splice(NamedTuple):
    """``text`` in the place of what stands from ``start`` up to ``end``."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Kept:
    """A part of a collection that stays, with what is changed inside it."""

    position: int
    splices: list[Splice] = field(default_factory=list)


@dataclass(slots=True)
class New:
    """A part that is added, as it is to be written: whole lines, or without any line end."""

    text: str


Slot: TypeAlias = Kept | New


def spliced(text: str, start: int, end: int, splices: Iterable[Splice]) -> str:
    """``text`` from ``start`` up to ``end`` with ``splices``, all of which lie inside."""
    pieces: list[str] = []
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        pieces += text[start : splice.start], splice.text
        start = splice.end
    return "".join([*pieces, text[start:end]])


def in_place(slots: Sequence[Slot], size: int) -> list[Splice] | None:
    """The changes inside the parts where all ``size`` of them stay as they are; else None."""
    kept = [slot for slot in slots if isinstance(slot, Kept)]
    if len(kept) < len(slots) or [slot.position for slot in kept] != list(range(size)):
        return None
    return [splice for slot in kept for splice in slot.splices]


def in_brackets(text: str, extent: Extent, slots: Sequence[Slot]) -> Splice:
    """The collection at ``extent``, which is in brackets, with ``slots`` for its parts.

    They are set apart as they were; what stands between two parts, a comment too, goes with the
    second of them.

    Raises:
        UnfitError: when it was or becomes empty.
    """
    if not extent.entries or not slots:
        raise UnfitError
    bounds = [(entry.start, entry.value.end) for entry in extent.entries]
    head = text[extent.start : bounds[0][0]]
    tail = text[bounds[-1][1] : extent.end]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(bounds)]
    # A comment between two parts is about one of them, and not repeated.
    usual = gaps[-1] if gaps and "#" not in gaps[-1] else _gap_like(head)
    pieces: list[str] = []
    for slot in slots:
        if isinstance(slot, New):
            pieces += usual, slot.text
        else:
            position = slot.position
            body = spliced(text, *bounds[position], slot.splices)
            pieces += gaps[position - 1] if position else usual, body
    return Splice(extent.start, extent.end, "".join([head, *pieces[1:], tail]))


def _gap_like(head: str) -> str:
    """What sets parts apart where ``head`` is the bracket with what stands before the first."""
    return f",{head[1:]}" if "\n" in head and "#" not in head else ", "


class _Chunk(NamedTuple):
    """The lines of a part, comments included, from ``start`` up to ``end``."""

    start: int
    end: int


def line_start(text: str, position: int) -> int:
    """Where the line of ``position`` begins."""
    return text.rfind("\n", 0, position) + 1


def line_end(text: str, position: int) -> int:
    """Where the line behind that of ``position`` begins."""
    return text.find("\n", position) + 1 or len(text)


def newline(text: str) -> str:
    """How the lines of ``text`` end: as on Windows if any does."""
    return "\r\n" if "\r\n" in text else "\n"


def column(text: str, position: int) -> int:
    """How many characters stand before ``position`` on its line."""
    return position - line_start(text, position)


def tail_end(text: str, end: int, indent: int) -> int:
    """Behind the last of the comments from the line at ``end`` on that are indented further."""
    position = end
    while position < len(text) and (remark := _REMARK.match(text, position)):
        position = remark.end()
        if remark[2] and len(remark[1]) > indent:
            end = position
    return end


def on_lines(
    text: str, extent: Extent, slots: Sequence[Slot], *, keeps_head: bool, is_spaced: bool
) -> Splice:
    """The collection at ``extent``, whose parts are on lines of their own, with ``slots`` for them.

    They are set apart as they were. To a part belong the comments right above it, and those below
    it that are indented further than it is. What stands apart between blank lines stays where it
    is, and so do the comments above the first item of a list: they are about the list.

    Args:
        text: of the file.
        extent: of the collection.
        slots: its parts in their new order.
        keeps_head: whether comments above the first part belong to the whole.
        is_spaced: whether a second part is set apart from a single one.

    Raises:
        UnfitError: when nothing is left of it, or it is laid out in a way not known here.
    """
    if not slots:
        raise UnfitError
    chunks = list(_chunks(text, extent, keeps_head=keeps_head))
    kept = {slot.position for slot in slots if isinstance(slot, Kept)}
    assembly = _Assembly(text, chunks, kept, is_spaced=is_spaced)
    for slot in slots:
        assembly.add(slot)
    return assembly.splice()


def _chunks(text: str, extent: Extent, *, keeps_head: bool) -> Iterator[_Chunk]:
    end = 0
    for position, entry in enumerate(extent.entries):
        start = _body_start(text, entry, is_first=position == 0)
        if position or not keeps_head:
            start = _lead_start(text, start, end)
        end = tail_end(text, line_end(text, entry.value.end), column(text, entry.start))
        yield _Chunk(start, end)


def _body_start(text: str, entry: Entry, *, is_first: bool) -> int:
    """The line of ``entry``, or itself where it stands on the line of a dash."""
    start = line_start(text, entry.start)
    before = text[start : entry.start]
    if before.strip(" ") == "":
        return start
    if is_first and _BLANK_OR_DASHES.fullmatch(before):
        return entry.start
    raise UnfitError


def _lead_start(text: str, start: int, bound: int) -> int:
    """The first of the comment lines right above the line at ``start``."""
    while start > bound and text[start - 1] == "\n":
        above = line_start(text, start - 1)
        remark = _REMARK.fullmatch(text, above, start)
        if not (remark and remark[2]):
            break
        start = above
    return start


class _Assembly:
    """The lines of a collection in the making."""

    def __init__(self, text: str, chunks: list[_Chunk], kept: set[int], *, is_spaced: bool) -> None:
        self._text = text
        self._chunks = chunks
        self._newline = newline(text)
        self._gaps = ["", *(text[one.end : other.start] for one, other in pairwise(chunks))]
        self._is_spaced = is_spaced
        self._pieces: list[str] = []
        # A comment that stands apart need not be about the part below it: it outlives that.
        self._orphans = {
            position: gap
            for position, gap in enumerate(self._gaps)
            if position not in kept and gap.strip()
        }

    def add(self, slot: Slot) -> None:
        """Append a part, with the gap before it."""
        if isinstance(slot, New):
            body = slot.text.replace("\n", self._newline)
            self._pieces.append(self._usual_gap(body) + body)
            return
        body, position = self._body(slot), slot.position
        for orphan in [orphan for orphan in self._orphans if orphan < position]:
            self._pieces.append(self._orphans.pop(orphan))
        gap = self._gaps[position] if position else self._usual_gap(body)
        self._pieces.append((gap if self._pieces else _without_blank_lines(gap)) + body)

    def splice(self) -> Splice:
        """The finished lines in the place of the old ones."""
        start, end = self._chunks[0].start, self._chunks[-1].end
        lines = "".join([*self._pieces, *self._orphans.values()])
        if line_start(self._text, start) < start:
            lines = lines.lstrip(" ")
        if not self._text[start:end].endswith("\n"):
            lines = lines.removesuffix(self._newline)
        return Splice(start, end, lines)

    def _body(self, slot: Kept) -> str:
        chunk = self._chunks[slot.position]
        body = spliced(self._text, chunk.start, chunk.end, slot.splices)
        if line_start(self._text, chunk.start) < chunk.start:
            # The first part of an item stands behind its dash; moved down it needs its blanks.
            body = " " * column(self._text, chunk.start) + body
        return body if body.endswith("\n") else body + self._newline

    def _usual_gap(self, body: str) -> str:
        """Blank lines as between the other parts, though not between parts of one line."""
        if not self._pieces:
            return ""
        blank = [_has_blank_line(gap) for gap in self._gaps[1:]] or [self._is_spaced]
        is_long = max(body.count("\n"), self._pieces[-1].strip().count("\n") + 1) > 1
        return self._newline if all(blank) or (any(blank) and is_long) else ""


def _has_blank_line(gap: str) -> bool:
    return any(not line.strip() for line in gap.splitlines())


def _without_blank_lines(gap: str) -> str:
    """``gap`` without the blank lines at its beginning."""
    lines = gap.splitlines(keepends=True)
    return "".join(dropwhile(lambda line: not line.strip(), lines))
