"""The runs of a line: its characters as codes, with the distances between them."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple

from perfreport.typeset.display import Run, make
from perfreport.typeset.text.measure import Paragraph, kerned
from perfreport.typeset.text.metrics import Piece


class Change(NamedTuple):
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


UNCHANGED = Change([], 0.0, [], 0.0)


def runs(paragraph: Paragraph, start: int, end: int, x: float, change: Change) -> tuple[Run, ...]:
    """Characters ``start`` to ``end`` from ``x`` on, a run for each of the pieces they are of."""
    pieces = paragraph.pieces
    if len(pieces) == 1:
        return (_run(paragraph, pieces[0], start, end, x, change),)
    finished = []
    first = bisect_right(pieces, start, key=attrgetter("start")) - 1
    for piece in pieces[first:]:
        if piece.start >= end:
            break
        left, right = max(piece.start, start), min(piece.end, end)
        part = _within(change, left, right)
        finished.append(_run(paragraph, piece, left, right, x, part))
        x += _advance(paragraph, piece, left, right, change)
    return tuple(finished)


def _run(paragraph: Paragraph, piece: Piece, start: int, end: int, x: float, change: Change) -> Run:
    _start, _end, font, size, spacing = piece
    closer, squeeze, rigid, stretch = change
    if closer:
        show = _squeezed(paragraph, start, end, closer, squeeze)
    elif rigid:
        show = _stretched(paragraph, start, end, rigid, spacing, stretch)
    else:
        show = paragraph.show(start, end)
    return make(Run, (x, font, size, spacing + stretch, show, paragraph.text[start:end]))


def _squeezed(paragraph: Paragraph, start: int, end: int, closer: list[int], by: float) -> str:
    """What shows the text with the characters at ``closer`` nearer by some ems."""
    kern = round(1000 * by, 1)
    kerns = [*paragraph.kerns(start, end), *((position, kern) for position in closer)]
    return kerned(paragraph.codes, start, end, sorted(kerns))


def _stretched(
    paragraph: Paragraph, start: int, end: int, rigid: list[int], spacing: float, stretch: float
) -> str:
    """What shows the text with the stretch of its run taken back where it is rigid.

    It switches the spacing, and does not take back by kerning: viewers that look for spaces between
    words find none where spacing is even.
    """
    codes, show = paragraph.codes, paragraph.show
    tighten, loosen = f" {spacing:.4f} Tc <", f"> Tj {spacing + stretch:.4f} Tc "
    operators = show(start, rigid[0]) if rigid[0] > start else ""
    for first, last, following in zip(rigid[::2], rigid[1::2], [*rigid[2::2], end], strict=True):
        tight = codes[4 * first : 4 * last]
        operators += f"{tighten}{tight}{loosen}{show(last, following)}"
    return operators.lstrip()


def _within(change: Change, start: int, end: int) -> Change:
    """What of ``change`` concerns the run from ``start`` to ``end``."""
    closer, squeeze, rigid, stretch = change
    closer = [position for position in closer if start < position < end]
    clipped = [min(max(position, start), end - 1) for position in rigid]
    pairs = zip(clipped[::2], clipped[1::2], strict=True)
    inside = [position for pair in pairs if pair[0] < pair[1] for position in pair]
    if inside == [start, end - 1] or start == end - 1:
        return Change(closer, squeeze, [], 0.0)
    return Change(closer, squeeze, inside, stretch)


def _advance(paragraph: Paragraph, piece: Piece, start: int, end: int, change: Change) -> float:
    """How far the run after that from ``start`` to ``end`` stands from it."""
    closer = sum(1 for position in change.closer if start < position <= end)
    clipped = [min(max(position, start), end) for position in change.rigid]
    rigid = sum(clipped[1::2]) - sum(clipped[::2])
    return (
        paragraph.width(start, end)
        + change.stretch * (end - start - rigid)
        - change.squeeze * piece.size * closer
    )
