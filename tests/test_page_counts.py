"""Word files have as many pages as the PDF, as far as LibreOffice lays them out."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from tests.examples import EXAMPLES, rendered
from tests.outside.soffice import Soffice


def test_word_files_have_as_many_pages_as_the_pdf(soffice: Soffice) -> None:
    counts = pages_in_word(soffice, [rendered(name, "docx") for name in EXAMPLES])
    in_pdf = [page_count(rendered(name, "pdf")) for name in EXAMPLES]
    assert dict(zip(EXAMPLES, counts, strict=True)) == dict(zip(EXAMPLES, in_pdf, strict=True))


def pages_in_word(soffice: Soffice, files: Sequence[bytes]) -> list[int]:
    return [page_count(pdf) for pdf in soffice.convert_all(files, "pdf")]


def page_count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
