"""The charts of a document as pictures for Word: those that its PDF has, in grey (PNG)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.docx.charts import Picture
from perfreport.typeset.display import Fill, PlacedLines, Stroke
from perfreport.typeset.figures import SetFigure, set_figure
from perfreport.typeset.markup.blocks import Block, Figure, PageSetup, Section

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_DOTS = 300 / 72
"""Dots of a point, as fine as office printers print."""

_BLACK, _WHITE = 0, 255


def pictures_of(setup: PageSetup, blocks: Iterable[Block]) -> Iterator[Picture | None]:
    """The charts among ``blocks``, which begin on pages of ``setup``; None for an empty one.

    Raises:
        GlyphError: no face has a character of the text.
        TemplateError: the markup is wrong.
    """
    measure = setup.measure
    for block in blocks:
        if isinstance(block, Section):
            measure = block.setup.measure
        elif isinstance(block, Figure):
            chart = block.chart
            yield (
                None if chart.is_blank else _picture(set_figure(block, measure), chart.alternative)
            )


def _picture(figure: SetFigure, text: str) -> Picture:
    from PIL import Image, ImageDraw

    image = Image.new("L", (_dots(figure.width), _dots(figure.height)), _WHITE)
    draw = ImageDraw.Draw(image)
    for item in figure.items:
        if isinstance(item, Fill):
            corners = (item.left, item.top, item.right, item.bottom)
            draw.rectangle([_dots(each) for each in corners], fill=round(item.color[0] * _WHITE))
        elif isinstance(item, Stroke):
            ends = [_dots(each) for each in (item.x0, item.y0, item.x1, item.y1)]
            draw.line(ends, fill=_BLACK, width=max(_dots(item.weight), 1))
        elif isinstance(item, PlacedLines):
            _write(item, draw)
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(300, 300))
    return Picture(file.getvalue(), figure.width, figure.height, text)


def _write(lines: PlacedLines, draw: ImageDraw) -> None:
    """Draw ``lines``, character by character as they are set."""
    baseline = lines.baseline
    for line in lines.lines:
        for run in line.runs:
            x = lines.x + run.x
            face = run.font.face
            font = _font(*face.place, _dots(run.size))
            for character in run.text:
                place = (x * _DOTS, baseline * _DOTS)
                draw.text(place, character, fill=_BLACK, font=font, anchor="ls")
                x += face.advance(character) / 1000 * run.size + run.spacing
        baseline += lines.leading


@lru_cache(maxsize=16)
def _font(path: Path, number: int, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size, index=number)


def _dots(length: float) -> int:
    return round(length * _DOTS)
