"""Whatever is edited in Word comes back as the same edit of the data, no more and no less."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import perfreport
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx
from tests.roundtrip.random_edits import edited, rearranged, told_apart
from tests.roundtrip.word_editor import WordEditor
from tests.strategies import FORMS, documents
from tests.strategies.texts import plain_lines

REGISTRY = FormRegistry()


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_random_edits_come_back_as_the_same_edits_of_the_data(
    form_id: str, data: st.DataObject
) -> None:
    document = told_apart(data.draw(documents(form_id, lines=plain_lines)))
    editor = WordEditor(perfreport.render(document, "docx"))
    for _ in range(data.draw(st.integers(1, 4))):
        document = edited(data.draw, editor, document)
    rearranged(data.draw, editor)
    reading = read_docx(editor.save(), REGISTRY)
    assert reading.document == document
    assert not reading.conflicts
    assert not reading.unplaced
    again = read_docx(perfreport.render(reading.document, "docx"), REGISTRY)
    assert again.document == reading.document
    assert (again.edits, again.conflicts, again.unplaced) == ((), (), ())
