"""The borders of a table: where cells have strokes, and the strokes of the rows on one page.

Sets of columns and edges are whole numbers, a bit for each. Strokes of another thickness than the
table's have bits of their own, higher up: one plane of bits for each eighth of a point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from perfreport.typeset.display import Stroke
from perfreport.typeset.markup.attributes import Border

_PLANE = 128
"""Bits of a plane: more than a table has columns."""

_FIRST_PLANE = (1 << _PLANE) - 1


class RowEdges(NamedTuple):
    """Where a row has strokes, as sets of bits.

    Attributes:
        above: the columns with a stroke along their upper edge.
        below: the columns with a stroke along their lower edge.
        upright: the column edges, counted from the left edge of the table, with a stroke.
    """

    above: int
    below: int
    upright: int


_NONE = RowEdges(0, 0, 0)


class _Boundary(NamedTuple):
    """Where a row starts, or the last one ends: strokes along it, and upright ones below it."""

    y: float
    across: int
    upright: int


def cell_edges(column: int, end: int, border: Border) -> RowEdges:
    """The edges of a cell that covers the columns from ``column`` to before ``end``."""
    across = (1 << end) - (1 << column)
    return RowEdges(
        above=_in_plane(across, border.top),
        below=_in_plane(across, border.bottom),
        upright=_in_plane(1 << column, border.left) | _in_plane(1 << end, border.right),
    )


def _in_plane(bits: int, thickness: int | None) -> int:
    return 0 if thickness is None else bits << _PLANE * thickness


def strokes(
    rows: Sequence[tuple[float, RowEdges]],
    bottom: float,
    edges: Sequence[float],
    weight: float,
    frame: int,
) -> list[Stroke]:
    """The strokes of ``rows``, given by their tops and edges; the last row ends at ``bottom``.

    Where two cells ask for a stroke the thicker one is drawn. Strokes that continue each other are
    one.

    Args:
        rows: from top to bottom.
        bottom: of the last row.
        edges: places of the column edges.
        weight: of the strokes of the table's own thickness, in points; 0 for none.
        frame: thickness of those around all rows, in eighths of a point; 0 for ``weight``.
    """
    boundaries = []
    last, planes = _NONE, 0
    for y, row in (*rows, (bottom, _NONE)):
        boundaries.append(_Boundary(y, last.below | row.above, row.upright))
        planes |= last.below | row.above | row.upright
        last = row
    if not frame and planes <= _FIRST_PLANE:
        return _strokes(boundaries, edges, weight) if weight else []
    if frame:
        boundaries = _framed(boundaries, 1 | 1 << len(edges) - 1, frame)
        planes |= 1 << _PLANE * frame
    return _by_thickness(boundaries, planes, edges, weight)


def _framed(boundaries: list[_Boundary], sides: int, frame: int) -> list[_Boundary]:
    """``boundaries`` with outer strokes of the table's own thickness in the plane of ``frame``."""
    framed = []
    for number, (y, across, upright) in enumerate(boundaries):
        outer = number in (0, len(boundaries) - 1)
        moved = across & _FIRST_PLANE if outer else 0
        at_sides = upright & sides
        framed.append(
            _Boundary(
                y,
                across - moved | _in_plane(moved, frame),
                upright - at_sides | _in_plane(at_sides, frame),
            )
        )
    return framed


def _by_thickness(
    boundaries: Sequence[_Boundary], planes: int, edges: Sequence[float], weight: float
) -> list[Stroke]:
    """The strokes of all planes that have bits in ``planes``, the thickest first."""
    used = [
        (thickness / 8 or weight, thickness)
        for thickness in range(planes.bit_length() // _PLANE + 1)
        if planes >> _PLANE * thickness & _FIRST_PLANE
    ]
    found: list[Stroke] = []
    covered = [(0, 0)] * len(boundaries)
    for points, thickness in sorted(used, reverse=True):
        plane = [
            _Boundary(y, _visible(across, thickness, drawn), _visible(upright, thickness, below))
            for (y, across, upright), (drawn, below) in zip(boundaries, covered, strict=True)
        ]
        covered = [
            (drawn | each.across, below | each.upright)
            for (drawn, below), each in zip(covered, plane, strict=True)
        ]
        found += _strokes(plane, edges, points) if points else []
    return found


def _visible(bits: int, thickness: int, covered: int) -> int:
    """The bits in the plane of ``thickness`` that thicker strokes have not ``covered``."""
    return bits >> _PLANE * thickness & _FIRST_PLANE & ~covered


def _strokes(
    boundaries: Iterable[_Boundary], edges: Sequence[float], weight: float
) -> list[Stroke]:
    found: list[Stroke] = []
    since = [0.0] * len(edges)
    last = 0
    for y, across, upright in boundaries:
        for first, end in _runs(across):
            found.append(Stroke(edges[first], y, edges[end], y, weight))
        for first, end in _runs(last ^ upright):
            for number in range(first, end):
                if upright >> number & 1:
                    since[number] = y
                else:
                    x = edges[number]
                    found.append(Stroke(x, since[number], x, y, weight))
        last = upright
    return found


@lru_cache(maxsize=256)
def _runs(bits: int) -> Sequence[tuple[int, int]]:
    """The unbroken runs of ``bits``, each from its first to after its last."""
    return [run.span() for run in re.finditer("1+", f"{bits:b}"[::-1])]
