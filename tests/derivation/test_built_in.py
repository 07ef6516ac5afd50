"""The PDF templates of the built-in forms are what is derived from their Word templates."""

from __future__ import annotations

import pytest

from perfreport.derivation.derived import derive
from perfreport.forms.registry import FormRegistry
from tools.templates import PDF, WORD, pdf_template

each_form = pytest.mark.parametrize("form_id", FormRegistry().ids)


@each_form
def test_the_pdf_template_is_the_derived_one(form_id: str) -> None:
    ready = (PDF / f"{form_id}.xml").read_text("utf-8")
    assert ready == pdf_template(WORD / f"{form_id}.docx"), "make templates writes it anew"


@each_form
def test_nothing_looks_otherwise_than_in_word(form_id: str) -> None:
    assert derive(WORD / f"{form_id}.docx").notes == ()


@each_form
def test_no_form_has_a_space_between_chinese_and_figures(form_id: str) -> None:
    """In neither format, so that the spaces of one document are all of one width: none."""
    text = pdf_template(WORD / f"{form_id}.docx")
    assert 'cjk-latin-space="no"' in text
    assert 'cjk-latin-space="yes"' not in text
