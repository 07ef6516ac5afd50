"""Runs of a line: its characters by fonts, how far apart they stand, what is below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from perfreport.typeset.display import Adjustment, Kern, Run, TextLine, Underline, make
from perfreport.typeset.text.measure import MeasuredText
from perfreport.typeset.text.metrics import Piece


class Justification(NamedTuple):
    """What sets a line apart from its natural shape.

    Attributes:
        closer: indices of characters nearer to the one before by ``squeeze``, in order.
        squeeze: in ems.
        rigid: first and last index, by turns, of words and other characters that stay together.
        stretch: points between all other characters.
    """

    closer: list[int]
    squeeze: float
    rigid: list[int]
    stretch: float


NATURAL = Justification([], 0.0, [], 0.0)


def runs(
    paragraph: MeasuredText, start: int, end: int, x: float, justification: Justification
) -> tuple[Run, ...]:
    """Characters ``start`` to ``end`` from ``x`` on, a run for each of the pieces they are of."""
    pieces = paragraph.pieces
    if len(pieces) == 1:
        return (_run(paragraph, pieces[0], start, end, x, justification),)
    finished = []
    first = bisect_right(pieces, start, key=attrgetter("start")) - 1
    for piece in pieces[first:]:
        if piece.start >= end:
            break
        left, right = max(piece.start, start), min(piece.end, end)
        part = _within(justification, left, right)
        finished.append(_run(paragraph, piece, left, right, x, part))
        x += _advance(paragraph, piece, left, right, justification)
    return tuple(finished)


def underlined_line(
    line: TextLine,
    paragraph: MeasuredText,
    part: tuple[int, int],
    x: float,
    justification: Justification,
    width: float,
) -> TextLine:
    """``line`` with what is below it; it holds a ``part`` of ``paragraph``, from ``x`` on."""
    start, end = part
    found: list[Underline] = []
    for piece in paragraph.pieces:
        left, right = max(piece.start, start), min(piece.end, end)
        if left >= right:
            continue
        after = x + _advance(paragraph, piece, left, right, justification)
        # A blank that hangs over the end of the line has nothing below it.
        if piece.underlined and x < width:
            # What parts characters does not stand after the last.
            last = piece.spacing + justification.stretch if right == end else 0.0
            found.append(Underline(x, min(after - last, width), piece.size))
        x = after
    # Blanks at the end of a line are seen if they are underlined, and a part of it.
    seen = max([line.width, *(each.end for each in found)])
    return line._replace(width=seen, underlines=_joined(found))


def _joined(found: Iterable[Underline]) -> tuple[Underline, ...]:
    """``found``, but what touches is one."""
    joined: list[Underline] = []
    for each in found:
        if joined and joined[-1].end == each.start:
            size = max(joined[-1].size, each.size)
            joined[-1] = Underline(joined[-1].start, each.end, size)
        else:
            joined.append(each)
    return tuple(joined)


def _run(
    paragraph: MeasuredText,
    piece: Piece,
    start: int,
    end: int,
    x: float,
    justification: Justification,
) -> Run:
    _start, _end, font, size, spacing, _ = piece
    kerns = _kerns(paragraph, start, end, justification)
    adjustment = None
    if kerns or justification.rigid:
        rigid = tuple([position - start for position in justification.rigid])
        adjustment = Adjustment(kerns, rigid, spacing)
    text = paragraph.text[start:end]
    return make(Run, (x, font, size, spacing + justification.stretch, text, adjustment))


def _kerns(
    paragraph: MeasuredText, start: int, end: int, justification: Justification
) -> tuple[Kern, ...]:
    """The kerns of the run from ``start`` to ``end``, by indices in it."""
    closer, squeeze, rigid, _ = justification
    if not (closer or rigid):  # as most runs are
        return tuple([(place - start, kern) for place, kern in paragraph.kerns(start, end)])
    loose = zip([start, *rigid[1::2]], [*rigid[::2], end], strict=True)
    # What stands before the first character of a word is none of the word's own.
    parts = [paragraph.kerns(first, min(last + 1, end)) for first, last in loose]
    kerns = list(chain.from_iterable(parts))
    if closer:
        squeezed = round(1000 * squeeze, 1)
        kerns = sorted([*kerns, *((position, squeezed) for position in closer)])
    return tuple([(position - start, kern) for position, kern in kerns])


def _within(justification: Justification, start: int, end: int) -> Justification:
    """What of ``justification`` concerns the run from ``start`` to ``end``."""
    closer, squeeze, rigid, stretch = justification
    closer = [position for position in closer if start < position < end]
    clipped = [min(max(position, start), end - 1) for position in rigid]
    pairs = zip(clipped[::2], clipped[1::2], strict=True)
    inside = [position for pair in pairs if pair[0] < pair[1] for position in pair]
    if inside == [start, end - 1] or start == end - 1:
        return Justification(closer, squeeze, [], 0.0)
    return Justification(closer, squeeze, inside, stretch)


def _advance(
    paragraph: MeasuredText, piece: Piece, start: int, end: int, justification: Justification
) -> float:
    """How far the run after that from ``start`` to ``end`` stands from it."""
    closer = sum(1 for position in justification.closer if start < position <= end)
    clipped = [min(max(position, start), end) for position in justification.rigid]
    rigid = sum(clipped[1::2]) - sum(clipped[::2])
    return (
        paragraph.width(start, end)
        + justification.stretch * (end - start - rigid)
        - justification.squeeze * piece.size * closer
    )
