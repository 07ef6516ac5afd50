"""The runs of a line: its characters as codes, with the distances between them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from perfreport.pdf.display import Run
from perfreport.pdf.measure import Paragraph, Piece, kerned


class Change(NamedTuple):
    """What sets a line apart from its natural shape.

    Attributes:
        squeezed: indices before which the distance is less by ``squeeze``, in order.
        squeeze: in ems.
        rigid: indices before which there is no ``stretch``, in order.
        stretch: points between all other characters.
    """

    squeezed: list[int]
    squeeze: float
    rigid: list[int]
    stretch: float


UNCHANGED = Change([], 0.0, [], 0.0)

_new = tuple.__new__  # half as long as a named tuple's constructor, and there are many runs


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
    _start, _end, face, size, spacing = piece
    if change is UNCHANGED:
        return _new(Run, (x, face, size, spacing, paragraph.show(start, end)))
    squeezed, squeeze, rigid, stretch = change
    if squeezed:
        show = _moved(paragraph, start, end, squeezed, squeeze)
    elif rigid:
        show = _moved(paragraph, start, end, rigid, stretch / size)
    else:
        show = paragraph.show(start, end)
    return _new(Run, (x, face, size, spacing + stretch, show))


def _moved(paragraph: Paragraph, start: int, end: int, positions: list[int], ems: float) -> str:
    """What shows the text with the characters at ``positions`` moved back by ``ems``."""
    move = f"{1000 * ems:.1f}"
    kerns = paragraph.kerns(start, end)
    if kerns:
        moves = [(position, float(move)) for position in positions]
        return kerned(paragraph.codes, start, end, sorted([*kerns, *moves]))
    codes = paragraph.codes
    cuts = [start, *positions, end]
    shown = f">{move}<".join([codes[4 * left : 4 * right] for left, right in pairwise(cuts)])
    return f"[<{shown}>] TJ"


def _within(change: Change, start: int, end: int) -> Change:
    """What of ``change`` concerns the run from ``start`` to ``end``."""
    squeezed, squeeze, rigid, stretch = change
    squeezed = [position for position in squeezed if start < position < end]
    rigid = [position for position in rigid if start < position < end]
    if len(rigid) == end - start - 1:
        return Change(squeezed, squeeze, [], 0.0)
    return Change(squeezed, squeeze, rigid, stretch)


def _advance(paragraph: Paragraph, piece: Piece, start: int, end: int, change: Change) -> float:
    """How far the run after that from ``start`` to ``end`` stands from it."""
    squeezed = sum(1 for position in change.squeezed if start < position <= end)
    rigid = sum(1 for position in change.rigid if start < position <= end)
    return (
        paragraph.width(start, end)
        + change.stretch * (end - start - rigid)
        - change.squeeze * piece.size * squeezed
    )
