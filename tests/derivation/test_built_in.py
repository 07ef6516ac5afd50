"""The PDF templates of the built-in forms are what is derived from their Word templates."""

from __future__ import annotations

import pytest

from perfreport.basics import resources
from perfreport.derivation.derived import derive
from tools.word_templates.forms import word_templates
from tools.word_templates.pdf import pdf_template


@pytest.mark.parametrize("form_id", word_templates())
def test_the_pdf_template_is_the_derived_one(form_id: str) -> None:
    word = resources.templates() / "docx" / f"{form_id}.docx"
    ready = resources.templates() / "pdf" / f"{form_id}.xml"
    assert ready.read_text("utf-8") == pdf_template(word), "make templates writes it anew"


@pytest.mark.parametrize("form_id", word_templates())
def test_nothing_looks_otherwise_than_in_word(form_id: str) -> None:
    assert derive(resources.templates() / "docx" / f"{form_id}.docx").notes == ()
