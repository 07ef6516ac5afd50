"""Poppler tells embedded fonts from others and draws every page."""

import io
import struct
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.outside.poppler import PdfFonts, PdfPages

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def pdf(*, font: str, pages: int = 1) -> bytes:
    pdfmetrics.registerFont(TTFont("Vera", VERA))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for _ in range(pages):
        canvas.setFont(font, 12)
        canvas.drawString(72, 720, "100%")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_font_that_is_not_in_the_file_is_not_embedded(pdf_fonts: PdfFonts) -> None:
    [font] = pdf_fonts(pdf(font="Helvetica"))

    assert (font.name, font.is_embedded) == ("Helvetica", False)


def test_a_subset_in_the_file_is_embedded(pdf_fonts: PdfFonts) -> None:
    fonts = {font.name.partition("+")[2]: font for font in pdf_fonts(pdf(font="Vera"))}

    font = fonts["BitstreamVeraSans-Roman"]
    assert (font.is_embedded, font.is_subset, font.has_unicode) == (True, True, True)


def test_every_page_is_drawn_in_the_size_asked_for(pdf_pages_as_png: PdfPages) -> None:
    pictures = pdf_pages_as_png(pdf(font="Helvetica", pages=11), dpi=72)

    sizes = [struct.unpack(">II", picture[16:24]) for picture in pictures]
    assert sizes == [(596, 842)] * 11
