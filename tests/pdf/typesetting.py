"""Markup typeset with the bundled fonts, and read back."""

from __future__ import annotations

from functools import lru_cache

from perfreport import resources
from perfreport.pdf.engine import typeset
from perfreport.pdf.fonts import FontBook
from perfreport.properties import Properties
from tests.pdf_pages import Page, read_pages

PROPERTIES = Properties(title="部门整体支出绩效自评报告", department="某市某局")


@lru_cache(maxsize=1)
def bundled_fonts() -> FontBook:
    """The fonts that come with the package, and no others."""
    return FontBook(bundled=resources.fonts() / "fandol")


def pdf_of(markup: str) -> bytes:
    """The finished file of ``markup``."""
    return typeset([markup], bundled_fonts(), PROPERTIES)


def pages_of(markup: str) -> list[Page]:
    """The pages of the finished file of ``markup``."""
    return read_pages(pdf_of(markup))


def text_of(page: Page) -> str:
    """The characters of ``page`` in the order of the file."""
    return "".join(glyph.text for glyph in page.glyphs)
