"""What is read one line after the other, over the breaks of pages: running text, and cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from tests.content import squeeze
from tests.pages.sheets import Sheet
from tests.pdf_grids import TOUCH, Box, Part
from tests.pdf_pages import Line

_SENTENCE_END = tuple("。！？；")
_PIECE = re.compile(
    r"[（《“‘〈「【〔(]*(?:[0-9A-Za-z][0-9A-Za-z.,%％/:\-–—]*[^\W\d_a-zA-Z]?|.)"
    r"[，。、；：？！）》”’〉」】〕),.;:%]*"
)
_COMPANY = 5
"""Characters of a last line that some may have joined."""
_PADDING = 6.0
"""Points between the text of a cell and its borders, left and right, at most."""


class Placed(NamedTuple):
    """A line with the page on which it stands, and the edges that its text may fill."""

    page: int
    line: Line
    left: float
    right: float
    in_cell: bool = False


Strand = tuple[Placed, ...]


class Joint(NamedTuple):
    """A table that goes on: its part ``above`` the break and ``below``, on ``page``.

    The first ``heads`` rows below are those that are printed again; ``cells`` are the texts of
    whole cells, where they are known.
    """

    page: int
    above: Part
    below: Part
    heads: int
    cells: frozenset[str]

    def pairs(self) -> list[tuple[Box, Box]]:
        """The cells that end above and those that begin below, one under the other."""
        ends = [box for box in self.above.boxes if box.row + box.rowspan == self.above.rows]
        begins = [box for box in self.below.boxes if box.row == self.heads]
        return [
            (end, begin)
            for begin in sorted(begins, key=lambda box: box.left)
            for end in ends
            if abs(end.left - begin.left) < 2 * TOUCH and abs(end.right - begin.right) < 2 * TOUCH
        ]

    def is_cut(self) -> bool:
        """Whether the break goes through a row: a cell that is no label has not ended above it."""
        begins = [box for box in self.below.boxes if box.row == self.heads]
        pairs = [
            (above, below)
            for above, below in self.pairs()
            if above.text != below.text and above.rowspan == below.rowspan == 1
        ]
        if not pairs or len(self.pairs()) < len(begins):
            return False
        if self.cells:
            return any(squeeze(above.text) not in self.cells for above, _ in pairs)
        if pairs[0][0].text and not pairs[0][1].text:
            return any(below.text for _, below in pairs)
        return all(_looks_cut(above, below) for above, below in pairs if below.text)


def _looks_cut(above: Box, below: Box) -> bool:
    if not above.lines:
        return False
    last, first = above.lines[-1], below.lines[0]
    return not last.text.endswith(_SENTENCE_END) and _is_forced(last, first, above.right)


def joints_of(sheets: Sequence[Sheet], cells: frozenset[str] = frozenset()) -> list[Joint]:
    """Where tables go on over the breaks of pages; ``cells`` are the texts of whole cells."""
    joints = []
    for sheet, following in pairwise(sheets):
        if following.begins or not sheet.items or not following.items:
            continue
        above, below = sheet.items[-1], following.items[0]
        if isinstance(above, Part) and isinstance(below, Part) and _is_one(above, below):
            heads = _heads(above, below)
            joints.append(Joint(following.number, above, below, heads, cells))
    return joints


def _is_one(above: Part, below: Part) -> bool:
    return abs(above.left - below.left) + abs(above.right - below.right) < 4 * TOUCH


def _heads(above: Part, below: Part) -> int:
    """How many rows stand at the head of both parts."""
    rows = range(min(above.rows, below.rows))
    alike = takewhile(lambda row: _row(above, row) == _row(below, row) != [], rows)
    return sum(1 for _ in alike)


def _row(part: Part, row: int) -> list[str]:
    boxes = [box for box in part.boxes if box.row == row]
    return [box.text for box in sorted(boxes, key=lambda box: box.left)]


def strands_of(sheets: Sequence[Sheet], joints: Sequence[Joint]) -> list[Strand]:
    """Everything that is read in one go, over the ``joints`` of tables, too."""
    return [*_running_texts(sheets), *_cells(sheets, joints)]


def _running_texts(sheets: Sequence[Sheet]) -> Iterator[Strand]:
    strand: list[Placed] = []
    for sheet in sheets:
        if sheet.begins:
            yield tuple(strand)
            strand = []
        for item in sheet.items:
            if isinstance(item, Line):
                strand.append(Placed(sheet.number, item, sheet.area.left, sheet.area.right))
            else:
                yield tuple(strand)
                strand = []
    yield tuple(strand)


def _cells(sheets: Sequence[Sheet], joints: Sequence[Joint]) -> Iterator[Strand]:
    parts = [
        (sheet.number, item) for sheet in sheets for item in sheet.items if isinstance(item, Part)
    ]
    ends: dict[Box, Strand] = {}
    goes_on = {
        id(below): above
        for joint in joints
        if joint.is_cut()
        for above, below in joint.pairs()
        if above.text != below.text
    }
    for page, part in parts:
        for box in part.boxes:
            strand = tuple(
                Placed(page, line, box.left, box.right, in_cell=True) for line in box.lines
            )
            above = goes_on.get(id(box))
            if above is not None and strand:
                strand = (*ends.pop(above, ()), *strand)
            ends[box] = strand
    yield from ends.values()


def goes_on(one: Placed, other: Placed) -> bool:
    """Whether the line ``other`` is of the same paragraph as ``one`` before it."""
    if abs(one.line.size - other.line.size) > 0.1:
        return False
    if all(_is_centred(each) for each in (one, other)):
        return True
    begin = other.left + (_PADDING if other.in_cell else 0) + 0.5 * other.line.size
    is_forced = _is_forced(one.line, other.line, one.right, may_have_more=True)
    return other.line.left < begin and is_forced


def _is_centred(placed: Placed) -> bool:
    line = placed.line
    before, after = line.left - placed.left, placed.right - line.right
    return abs(before - after) < 2 * TOUCH and before > _PADDING


def _is_forced(line: Line, following: Line, right: float, *, may_have_more: bool = False) -> bool:
    """Whether nothing of ``following`` had room in ``line``.

    Of a paragraph the last line ``may_have_more`` than it must, so as not to hold one character.
    """
    piece = _PIECE.match(following.text)
    has_more = may_have_more and len(squeeze(following.text)) <= _COMPANY
    end = len(following.glyphs) if has_more else piece.end() if piece else 1
    width = following.glyphs[end - 1].right - following.glyphs[0].left
    return line.right + width > right - _PADDING - 0.5 * line.size
