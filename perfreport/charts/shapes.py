"""A chart laid out by reportlab's charts, as shapes: bars, rules and words.

Lengths are in points, measured from the top left corner of the chart. Whoever draws the words does
so in a face of his own, and says how wide they are in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from math import ceil, floor, log10
from typing import Any, NamedTuple

from perfreport.basics.patterns import regex
from perfreport.blocks.titles import ems
from perfreport.charts.chart import Chart

_FONT = "perfreport-chart"
"""The name by which reportlab finds the widths of characters."""

_NAMES_PART = 0.36
"""Of the width, that names have at most."""

_LEADING = 1.3
_GAP = 0.5
"""Ems between names, bars and figures."""

_BAR, _BETWEEN = 1.2, 0.8
"""Ems that a bar is thick, and that are free between the bars of two names."""

_FOOT, _HEAD = 2.0, 2.0
"""Ems below the bars for the figures of the axis, and above them for the names of series."""

_BESIDE_NAME = 3.5
"""Ems beside the name of a series in the legend."""

_MOST_STEPS = 6
"""Of the axis."""

_SHADES = (0.4, 0.75, 0.6, 0.9)
"""Greys of the series, which differ in print."""
_THICK = 0.5
_NEVER_FIRST = "的，。：；）》”〕】、)"
_NEVER_LAST = "（《“〔【("
_PIECES = regex(r"[A-Za-z0-9.,%\-]{1,12}|.", re.DOTALL)
"""Words and figures, and all other characters one by one."""

_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Box(NamedTuple):
    """A filled rectangle.

    Attributes:
        left: edge.
        top: edge.
        width: of it.
        height: of it.
        shade: from 0, which is black, to 1.
    """

    left: float
    top: float
    width: float
    height: float
    shade: float


class Rule(NamedTuple):
    """A straight line, upright or level, ``weight`` points thick."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float


class Words(NamedTuple):
    """A line of text; ``anchor`` is the part of its width that stands left of ``x``."""

    x: float
    baseline: float
    text: str
    anchor: float


class Shapes(NamedTuple):
    """What a chart consists of.

    Attributes:
        width: of the chart.
        height: of it.
        size: of all words.
        parts: from back to front.
    """

    width: float
    height: float
    size: float
    parts: tuple[Box | Rule | Words, ...]


Measure = Callable[[str], float]
"""Tells how many ems a text is wide."""


def shapes_of(chart: Chart, width: float, size: float, measure: Measure = ems) -> Shapes:
    """``chart``, ``width`` points wide, with words of ``size`` that ``measure`` measures."""
    from reportlab.graphics.shapes import Drawing

    _know_widths()
    most = width * _NAMES_PART / size
    names = ["\n".join(_lines(name, most, measure)) for name in chart.names]
    of_series = _BAR * size * len(chart.series)
    highest = max(_LEADING * size * (name.count("\n") + 1) for name in names)
    step = max(of_series, highest) + _BETWEEN * size
    height = step * len(names) + (_FOOT + _head(chart, width / size, measure)) * size
    drawing = Drawing(width, height)
    drawing.add(_bars(chart, names, width, step, size, measure))
    if _is_named(chart):
        drawing.add(_legend(chart, width, height, size, measure))
    parts = list(_parts(drawing, height))
    words = [part for part in parts if isinstance(part, Words)]
    drawn = [part for part in parts if not isinstance(part, Words)]
    # Read from top to bottom, each name before its figures.
    words.sort(key=lambda part: (round(part.baseline), part.x))
    return Shapes(width, height, size, (*drawn, *words))


def _is_named(chart: Chart) -> bool:
    """Whether the chart says what its series are."""
    return len(chart.series) > 1


def _in_one_line(chart: Chart, width: float, measure: Measure) -> bool:
    """Whether the names of its series stand side by side in a ``width`` of so many ems."""
    return sum(measure(name) + _BESIDE_NAME for name in chart.series) <= width


def _head(chart: Chart, width: float, measure: Measure) -> float:
    """Ems that the names of series take above the bars."""
    if not _is_named(chart):
        return 0.0
    return _HEAD * (1 if _in_one_line(chart, width, measure) else len(chart.series))


def _lines(name: str, most: float, measure: Measure) -> list[str]:
    """``name`` in lines of at most so many ems, as equal as can be; words are not parted."""
    count = max(ceil(measure(name) / max(most, 1.0)), 1)
    each, lines = measure(name) / count, [""]
    for piece in _PIECES.findall(name):
        line = lines[-1]
        is_full = measure(line) >= each or measure(line + piece) > most
        if line and is_full and piece not in _NEVER_FIRST and line[-1] not in _NEVER_LAST:
            lines.append("")
        lines[-1] += piece
    return lines


