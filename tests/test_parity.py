"""Word and PDF say the same, cell by cell, for the examples and for documents of every kind."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import perfreport
from perfreport.blocks.model import Document
from tests.content import differences
from tests.docx_reading import read_docx
from tests.examples import EXAMPLES, rendered
from tests.pdf_reading import read_pdf
from tests.strategies import documents


@pytest.mark.parametrize("name", EXAMPLES)
def test_word_and_pdf_of_an_example_say_the_same(name: str) -> None:
    word = read_docx(rendered(name, "docx"))
    assert differences(word, read_pdf(rendered(name, "pdf"), like=word)) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_word_and_pdf_of_any_document_say_the_same(document: Document) -> None:
    word = read_docx(perfreport.render(document, "docx"))
    pdf = perfreport.render(document, "pdf", settings=perfreport.Settings(system_fonts=False))
    assert differences(word, read_pdf(pdf, like=word)) == []
