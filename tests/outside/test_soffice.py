"""LibreOffice converts what is sound and refuses what is not."""

import pytest

from tests.outside.programs import ProgramError
from tests.outside.samples import word_document
from tests.outside.soffice import Soffice


def test_a_word_document_becomes_a_pdf(soffice: Soffice) -> None:
    assert soffice.convert(word_document("绩效"), "pdf").startswith(b"%PDF-")


def test_text_has_the_automatic_numbers(soffice: Soffice) -> None:
    numbered = word_document("甲", "乙", style="List Number")

    assert soffice.convert(numbered, "txt").decode().split() == ["1.", "甲", "2.", "乙"]


def test_many_documents_come_back_in_their_order(soffice: Soffice) -> None:
    texts = ["甲", "乙", "丙"]

    converted = soffice.convert_all([word_document(text) for text in texts], "txt")

    assert [text.decode().strip() for text in converted] == texts


@pytest.mark.parametrize("broken", [b"no Word document", word_document("绩效")[:2000]])
def test_what_it_cannot_open_is_an_error(soffice: Soffice, broken: bytes) -> None:
    with pytest.raises(ProgramError, match=r"cannot open the documents \[1\]"):
        soffice.convert_all([word_document("绩效"), broken], "pdf")
