"""Lines of a paragraph: where they end, what their punctuation gives up, how they are stretched.

Lines are filled as far as they go, as Chinese is set, and punctuation makes room first: the first
of two marks in a row has given up its blank half already, a mark at a line's end does so when the
line would not hold it otherwise, and in justified text marks inside a line give way to one that
would have to start the next. What a justified line still lacks goes evenly between its characters,
but never into Latin words, numbers, dashes or ellipses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from perfreport.pdf.display import Line, Run
from perfreport.pdf.linebreak import emergency, last_opportunity
from perfreport.pdf.measure import Kern, Paragraph, Piece

_SPACES = " \u3000"
_RIGID = re.compile("[!-~À-ÖØ-öø-ɏḀ-ỿ]{2,}|—{2,}|…{2,}")
_WIDEST_STRETCH = 0.5
"""Ems between two characters beyond which a short line is rather left short."""

_MOST_CLOSING = 3
"""Closing marks in a row that a line takes in at most."""


def lines(paragraph: Paragraph, width: float, indent: float, *, justified: bool) -> list[Line]:
    """``paragraph`` in lines up to ``width`` points wide, the first of them indented.

    All lines but the last are just ``width`` wide if ``justified``.
    """
    length = len(paragraph.text)
    finished = []
    start = 0
    while start < length:
        room = width - indent
        end = _line_end(paragraph, start, room, justified)
        finished.append(_line(paragraph, start, end, indent, room, justified))
        start = end
        indent = 0.0
    return finished


def _line_end(paragraph: Paragraph, start: int, room: float, justified: bool) -> int:
    """Where the line of ``room`` points ends that begins at ``start``."""
    text = paragraph.text
    limit = paragraph.fit(start, room)
    while limit < len(text) and text[limit] in _SPACES:
        limit += 1
    if limit == len(text):
        return limit
    if justified and text[limit] in paragraph.metrics.trimmed:
        end = _after_closing(paragraph, limit)
        if _can_take_in(paragraph, start, end, room):
            return end
    end = last_opportunity(text, start, limit)
    return end if end > start else emergency(text, start, limit)


def _after_closing(paragraph: Paragraph, position: int) -> int:
    text, trimmed = paragraph.text, paragraph.metrics.trimmed
    most = min(position + _MOST_CLOSING, len(text))
    while position < most and text[position] in trimmed:
        position += 1
    return position


def _can_take_in(paragraph: Paragraph, start: int, end: int, room: float) -> bool:
    """Whether the line may end at ``end``, after punctuation, if all its punctuation gives way."""
    text = paragraph.text
    if end < len(text) and last_opportunity(text, start, end) != end:
        return False
    excess = paragraph.width(start, end) - paragraph.overhang(end) - paragraph.trim(end) - room
    return excess <= paragraph.metrics.half * len(_soft_places(paragraph, start, end))


def _soft_places(paragraph: Paragraph, start: int, end: int) -> list[int]:
    """Indices before which a line's punctuation has half an em to give."""
    metrics = paragraph.metrics
    return [
        match.end() if match[0] in metrics.trimmed else match.start()
        for match in metrics.soft.finditer(paragraph.text, start + 1, end - 1)
    ]


def _line(
    paragraph: Paragraph, start: int, end: int, indent: float, room: float, justified: bool
) -> Line:
    """The line from character ``start`` to ``end``, in ``room`` points after ``indent``."""
    text = paragraph.text
    visible = end
    while visible > start and text[visible - 1] in _SPACES:
        visible -= 1
    own = paragraph.width(start, visible) - paragraph.overhang(visible)
    lack = room - own
    moves: list[Kern] = []
    extra = 0.0
    if lack < -paragraph.metrics.ease:
        lack = min(lack + paragraph.trim(visible), 0.0)
        moves = _give_way(paragraph, start, visible, lack) if justified else []
        own = room if moves or not lack else room - lack
    elif justified and end < len(text):
        moves, extra = _stretch(paragraph, start, visible, lack)
        own = room if extra else own
    runs = _runs(paragraph, start, end, indent, moves, extra)
    return Line(runs, indent + own, text[start:end])


def _give_way(paragraph: Paragraph, start: int, end: int, lack: float) -> list[Kern]:
    """Where the punctuation of a line that is too long gives up what ``lack``, below 0, asks."""
    places = _soft_places(paragraph, start, end) if lack else []
    return [(place, lack / len(places)) for place in places]


def _stretch(paragraph: Paragraph, start: int, end: int, lack: float) -> tuple[list[Kern], float]:
    """What is added between all characters, and where that is taken back."""
    rigid = [
        position
        for match in _RIGID.finditer(paragraph.text, start, end)
        for position in range(match.start() + 1, match.end())
    ]
    joints = end - start - 1 - len(rigid)
    if joints < 1 or lack > joints * _WIDEST_STRETCH * paragraph.metrics.size:
        return [], 0.0
    extra = lack / joints
    return [(position, -extra) for position in rigid], extra


def _runs(
    paragraph: Paragraph, start: int, end: int, x: float, moves: list[Kern], extra: float
) -> tuple[Run, ...]:
    kerns = _within(paragraph.kerns, start, end) + moves if paragraph.kerns else moves
    pieces = paragraph.pieces
    if len(pieces) == 1:
        return (_run(paragraph, pieces[0], start, end, x, kerns, extra),)
    runs = []
    first = bisect_right(pieces, start, key=attrgetter("start")) - 1
    for piece in pieces[first:]:
        if piece.start >= end:
            break
        left, right = max(piece.start, start), min(piece.end, end)
        runs.append(_run(paragraph, piece, left, right, x, _within(kerns, left, right), extra))
        x += paragraph.width(left, right) + (right - left) * extra
        x += sum(kern for position, kern in moves if left < position <= right)
    return tuple(runs)


def _within(kerns: Sequence[Kern], start: int, end: int) -> list[Kern]:
    """Those of ``kerns`` that lie between two characters from ``start`` to ``end``."""
    return [kern for kern in kerns if start < kern[0] < end]


def _run(
    paragraph: Paragraph,
    piece: Piece,
    start: int,
    end: int,
    x: float,
    kerns: list[Kern],
    extra: float,
) -> Run:
    if extra and len(kerns) == end - start - 1:
        kerns, extra = [], 0.0
    spacing = round(piece.spacing + extra, 5)
    codes = paragraph.codes[4 * start : 4 * end]
    show = _kerned(codes, start, kerns, piece.size) if kerns else f"<{codes}> Tj"
    return Run(x, piece.face, piece.size, spacing, show)


def _kerned(codes: str, start: int, kerns: list[Kern], size: float) -> str:
    """The operand and operator that show ``codes`` with ``kerns`` between them."""
    parts = []
    shown = 0
    for position, kern in sorted(kerns):
        cut = 4 * (position - start)
        if cut > shown:
            parts.append(f"<{codes[shown:cut]}>")
        parts.append(f"{-1000 * kern / size:.1f}")
        shown = cut
    return f"[{' '.join(parts)} <{codes[shown:]}>] TJ"
