"""A chart laid out by reportlab's charts, as shapes: bars, rules and words.

Lengths are in points, measured from the top left corner of the chart. Whoever draws the words does
so in a face of his own, and says how wide they are in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from perfreport.blocks.titles import ems
from perfreport.charts.frame import BAR, FOOT, GAP, HEAD, LEADING, Frame

_FONT = "perfreport-chart"
"""The name by which reportlab finds the widths of characters."""

_SHADES = (0.4, 0.75, 0.6, 0.9)
"""Greys of the series, which differ in print."""
_THICK = 0.5

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
    """What a chart, or a part of one, consists of.

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


def shapes_of(frame: Frame, first: int, end: int) -> Shapes:
    """The part of a chart in its ``frame`` that has the rows from ``first`` to before ``end``."""
    from reportlab.graphics.shapes import Drawing

    _know_widths()
    width, size = frame.width, frame.size
    height = sum(frame.heights[first:end]) + frame.margins
    drawing = Drawing(width, height)
    drawing.add(_bars(frame, first, end))
    if frame.legend_lines:
        drawing.add(_legend(frame, height))
    parts = list(_parts(drawing, height))
    words = [part for part in parts if isinstance(part, Words)]
    drawn = [part for part in parts if not isinstance(part, Words)]
    # Read from top to bottom, each name before its figures.
    words.sort(key=lambda part: (round(part.baseline), part.x))
    return Shapes(width, height, size, (*drawn, *words))


def _bars(frame: Frame, first: int, end: int) -> Any:
    from reportlab.graphics.charts.barcharts import HorizontalBarChart
    from reportlab.lib.colors import Color

    size, chart = frame.size, frame.chart.part(first, end)
    heights = frame.heights[first:end]
    bars = HorizontalBarChart()
    bars.x, bars.y = frame.start, FOOT * size
    bars.width, bars.height = frame.length, sum(heights)
    bars.categoryAxis = _axis_of_names(frame, first, end)
    bars.barWidth = BAR * size
    bars.groupSpacing = bars.height / len(heights) - bars.barWidth * len(chart.series)
    # The library counts series from below.
    below = range(len(chart.series) - 1, -1, -1)
    bars.data = [[each[number].length for each in chart.bars] for number in below]
    bars.barLabelFormat = "values"
    bars.barLabelArray = [[each[number].text for each in chart.bars] for number in below]
    for number in below:
        shade = _SHADES[len(chart.series) - 1 - number]
        bars.bars[number].fillColor = Color(shade, shade, shade)
        bars.bars[number].strokeColor = None
    # All three are turned round for bars below nought.
    bars.barLabels.boxAnchor = "w"
    bars.barLabels.textAnchor = "start"
    bars.barLabels.dx = GAP * size
    _scale(bars.valueAxis, frame)
    for labels in (bars.barLabels, bars.categoryAxis.labels, bars.valueAxis.labels):
        labels.fontName, labels.fontSize, labels.leading = _FONT, size, LEADING * size
    return bars


def _axis_of_names(frame: Frame, first: int, end: int) -> Any:
    """The axis beside which names stand, wherever nought is, each in a row as high as it needs."""
    from reportlab.graphics.charts.axes import YCategoryAxis

    heights = frame.heights[first:end]
    step = sum(heights) / len(heights)
    # The library's rows are all ``step`` high, and centred on what they would be without.
    middles = [sum(heights[at + 1 :]) + height / 2 for at, height in enumerate(heights)]

    class Axis(YCategoryAxis):  # type: ignore[misc] # the library has no types
        def loScale(self, row: int) -> float:  # noqa: N802 # the name is reportlab's
            """Where a row begins."""
            return float(self._y + middles[row] - step / 2)

    axis = Axis()
    axis.categoryNames = ["\n".join(lines) for lines in frame.names[first:end]]
    axis.reverseDirection = 1
    axis.visibleTicks = 0
    axis.strokeWidth = _THICK
    axis.labelAxisMode = "low"
    axis.labels.boxAnchor = "e"
    axis.labels.textAnchor = "end"
    axis.labels.dx = frame.names_end - frame.start
    for below, middle in enumerate(reversed(middles)):
        axis.labels[below].labelPosFrac = middle / step - below
    return axis


def _scale(scale: Any, frame: Frame) -> None:
    """Have reportlab's ``scale`` be the axis of ``frame``."""
    axis, size = frame.axis, frame.size
    scale.valueSteps = [axis.place(tick) for tick in axis.ticks]
    scale.valueMin, scale.valueMax = scale.valueSteps[0], scale.valueSteps[-1]
    scale.labelTextFormat = frame.figures
    scale.strokeWidth = _THICK
    scale.tickDown = GAP * size / 2
    scale.labels.boxAnchor = "n"
    scale.labels.textAnchor = "middle"
    scale.labels.dy = -GAP * size


def _legend(frame: Frame, height: float) -> Any:
    from reportlab.graphics.charts.legends import Legend
    from reportlab.lib.colors import Color

    size = frame.size
    legend = Legend()
    legend.fontName, legend.fontSize = _FONT, size
    legend.boxAnchor, legend.alignment = "ne", "right"
    legend.x, legend.y = frame.width, height - GAP * size / 2
    legend.columnMaximum = frame.legend_lines
    legend.deltay = HEAD * size
    legend.dx = legend.dy = 0.8 * size
    legend.dxTextSpace = 0.4 * size
    legend.autoXPadding = 1.5 * size
    legend.variColumn = 1
    legend.strokeColor, legend.strokeWidth = None, 0
    legend.colorNamePairs = [
        (Color(shade, shade, shade), name)
        for shade, name in zip(_SHADES, frame.chart.series, strict=False)
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
