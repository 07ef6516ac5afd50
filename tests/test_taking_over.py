"""Edits made in Word come into a data file that has changed since: these edits, and no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import perfreport
from perfreport.differences import Merged, merge
from perfreport.forms.registry import FormRegistry
from perfreport.models import AnyDocument
from perfreport.reading import Reading, read_docx
from perfreport.taking_over import take_over
from tests.differences.edits import edited as drifted
from tests.examples import EXAMPLES, example, rendered
from tests.reading.random_edits import edited
from tests.reading.word_editor import WordEditor
from tests.strategies import FORMS, documents
from tests.strategies.texts import plain_lines

REGISTRY = FormRegistry()

Typing = Callable[[WordEditor], None]


@cache
def printed(text: str) -> bytes:
    return perfreport.render(perfreport.loads(text), "docx")


def typed_in_word(text: str, *acts: Typing) -> Reading:
    """The Word file of ``text`` after ``acts``."""
    editor = WordEditor(printed(text))
    for act in acts:
        act(editor)
    return read_docx(editor.save(), REGISTRY)


def taken_over(reading: Reading, text: str) -> Merged[AnyDocument]:
    return take_over(reading, perfreport.loads(text), REGISTRY)


def retyped(old: str, new: str) -> Typing:
    return lambda editor: editor.replace(editor.paragraph(old), old, new)


def row_removed(words: str) -> Typing:
    def act(editor: WordEditor) -> None:
        row = editor.row(words)
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)

    return act


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("knows_printed", [True, False])
def test_a_file_that_nobody_edited_changes_nothing(name: str, knows_printed: bool) -> None:
    reading = read_docx(rendered(name, "docx"), REGISTRY)
    if not knows_printed:
        reading = replace(reading, printed=None)
    merged = take_over(reading, example(name), REGISTRY)
    assert merged.document == example(name)
    assert not merged.conflicts


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_edits_come_into_the_data_file_as_if_it_were_known_what_was_printed(
    form_id: str, data: st.DataObject
) -> None:
    base = data.draw(documents(form_id, lines=plain_lines))
    other = data.draw(documents(form_id, lines=plain_lines))
    current = drifted(base, other, data.draw(st.integers(0, 2**32)), data.draw(st.integers(0, 3)))
    editor, after = WordEditor(perfreport.render(base, "docx")), base
    for _ in range(data.draw(st.integers(0, 3))):
        after = edited(data.draw, editor, after)
    merged = take_over(read_docx(editor.save(), REGISTRY), current, REGISTRY)
    expected = merge(base, after, current)
    assert len(merged.conflicts) >= len(expected.conflicts)
    if not merged.conflicts:
        assert merged.document == expected.document
