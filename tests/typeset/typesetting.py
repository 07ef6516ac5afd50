"""Markup typeset with the bundled fonts, and read back."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any

import pypdfium2
from pypdfium2 import raw

from perfreport.basics import resources
from perfreport.basics.properties import Properties
from perfreport.pdf.writer import write_pdf
from perfreport.typeset.fonts.book import FontBook
from tests.pdf_pages import Page, read_pages

_UTF16 = ctypes.POINTER(ctypes.c_ushort)

PROPERTIES = Properties(title="部门整体支出绩效自评报告", department="某市某局")


@lru_cache(maxsize=1)
def bundled_fonts() -> FontBook:
    """The fonts that come with the package, and no others."""
    return FontBook(bundled=resources.fonts())


def typeset(chunks: Iterable[str], fonts: FontBook, properties: Properties) -> bytes:
    """The finished file of a document given as ``chunks`` of markup."""
    file = BytesIO()
    write_pdf(file, chunks, fonts, properties)
    return file.getvalue()


def pdf_of(markup: str) -> bytes:
    """The finished file of ``markup``."""
    return typeset([markup], bundled_fonts(), PROPERTIES)


def pages_of(markup: str) -> list[Page]:
    """The pages of the finished file of ``markup``."""
    return read_pages(pdf_of(markup))


def text_of(page: Page) -> str:
    """The characters of ``page`` in the order of the file."""
    return "".join(glyph.text for glyph in page.glyphs)


def texts_as_written(pdf: bytes) -> list[list[str]]:
    """The strings that each page shows, in the order of the file, without blanks at their ends."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [list(_texts(page)) for page in document]


def _texts(page: Any) -> Iterator[str]:
    textpage = page.get_textpage()
    for shown in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        size = raw.FPDFTextObj_GetText(shown, textpage, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFTextObj_GetText(shown, textpage, ctypes.cast(buffer, _UTF16), size)
        yield buffer.raw.decode("utf-16-le").rstrip("\0").strip()
