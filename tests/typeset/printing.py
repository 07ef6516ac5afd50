"""Set lines printed to a file of one page, and read back from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from perfreport.basics import resources
from perfreport.basics.properties import Properties
from perfreport.pdf.writer import PdfWriter
from perfreport.typeset.display import FinishedPage, PlacedLines, TextLine
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.text.setting import Align, TextStyle
from tests.pdf_pages import Glyph, read_pages

LEFT = 50.0
LEADING = 40.0
WIDTH = 1000.0

SIZE = 16.0
PITCH = 15.793
MEASURE = 442.2
"""Size and advance of a report's characters, and the width of its lines: 156 mm."""

VISIBLE = 0.06
"""Points by which things may be off unseen."""

BOOK = FontBook(bundled=resources.fonts())


def body(
    fonts: FontBook,
    *names: str,
    align: Align = "justify",
    latin: str | None = None,
    pitch: float | None = PITCH,
    spaced: bool = False,
) -> TextStyle:
    """The style of a report's text, in 仿宋 unless ``names`` say otherwise."""
    chain = fonts.chain(names or ["仿宋"])
    latin_chain = fonts.chain([latin]) if latin else None
    return TextStyle(chain, SIZE, pitch, latin_chain, align, cjk_latin_space=spaced)


def texts(lines: Iterable[TextLine]) -> list[str]:
    """What stands on each of ``lines``."""
    return [line.text for line in lines]


def print_lines(lines: Sequence[TextLine]) -> bytes:
    """A PDF file of one page with ``lines`` one below the other."""
    file = BytesIO()
    writer = PdfWriter(file, Properties(title="行"))
    placed = PlacedLines(LEFT, LEADING, LEADING, lines)
    writer.add_page(FinishedPage(WIDTH, LEADING * (len(lines) + 2), [placed], []))
    writer.finish()
    return file.getvalue()


def read_lines(pdf: bytes, count: int) -> list[list[Glyph]]:
    """The glyphs of each of ``count`` printed lines, with ``left`` and ``right`` from its edge."""
    [page] = read_pages(pdf)
    lines: list[list[Glyph]] = [[] for _ in range(count)]
    for glyph in page.glyphs:
        line = lines[round(glyph.baseline / LEADING) - 1]
        line.append(glyph._replace(left=glyph.left - LEFT, right=glyph.right - LEFT))
    return lines


def printed(lines: Sequence[TextLine]) -> list[list[Glyph]]:
    """``lines`` as they stand in a finished file."""
    return read_lines(print_lines(lines), len(lines))