def _bars(
    chart: Chart, names: list[str], width: float, step: float, size: float, measure: Measure
) -> Any:
    from reportlab.graphics.charts.barcharts import HorizontalBarChart
    from reportlab.lib.colors import Color

    widest = max(measure(line) for name in names for line in name.split("\n"))
    figures = max((measure(bar.text) for bars in chart.bars for bar in bars), default=0.0)
    bars = HorizontalBarChart()
    bars.x, bars.y = (widest + _GAP) * size, _FOOT * size
    bars.width = width - bars.x - (figures + 2 * _GAP) * size
    bars.height = step * len(names)
    bars.barWidth = _BAR * size
    bars.groupSpacing = step - bars.barWidth * len(chart.series)
    # The library counts series from below.
    bars.data = [
        [each[number].length for each in chart.bars]
        for number in reversed(range(len(chart.series)))
    ]
    bars.barLabelFormat = "values"
    bars.barLabelArray = [
        [each[number].text for each in chart.bars] for number in reversed(range(len(chart.series)))
    ]
    for number in range(len(chart.series)):
        shade = _SHADES[len(chart.series) - 1 - number]
        bars.bars[number].fillColor = Color(shade, shade, shade)
        bars.bars[number].strokeColor = None
    bars.barLabels.boxAnchor = "w"
    bars.barLabels.boxTarget = "hi"
    bars.barLabels.dx = _GAP * size
    _name(bars, names, size)
    _scale(bars.valueAxis, chart, size)
    for labels in (bars.barLabels, bars.categoryAxis.labels, bars.valueAxis.labels):
        labels.fontName, labels.fontSize, labels.leading = _FONT, size, _LEADING * size
    return bars


def _name(bars: Any, names: list[str], size: float) -> None:
    """Have ``names`` stand beside the bars, wherever nought is."""
    axis = bars.categoryAxis
    axis.categoryNames = names
    axis.reverseDirection = 1
    axis.visibleTicks = 0
    axis.strokeWidth = _THICK
    axis.labelAxisMode = "low"
    axis.labels.boxAnchor = "e"
    axis.labels.textAnchor = "end"
    axis.labels.dx = -_GAP * size


def _scale(axis: Any, chart: Chart, size: float) -> None:
    """Have ``axis`` hold all bars of ``chart``, and begin and end at round figures."""
    lengths = [bar.length for each in chart.bars for bar in each]
    step = _step_of_axis(chart)
    axis.valueStep = step
    axis.valueMin = floor(min(0.0, *lengths) / step) * step
    axis.valueMax = max(ceil(max(lengths) / step), 1) * step
    axis.labelTextFormat = "{:,.10g}".format
    axis.strokeWidth = _THICK
    axis.tickDown = _GAP * size / 2
    axis.labels.boxAnchor = "n"
    axis.labels.dy = -_GAP * size


def _step_of_axis(chart: Chart) -> float:
    """A round step with which an axis holds all bars of ``chart``, and ends behind the longest."""
    lengths = [0.0, *(bar.length for each in chart.bars for bar in each)]
    span = (max(lengths) - min(lengths)) or float(_MOST_STEPS)
    power = 10.0 ** floor(log10(span / _MOST_STEPS))
    return next(
        step for step in (power, 2 * power, 5 * power, 10 * power) if span <= step * _MOST_STEPS
    )


def _legend(chart: Chart, width: float, height: float, size: float, measure: Measure) -> Any:
    from reportlab.graphics.charts.legends import Legend
    from reportlab.lib.colors import Color

    legend = Legend()
    legend.fontName, legend.fontSize = _FONT, size
    legend.boxAnchor, legend.alignment = "ne", "right"
    legend.x, legend.y = width, height - _GAP * size / 2
    legend.columnMaximum = 1 if _in_one_line(chart, width / size, measure) else len(chart.series)
    legend.deltay = _HEAD * size
    legend.dx = legend.dy = 0.8 * size
    legend.dxTextSpace = 0.4 * size
    legend.autoXPadding = 1.5 * size
    legend.variColumn = 1
    legend.strokeColor, legend.strokeWidth = None, 0
    legend.colorNamePairs = [
        (Color(shade, shade, shade), name)
        for shade, name in zip(_SHADES, chart.series, strict=False)
    ]
    return legend


def _parts(node: Any, height: float, matrix: Any = (1, 0, 0, 1, 0, 0)) -> Iterator[Any]:
    """The shapes of which reportlab's ``node`` consists, in a chart of ``height``."""
    from reportlab.graphics import shapes

    if isinstance(node, shapes.UserNode):
        node = node.provideNode()
    if isinstance(node, shapes.Drawing | shapes.Group):
        matrix = shapes.mmult(matrix, getattr(node, "transform", (1, 0, 0, 1, 0, 0)))
        for child in node.getContents():
            yield from _parts(child, height, matrix)
    elif isinstance(node, shapes.Rect) and node.fillColor is not None:
        x, y = shapes.transformPoint(matrix, (node.x, node.y))
        left, right = sorted((x, x + node.width))
        yield Box(left, height - y - node.height, right - left, node.height, node.fillColor.red)
    elif isinstance(node, shapes.Line):
        x0, y0 = shapes.transformPoint(matrix, (node.x1, node.y1))
        x1, y1 = shapes.transformPoint(matrix, (node.x2, node.y2))
        yield Rule(x0, height - y0, x1, height - y1, node.strokeWidth)
    elif isinstance(node, shapes.String) and node.text:
        x, y = shapes.transformPoint(matrix, (node.x, node.y))
        yield Words(x, height - y, node.text, _ANCHORS[node.textAnchor])


class _Widths:
    """The widths of characters, as reportlab asks a font for them."""

    fontName = _FONT  # noqa: N815 # the names are reportlab's
    encName = "UTF8"  # noqa: N815
    _dynamicFont = _multiByte = False  # noqa: N815

    class face:  # noqa: N801
        """Its heights."""

        name = _FONT
        ascent, descent = 880, -120

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """In points."""
        return ems(text) * size


@cache
def _know_widths() -> None:
    """Have reportlab know the widths of characters, once a process."""
    from reportlab.pdfbase import pdfmetrics

    pdfmetrics.registerFont(_Widths())
