"""The runs of a line: its characters as codes, with the distances between them."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple

from perfreport.pdf.display import Run
from perfreport.pdf.measure import Paragraph
from perfreport.pdf.metrics import Piece


class Change(NamedTuple):
    """What sets a line apart from its natural shape.

    Attributes:
        closer: indices of characters nearer to the one before by ``squeeze``, in order.
        squeeze: in ems.
        stretch: points between characters that are not tied to each other.
    """

    closer: list[int]
    squeeze: float
    stretch: float


UNCHANGED = Change([], 0.0, 0.0)

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
        finished.append(_run(paragraph, piece, left, right, x, _within(change, left, right)))
        x += _advance(paragraph, piece, left, right, change)
    return tuple(finished)


def _run(paragraph: Paragraph, piece: Piece, start: int, end: int, x: float, change: Change) -> Run:
    _start, _end, face, size, spacing = piece
    if change is UNCHANGED:
        return _new(Run, (x, face, size, spacing, paragraph.codes.show(start, end)))
    closer, squeeze, stretch = change
    if closer:
        show = paragraph.codes.show_closer(start, end, closer, 1000 * squeeze)
    elif paragraph.codes.count_ties(start, end) == end - start - 1:
        show, stretch = paragraph.codes.show(start, end), 0.0
    else:
        show = paragraph.codes.show(start, end, f">{1000 * stretch / size:.1f}<")
    return _new(Run, (x, face, size, spacing + stretch, show))


def _within(change: Change, start: int, end: int) -> Change:
    """What of ``change`` concerns the run from ``start`` to ``end``."""
    if not change.closer:
        return change
    closer = [position for position in change.closer if start < position < end]
    return change._replace(closer=closer)


def _advance(paragraph: Paragraph, piece: Piece, start: int, end: int, change: Change) -> float:
    """How far the run after that from ``start`` to ``end`` stands from it."""
    closer = sum(1 for position in change.closer if start < position <= end)
    untied = end - start - paragraph.codes.count_ties(start, end + 1)
    return (
        paragraph.width(start, end) + change.stretch * untied - change.squeeze * piece.size * closer
    )
