"""All examples in one PDF: each says there what it says alone."""

from __future__ import annotations

import re
from functools import lru_cache

import pypdfium2

import perfreport
from tests.examples import EXAMPLES, example, rendered
from tests.outside.poppler import PdfFonts
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf

SETTINGS = perfreport.Settings(system_fonts=False)
_NUMBER = re.compile(r"(?:[—\-－]\s*\d+\s*[—\-－]|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?)\s*$")


@lru_cache(maxsize=1)
def whole() -> bytes:
    """One file of all of them."""
    documents = map(example, EXAMPLES)
    return perfreport.render_merged(documents, title="全部例子", settings=SETTINGS)


def texts(pdf: bytes) -> list[str]:
    """The text of each page without its number."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = [page.get_textpage().get_text_bounded() for page in document]
    return [_NUMBER.sub("", text.strip()) for text in found]


def entries(pdf: bytes) -> list[tuple[int, str, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [(e.level, e.get_title(), e.get_dest().get_index()) for e in document.get_toc()]


def test_each_page_says_what_it_says_alone() -> None:
    together, place = texts(whole()), 0
    marks = iter(entries(whole()))
    for name in EXAMPLES:
        pdf = rendered(name, "pdf")
        alone = texts(pdf)
        assert together[place : place + len(alone)] == alone, name
        level, title, page = next(marks)
        assert (level, page) == (0, place)
        assert example(name).department in title
        for mark in entries(pdf):
            assert next(marks) == (mark[0] + 1, mark[1], mark[2] + place)
        place += len(alone)
    assert place == len(together)
    assert next(marks, None) is None


def test_other_programs_find_nothing(preflight: Preflight, qpdf: Qpdf) -> None:
    assert preflight.validate(whole()) == []
    assert qpdf.check(whole()) == []


def test_no_font_is_there_twice(pdf_fonts: PdfFonts) -> None:
    names = [font.name for font in pdf_fonts(whole())]
    assert len(set(names)) == len(names)
    assert len(names) < sum(len(pdf_fonts(rendered(name, "pdf"))) for name in EXAMPLES[:6])
