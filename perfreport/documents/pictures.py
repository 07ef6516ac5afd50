"""The charts of a document as pictures for Word: those that its PDF has, in grey (PNG)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.basics.errors import GlyphError
from perfreport.docx.charts import Picture
from perfreport.typeset.display import Fill, PlacedLines, Stroke
from perfreport.typeset.figures import SetFigure, set_figure
from perfreport.typeset.markup.blocks import Block, Figure, PageSetup, Section
from perfreport.typeset.pages import room_on
from perfreport.typeset.upcoming import Upcoming

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_DOTS = 300 / 72
"""Dots of a point, as fine as office printers print."""

_BLACK, _WHITE = 0, 255
_MISSING = "□"


def pictures_of(setup: PageSetup, blocks: Iterable[Block]) -> Iterator[tuple[Picture, ...]]:
    """The charts among ``blocks``, which begin on pages of ``setup``, in the parts of the PDF.

    Of an empty one there are none. A character that no face has is drawn as an empty box.

    Raises:
        TemplateError: the markup is wrong, or a chart has too little room.
    """
    upcoming = Upcoming(blocks)
    for block in upcoming:
        if isinstance(block, Section):
            setup = block.setup
        elif isinstance(block, Figure):
            subject = upcoming.subject
            yield () if block.chart.is_blank else tuple(_pictures(block, setup, subject))


def _pictures(figure: Figure, setup: PageSetup, subject: str) -> Iterator[Picture]:
    height, missing = room_on(setup), ""
    while True:
        instead = dict.fromkeys(map(ord, missing), _MISSING)
        try:
            parts = set_figure(figure, setup.measure, height, subject, instead)
        except GlyphError as error:
            if error.character == _MISSING:
                raise
            missing += error.character
        else:
            break
    for part in parts:
        yield Picture(_drawn(part), part.width, part.height, part.text, missing)


def _drawn(figure: SetFigure) -> bytes:
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
    return file.getvalue()


def _write(lines: PlacedLines, draw: ImageDraw) -> None:
    """Draw ``lines``, character by character as they are set."""
    baseline = lines.baseline
    for line in lines.lines:
        for run in line.runs:
            font = _font(*run.font.face.place, _dots(run.size))
            stroke = round(run.font.emboldening / 2000 * run.size * _DOTS)
            for character, x in zip(run.text, run.places, strict=True):
                place = ((lines.x + x) * _DOTS, baseline * _DOTS)
                draw.text(place, character, _BLACK, font, "ls", stroke_width=stroke)
        baseline += lines.leading


@lru_cache(maxsize=16)
def _font(path: Path, number: int, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size, index=number)


def _dots(length: float) -> int:
    return round(length * _DOTS)
