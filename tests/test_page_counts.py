"""Word files have as many pages as the PDF, as far as LibreOffice lays them out."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
from lxml import etree

from perfreport.docx.wordml import W, element
from tests.docx.word_files import parts_of, with_parts
from tests.examples import EXAMPLES, rendered
from tests.outside.soffice import Soffice

WITH_ROWS_OVER_PAGES = {"guangzhou-2023-project-targets"}
"""Rows that may be as tall as a page break in Word, where the PDF keeps what a page can hold."""


def test_word_files_have_as_many_pages_as_the_pdf(soffice: Soffice) -> None:
    counts = pages_in_word(soffice, [rendered(name, "docx") for name in EXAMPLES])
    unlike = {
        name
        for name, count in zip(EXAMPLES, counts, strict=True)
        if count != page_count(rendered(name, "pdf"))
    }
    assert unlike == WITH_ROWS_OVER_PAGES


def test_nothing_but_rows_over_pages_makes_a_difference(soffice: Soffice) -> None:
    names = sorted(WITH_ROWS_OVER_PAGES)
    counts = pages_in_word(soffice, [with_whole_rows(rendered(name, "docx")) for name in names])
    assert counts == [page_count(rendered(name, "pdf")) for name in names]


def pages_in_word(soffice: Soffice, files: Sequence[bytes]) -> list[int]:
    return [page_count(pdf) for pdf in soffice.convert_all(files, "pdf")]


def page_count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def with_whole_rows(file: bytes) -> bytes:
    """The Word ``file`` with all rows of its tables kept on one page."""
    root = etree.fromstring(parts_of(file)["word/document.xml"])
    for properties in root.iter(W + "trPr"):
        if properties.find(W + "cantSplit") is None:
            properties.insert(0, element("cantSplit"))
    return with_parts(file, {"word/document.xml": etree.tostring(root)})
