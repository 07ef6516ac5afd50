"""The runs of a line: its characters as codes, with the distances between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from perfreport.pdf.display import Run
from perfreport.pdf.measure import Kern, Paragraph, Piece, kerned


class Change(NamedTuple):
    """What sets a line apart from its natural shape.

    Attributes:
        squeezed: indices before which the distance is less by ``squeeze``.
        squeeze: in ems.
        rigid: indices before which there is no ``stretch``, in order.
        stretch: points between all other characters.
    """

    squeezed: Sequence[int]
    squeeze: float
    rigid: Sequence[int]
    stretch: float


UNCHANGED = Change((), 0.0, (), 0.0)


def runs(paragraph: Paragraph, start: int, end: int, x: float, change: Change) -> tuple[Run, ...]:
    """Characters ``start`` to ``end`` from ``x`` on, a run for each of the pieces they are of."""
    pieces = paragraph.pieces
    if len(pieces) == 1:
        _start, _end, face, size, spacing = pieces[0]
        if change is UNCHANGED:
            return (Run(x, face, size, spacing, paragraph.show(start, end)),)
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
    kerns = paragraph.kerns(start, end)
    if change is not UNCHANGED:
        kerns, stretch = _changed(kerns, change, size, end - start)
        spacing = round(spacing + stretch, 5)
    show = kerned(paragraph.codes, start, end, kerns)
    return Run(x, face, size, spacing, show)


def _changed(
    kerns: Sequence[Kern], change: Change, size: float, length: int
) -> tuple[Sequence[Kern], float]:
    """The kerns of a run of ``length`` characters after ``change``, and its stretch."""
    squeezed, squeeze, rigid, stretch = change
    if len(rigid) == length - 1:
        return kerns, 0.0
    squeeze, taken_back = round(1000 * squeeze, 1), round(1000 * stretch / size, 1)
    moves = [(position, squeeze) for position in squeezed]
    moves += [(position, taken_back) for position in rigid]
    return (sorted([*kerns, *moves]) if kerns else moves), stretch


def _within(change: Change, start: int, end: int) -> Change:
    """What of ``change`` lies between two characters from ``start`` to ``end``."""
    return Change(
        [position for position in change.squeezed if start < position < end],
        change.squeeze,
        [position for position in change.rigid if start < position < end],
        change.stretch,
    )


def _advance(paragraph: Paragraph, piece: Piece, start: int, end: int, change: Change) -> float:
    """How far the run after that from ``start`` to ``end`` stands from it."""
    squeezed = sum(1 for position in change.squeezed if start < position <= end)
    rigid = sum(1 for position in change.rigid if start < position <= end)
    return (
        paragraph.width(start, end)
        + change.stretch * (end - start - rigid)
        - change.squeeze * piece.size * squeezed
    )
