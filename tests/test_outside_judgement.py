"""What other programs say of the finished examples."""

from __future__ import annotations

from page import ValidationProfile, validate_pdf_bytes

from tests.content import plain_text, squeeze
from tests.docx_reading import read_docx
from tests.examples import EXAMPLES, rendered
from tests.outside.ooxml_validator import OoxmlValidator
from tests.outside.poppler import PdfFonts, PdfStructure
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf
from tests.outside.soffice import Soffice

WORD = [rendered(name, "docx") for name in EXAMPLES]
PDF = [rendered(name, "pdf") for name in EXAMPLES]
ALOUD = [rendered(name, "pdf", accessible=True) for name in EXAMPLES]


def test_the_open_xml_sdk_finds_nothing(ooxml_validator: OoxmlValidator) -> None:
    assert ooxml_validator.validate_all(WORD) == [[]] * len(WORD)


def test_libreoffice_opens_and_saves_every_word_document(soffice: Soffice) -> None:
    saved = soffice.convert_all(WORD, "docx")
    for before, after in zip(WORD, saved, strict=True):
        assert plain_text(read_docx(after)) == plain_text(read_docx(before))


def test_qpdf_finds_nothing(qpdf: Qpdf) -> None:
    assert [qpdf.check(pdf) for pdf in PDF] == [[]] * len(PDF)


def test_preflight_finds_valid_archive_files(preflight: Preflight) -> None:
    assert preflight.validate_all(PDF) == [[]] * len(PDF)


def test_accessible_files_can_be_read_aloud_and_archived(preflight: Preflight) -> None:
    reports = [validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1) for pdf in ALOUD]
    assert [report.failures for report in reports] == [[]] * len(ALOUD)
    assert preflight.validate_all(ALOUD) == [[]] * len(ALOUD)


def test_what_is_read_aloud_is_the_document_once_and_in_its_order(
    pdf_structure: PdfStructure,
) -> None:
    for word, pdf in zip(WORD, ALOUD, strict=True):
        # Of a figure its alternative text is read, not the words in it.
        parts = [part for part in pdf_structure(pdf) if part.role != "Figure"]
        aloud = squeeze("".join(part.text for part in parts))
        assert aloud == squeeze(plain_text(read_docx(word)))


def test_all_fonts_are_embedded_and_can_be_searched(pdf_fonts: PdfFonts) -> None:
    for pdf in PDF:
        fonts = pdf_fonts(pdf)
        assert fonts
        assert all(font.is_embedded and font.has_unicode for font in fonts)
