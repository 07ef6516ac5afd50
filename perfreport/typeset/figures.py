"""Charts set as text, bars and strokes."""

from __future__ import annotations

from typing import NamedTuple

from perfreport.charts.shapes import Box, Rule, shapes_of
from perfreport.typeset.display import Fill, Item, PlacedLines, Stroke
from perfreport.typeset.markup.blocks import Figure
from perfreport.typeset.text.setting import set_text

_ANY_WIDTH = 1e6


class SetFigure(NamedTuple):
    """A chart that has no place yet; places count from its top left corner.

    Attributes:
        width: of it.
        height: of it.
        items: what it consists of.
    """

    width: float
    height: float
    items: tuple[Item, ...]

    def placed(self, x: float, y: float) -> list[Item]:
        """Its items, with its top left corner at ``x`` and ``y``."""
        return [_moved(item, x, y) for item in self.items]


def set_figure(figure: Figure, width: float) -> SetFigure:
    """``figure``, as wide as ``width``.

    Raises:
        GlyphError: no face has a character of the text.
    """
    style = figure.style.text

    def measure(text: str) -> float:
        return set_text(text, style, _ANY_WIDTH)[0].width / style.size if text else 0.0

    shapes = shapes_of(figure.chart, width, style.size, measure)
    items: list[Item] = []
    for part in shapes.parts:
        if isinstance(part, Box):
            grey = (part.shade, part.shade, part.shade)
            items.append(
                Fill(part.left, part.top, part.left + part.width, part.top + part.height, grey)
            )
        elif isinstance(part, Rule):
            items.append(Stroke(*part))
        else:
            lines = set_text(part.text, style, _ANY_WIDTH)
            x = part.x - lines[0].width * part.anchor
            items.append(PlacedLines(x, part.baseline, style.size, lines))
    return SetFigure(shapes.width, shapes.height, tuple(items))


def _moved(item: Item, x: float, y: float) -> Item:
    if isinstance(item, PlacedLines):
        return item._replace(x=item.x + x, baseline=item.baseline + y)
    if isinstance(item, Fill):
        return Fill(item.left + x, item.top + y, item.right + x, item.bottom + y, item.color)
    assert isinstance(item, Stroke)
    return Stroke(item.x0 + x, item.y0 + y, item.x1 + x, item.y1 + y, item.weight)
