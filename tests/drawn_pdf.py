"""PDF files drawn for tests, with texts and borders exactly where a test wants them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.content import Cell

WIDTH, HEIGHT = 400, 500
SIZE = 10
COLUMN, ROW = 60, 40
LEFT, TABLE_TOP = 20, 100

Draw = Callable[["Sheet"], None]
"""Draws a page."""


class Sheet:
    """A page to draw on, in points from its top left corner."""

    def __init__(self, canvas: Canvas) -> None:
        """Draw on the current page of ``canvas``."""
        self._canvas = canvas

    def text(self, left: float, baseline: float, text: str, size: float = SIZE) -> None:
        """A line of text; Chinese characters are ``size`` wide and ASCII half of it."""
        self._canvas.setFont(_font(), size)
        self._canvas.drawString(left, HEIGHT - baseline, text)

    def stroke(self, left: float, top: float, right: float, bottom: float) -> None:
        """A straight line."""
        self._canvas.line(left, HEIGHT - top, right, HEIGHT - bottom)

    def bar(self, left: float, top: float, width: float, height: float) -> None:
        """A filled rectangle."""
        bottom = HEIGHT - top - height
        self._canvas.rect(left, bottom, width, height, stroke=0, fill=1)

    def cell(self, cell: Cell, column_width: float, row_height: float) -> None:
        """The borders of ``cell`` and its lines, which are parted by newlines."""
        left, top = LEFT + cell.column * column_width, TABLE_TOP + cell.row * row_height
        right, bottom = left + cell.colspan * column_width, top + cell.rowspan * row_height
        for border in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        ):
            self.stroke(*border)
        for number, line in enumerate(cell.text.split("\n"), start=1):
            self.text(left, top + 1.2 * SIZE * number, line)


def pdf(*pages: Draw) -> bytes:
    """A file of ``pages``."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    for draw in pages:
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(*texts: str) -> Draw:
    """Draws ``texts`` one below the other."""

    def draw(sheet: Sheet) -> None:
        for number, text in enumerate(texts, start=2):
            sheet.text(LEFT, 2 * SIZE * number, text)

    return draw


def table(cells: Iterable[Cell], column_width: float = COLUMN, row_height: float = ROW) -> Draw:
    """Draws ``cells``, all rows of one height and all columns of one width."""

    def draw(sheet: Sheet) -> None:
        for cell in cells:
            sheet.cell(cell, column_width, row_height)

    return draw


@cache
def _font() -> str:
    """Name of a font of squares for all characters, to be embedded like any other."""
    builder = FontBuilder(unitsPerEm=1000)
    widths = {".notdef": 1000, "half": 500, "full": 1000}
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap(dict(_character_map()))
    builder.setupGlyf({name: _square(width) for name, width in widths.items()})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    file.seek(0)
    pdfmetrics.registerFont(TTFont("Squares", file))
    return "Squares"


def _character_map() -> Iterator[tuple[int, str]]:
    yield from ((code, "half") for code in range(0x20, 0x7F))
    for first, last in [(0x2010, 0x2460), (0x3000, 0x3100), (0x4E00, 0xA000), (0xFF00, 0xFFF0)]:
        yield from ((code, "full") for code in range(first, last))


def _square(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 800), (width - 50, 800), (width - 50, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
