"""Charts set as text, bars and strokes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from perfreport.charts.frame import frame_of
from perfreport.charts.shapes import Box, Rule, Shapes, shapes_of
from perfreport.typeset.display import Fill, Item, PlacedLines, Stroke, TextLine
from perfreport.typeset.markup.blocks import Figure
from perfreport.typeset.text.setting import set_text

_ANY_WIDTH = 1e6
_SHORTEST_AXIS = 4.0
"""Ems."""


class SetFigure(NamedTuple):
    """A chart, or a part of one, that has no place yet; places count from its top left corner.

    Attributes:
        width: of it.
        height: of it.
        items: what it consists of.
        text: what it shows, in words.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    text: str

    def placed(self, x: float, y: float) -> list[Item]:
        """Its items, with its top left corner at ``x`` and ``y``."""
        return [_moved(item, x, y) for item in self.items]


def set_figure(
    figure: Figure,
    width: float,
    height: float,
    subject: str,
    instead: Mapping[int, str] = MappingProxyType({}),
) -> list[SetFigure]:
    """``figure`` on pages with room of ``width`` and ``height``: whole, or else in parts.

    Args:
        figure: which has something to show.
        width: of it.
        height: that a page has for it and for what stands below it.
        subject: what its caption says; empty where it has none.
        instead: what is drawn in the place of some characters, as of ``str.translate``.

    Raises:
        GlyphError: no face has a character of the text.
        TemplateError: there is too little room.
    """
    style = figure.style.text

    def set_words(text: str) -> Sequence[TextLine]:
        return set_text(text.translate(instead), style, _ANY_WIDTH)

    def measure(text: str) -> float:
        return set_words(text)[0].width / style.size if text else 0.0

    chart = figure.chart
    frame = frame_of(chart, width, style.size, measure)
    if frame.length < _SHORTEST_AXIS * style.size:
        raise figure.mistake("版心太窄，画不下这张图，请用小一些的字")
    room = height - figure.style.before - figure.below
    parts = list(frame.parts(room))
    made = []
    for number, (first, end) in enumerate(parts, start=1):
        shapes = shapes_of(frame, first, end)
        if shapes.height > height:
            raise figure.mistake("一页放不下这张图的一项，请用小一些的字")
        text = chart.part(first, end).told(subject, number, len(parts))
        made.append(SetFigure(width, shapes.height, tuple(_items(shapes, set_words)), text))
    return made


def _items(shapes: Shapes, set_words: Callable[[str], Sequence[TextLine]]) -> Iterator[Item]:
    for part in shapes.parts:
        if isinstance(part, Box):
            grey = (part.shade, part.shade, part.shade)
            yield Fill(part.left, part.top, part.left + part.width, part.top + part.height, grey)
        elif isinstance(part, Rule):
            yield Stroke(*part)
        else:
            lines = set_words(part.text)
            x = part.x - lines[0].width * part.anchor
            yield PlacedLines(x, part.baseline, shapes.size, lines)


def _moved(item: Item, x: float, y: float) -> Item:
    if isinstance(item, PlacedLines):
        return item._replace(x=item.x + x, baseline=item.baseline + y)
    if isinstance(item, Fill):
        return Fill(item.left + x, item.top + y, item.right + x, item.bottom + y, item.color)
    assert isinstance(item, Stroke)
    return Stroke(item.x0 + x, item.y0 + y, item.x1 + x, item.y1 + y, item.weight)
