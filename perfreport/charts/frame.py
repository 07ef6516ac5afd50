"""The frame of a chart: what all its parts have alike, and how its rows are shared out to pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import ceil
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.blocks.titles import ems
from perfreport.blocks.words import WORD
from perfreport.charts.axis import Axis, axis_of
from perfreport.charts.chart import Bar, Chart

LEADING = 1.3
GAP = 0.5
"""Ems between names, bars and figures."""

BAR, _BETWEEN = 1.2, 1.0
"""Ems that a bar is thick, and that are free between the bars of two names."""

FOOT, HEAD = 2.0, 2.0
"""Ems below the bars for the figures of the axis, and above them for a line of the legend."""

_NAMES_PART = 0.36
"""Of the width, that names have at most."""

_MOST_LINES = 4
"""Of a name; a longer one is shortened, for the table beside the chart has it whole."""

_TAIL = 10
"""Pieces at the end of a shortened name, which tell one stage of a project from the next."""

_LEFT_OUT = "……"
_BESIDE_NAME = 3.5
"""Ems beside the name of a series in the legend."""

_SLACK = 1e-6
_NEVER_FIRST = "的，。：；）》”〕】、)"
_NEVER_LAST = "（《“〔【("
_SIGNS = r"[A-Za-z0-9.,%\-]{1,12}|."
"""Latin words and figures, and all other characters one by one."""

_CHARACTERS, _WORDS = regex(_SIGNS, re.DOTALL), regex(f"{WORD}|{_SIGNS}", re.DOTALL)

Measure = Callable[[str], float]
"""Tells how many ems a text is wide."""


class _Piece(NamedTuple):
    """Of a name, with its width in ems."""

    text: str
    width: float


class Frame(NamedTuple):
    """What the parts of a chart have alike, so that one scale holds for all; lengths in points.

    Attributes:
        chart: the whole of it.
        width: of it.
        size: of all words.
        names: of its rows, each in lines.
        heights: of its rows.
        names_end: the right edge of the names.
        start: where the axis begins, behind what figures of bars below nought may take.
        length: of the axis; none is left where the chart is too narrow.
        axis: with its ticks.
        figures: at each of them; empty where there is no room for one.
        legend_lines: above the bars; none where a single series needs no name.
    """

    chart: Chart
    width: float
    size: float
    names: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    names_end: float
    start: float
    length: float
    axis: Axis
    figures: tuple[str, ...]
    legend_lines: int

    @property
    def head(self) -> float:
        """Height of the legend."""
        return HEAD * self.legend_lines * self.size

    @property
    def margins(self) -> float:
        """Height of what stands above and below the rows of each part."""
        return self.head + FOOT * self.size

    def parts(self, room: float) -> Iterator[tuple[int, int]]:
        """The first row of each part, and that after its last: as few parts as go into ``room``.

        They are about equally high: a last one of a row or two would look lost. A row that is
        higher by itself is a part of its own all the same.
        """
        room += _SLACK - self.margins
        heights = self.heights
        left, first = len(list(_filled(heights, room))), 0
        while first < len(heights):
            share = min(sum(heights[first:]) / left, room)
            end, height = first + 1, heights[first]
            while end < len(heights) and height < share - _SLACK and height + heights[end] <= room:
                height += heights[end]
                end += 1
            yield first, end
            left, first = max(left - 1, 1), end


def frame_of(chart: Chart, width: float, size: float, measure: Measure = ems) -> Frame:
    """The frame of ``chart``, ``width`` points wide, its words of ``size`` and as ``measure`` says.

    It is the same for the whole chart and for what it is parted into.
    """
    measure, most = cache(measure), width * _NAMES_PART / size
    names = tuple(tuple(_shortened(name, most, measure)) for name in chart.names)
    widest = max(measure(line) for name in names for line in name)
    bars = [bar for each in chart.bars for bar in each if bar.text]
    below, above = ([bar for bar in bars if (bar.length < 0) == side] for side in (True, False))
    of_series = BAR * len(chart.series)
    heights = tuple((max(of_series, LEADING * len(each)) + _BETWEEN) * size for each in names)
    names_end = widest * size
    start = names_end + (_room_for(below, measure) + GAP) * size
    # Half of the last figure of the axis stands beyond its end.
    axis = axis_of(chart)
    half = measure(axis.figure(axis.last)) / 2
    length = width - start - max(_room_for(above, measure), half, 2 * GAP) * size
    figures = tuple(axis.figures(length / size, measure))
    return Frame(
        *(chart, width, size, names, heights, names_end, start, length, axis, figures),
        _legend_lines(chart, width / size, measure),
    )


def _room_for(bars: Sequence[Bar], measure: Measure) -> float:
    """Ems that the figures beyond the ends of ``bars`` take."""
    return max((measure(bar.text) + 2 * GAP for bar in bars), default=0.0)


def _legend_lines(chart: Chart, width: float, measure: Measure) -> int:
    """Lines that the names of its series take in a ``width`` of so many ems."""
    if len(chart.series) == 1:
        return 0
    side_by_side = sum(measure(name) + _BESIDE_NAME for name in chart.series)
    return 1 if side_by_side <= width else len(chart.series)


def _filled(heights: Sequence[float], room: float) -> Iterator[float]:
    """The heights of parts into which rows are put as long as there is ``room``."""
    height = 0.0
    for each in heights:
        if height and height + each > room:
            yield height
            height = 0.0
        height += each
    yield height


def _shortened(name: str, most: float, measure: Measure) -> list[str]:
    """``name`` in lines of at most so many ems, without its middle where they would be too many."""
    words, pieces = (
        [_Piece(each, measure(each)) for each in pattern.findall(name)]
        for pattern in (_WORDS, _CHARACTERS)
    )
    # Few words are parted, but for their sake there is neither a line more nor a wider one.
    filled = _lines(pieces, most)
    lines = _lines(words, most)
    if len(lines) > len(filled) or max(map(measure, lines)) > most:
        lines = filled
    if len(lines) <= _MOST_LINES:
        return lines
    left_out = _Piece(_LEFT_OUT, measure(_LEFT_OUT))

    def without_middle(head: int) -> list[str]:
        return _lines([*pieces[:head], left_out, *pieces[-_TAIL:]], most)

    heads = range(1, len(pieces) - _TAIL)
    longest = bisect_right(heads, _MOST_LINES, key=lambda head: len(without_middle(head)))
    return without_middle(max(longest, 1))


def _lines(pieces: Sequence[_Piece], most: float) -> list[str]:
    """``pieces`` in lines of at most so many ems, as equal as can be."""
    width = sum(piece.width for piece in pieces)
    share = width / max(ceil(width / max(most, 1.0)), 1)
    lines, filled = [""], 0.0
    for text, width in pieces:
        line = lines[-1]
        is_full = filled >= share or filled + width > most
        if line and is_full and text not in _NEVER_FIRST and line[-1] not in _NEVER_LAST:
            lines.append("")
            filled = 0.0
        lines[-1] += text
        filled += width
    return lines
