"""The tables of one page, rebuilt from the rules that enclose their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.pdf_pages import Glyph, Line, Rule, lines_of

TOUCH = 1.5
"""Rules closer than this touch, or are one."""


class Box(NamedTuple):
    """A cell as it stands on a page: between ``left`` and ``right``, in rows of its page."""

    left: float
    right: float
    row: int
    rowspan: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The cell's lines joined."""
        return "".join(line.text for line in self.lines)


class Part(NamedTuple):
    """A table, or the part of one that stands on a page."""

    left: float
    top: float
    right: float
    bottom: float
    rows: int
    boxes: tuple[Box, ...]


class _Grid(NamedTuple):
    """Where rules cross: the places of vertical and horizontal rules, and the rules at each."""

    xs: list[float]
    ys: list[float]
    vertical: list[list[Rule]]
    horizontal: list[list[Rule]]


def find_tables(rules: Iterable[Rule], glyphs: Sequence[Glyph]) -> list[Part]:
    """The tables that ``rules`` make, from top to bottom, with the ``glyphs`` in their cells."""
    grids = (_grid(group) for group in _stacked(rules))
    return [_part(grid, glyphs) for grid in grids if len(grid.xs) > 1 and len(grid.ys) > 1]


def encloses(part: Part, glyph: Glyph) -> bool:
    """Whether ``glyph`` stands in a cell of ``part``."""
    x, y = _middle(glyph)
    return part.left < x < part.right and part.top < y < part.bottom


def _stacked(rules: Iterable[Rule]) -> list[list[Rule]]:
    """``rules`` in groups that stand one below the other, with a gap between."""
    groups: list[list[Rule]] = []
    bottom = -TOUCH
    for rule in sorted(rules, key=lambda rule: rule.top):
        if not groups or rule.top > bottom + TOUCH:
            groups.append([])
        groups[-1].append(rule)
        bottom = max(bottom, rule.bottom)
    return groups


def _grid(rules: Sequence[Rule]) -> _Grid:
    vertical = [rule for rule in rules if rule.bottom - rule.top > rule.right - rule.left]
    horizontal = [rule for rule in rules if rule.bottom - rule.top <= rule.right - rule.left]
    xs = positions(rule.left for rule in vertical)
    ys = positions(rule.top for rule in horizontal)
    return _Grid(
        xs=xs,
        ys=ys,
        vertical=[[rule for rule in vertical if abs(rule.left - x) < TOUCH] for x in xs],
        horizontal=[[rule for rule in horizontal if abs(rule.top - y) < TOUCH] for y in ys],
    )


def positions(values: Iterable[float]) -> list[float]:
    """``values`` in order, those that touch taken as one."""
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > TOUCH:
            distinct.append(value)
    return distinct


def _part(grid: _Grid, glyphs: Iterable[Glyph]) -> Part:
    part = Part(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1], len(grid.ys) - 1, ())
    regions = _regions(grid)
    contents: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if encloses(part, glyph):
            contents[regions[_place(grid, glyph)]].append(glyph)
    fields: defaultdict[int, list[int]] = defaultdict(list)
    for place, region in enumerate(regions):
        fields[region].append(place)
    boxes = (_box(grid, places, contents[region]) for region, places in fields.items())
    return part._replace(boxes=tuple(boxes))


def _regions(grid: _Grid) -> list[int]:
    """For each field of the grid, row by row, the first field of the cell it belongs to."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    parents = list(range(columns * rows))
    for row in range(rows):
        for column in range(columns):
            place = row * columns + column
            middle_y = (grid.ys[row] + grid.ys[row + 1]) / 2
            middle_x = (grid.xs[column] + grid.xs[column + 1]) / 2
            if column and not any(
                rule.top < middle_y < rule.bottom for rule in grid.vertical[column]
            ):
                _unite(parents, place, place - 1)
            if row and not any(rule.left < middle_x < rule.right for rule in grid.horizontal[row]):
                _unite(parents, place, place - columns)
    return [_root(parents, place) for place in range(columns * rows)]


def _unite(parents: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        place = parents[place]
    return place


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.baseline - 0.3 * glyph.size


def _place(grid: _Grid, glyph: Glyph) -> int:
    """The field in which ``glyph`` stands."""
    x, y = _middle(glyph)
    return (bisect_right(grid.ys, y) - 1) * (len(grid.xs) - 1) + bisect_right(grid.xs, x) - 1


def _box(grid: _Grid, places: Sequence[int], glyphs: Iterable[Glyph]) -> Box:
    columns = len(grid.xs) - 1
    first, last = places[0], places[-1]
    return Box(
        left=grid.xs[first % columns],
        right=grid.xs[last % columns + 1],
        row=first // columns,
        rowspan=last // columns - first // columns + 1,
        lines=tuple(lines_of(glyphs)),
    )
