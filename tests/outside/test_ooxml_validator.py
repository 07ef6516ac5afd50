"""The Open XML SDK finds nothing in a sound document, and names what is wrong in another."""

import io

from docx import Document
from docx.oxml import OxmlElement

from tests.outside.ooxml_validator import OoxmlValidator


def word_document(*, wrong_element: str | None = None) -> bytes:
    document = Document()
    paragraph = document.add_paragraph("绩效")
    if wrong_element is not None:
        paragraph._p.append(OxmlElement(wrong_element))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_sound_document_has_no_errors(ooxml_validator: OoxmlValidator) -> None:
    assert ooxml_validator.validate(word_document()) == []


def test_an_element_out_of_place_is_an_error_with_its_place(
    ooxml_validator: OoxmlValidator,
) -> None:
    [error] = ooxml_validator.validate(word_document(wrong_element="w:pPr"))

    assert error.startswith("/word/document.xml /w:document[1]/w:body[1]/w:p[1]")


def test_a_broken_package_is_an_error(ooxml_validator: OoxmlValidator) -> None:
    assert ooxml_validator.validate(word_document()[:2000]) != []


def test_each_of_many_documents_has_its_own_errors(ooxml_validator: OoxmlValidator) -> None:
    documents = [word_document(), word_document(wrong_element="w:body"), word_document()]

    errors = ooxml_validator.validate_all(documents)

    assert [len(each) > 0 for each in errors] == [False, True, False]
