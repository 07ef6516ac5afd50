"""A character mistyped in a composed cell or sentence is the edit that it is, or is named."""

from __future__ import annotations

import random

import pytest

from perfreport.compare import compare_documents
from perfreport.documents.taking_over import take_over
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.mutations import (
    LOST,
    NAMED,
    SAME,
    TAKEN,
    Composed,
    composed_texts,
    mutations,
    run,
)
from tests.roundtrip.mutations import outcome as outcome_of
from tests.roundtrip.word_editor import WordEditor, retype, text_of

REGISTRY = FormRegistry()
ONE_OF = 397
"""The readers are tried on one mutation of so many here, on all of them by ``make mutations``."""
FILES = 16
"""Mutations of each example that go through a whole file."""

TITLES_WITH_LABELS = ("sichuan-2023-project-targets title",)
"""Titles that a template prints as fixed words around the year: as in any label of a form,
punctuation in those may be typed otherwise."""


def test_no_mutation_is_read_as_what_nobody_typed() -> None:
    counts, losses = run(every=ONE_OF)
    assert not losses
    assert all(counts[each] for each in (TAKEN, SAME, NAMED))


@pytest.mark.parametrize("name", EXAMPLES)
def test_mutations_go_through_the_whole_file_and_into_the_data_or_are_named(name: str) -> None:
    chosen = random.Random(name)
    units = [unit for unit in composed_texts() if unit.name.startswith(name)]
    for _ in range(FILES):
        unit = chosen.choice(units)
        number = chosen.randrange(len(unit.texts))
        mutation = chosen.choice(list(mutations(unit.texts[number], unit.typed)))
        _try(name, unit, number, mutation)


def _try(name: str, unit: Composed, number: int, mutation: tuple[int, int, str]) -> None:
    start, end, letter = mutation
    text = unit.texts[number]
    editor = WordEditor(rendered(name, "docx"))
    found = [each for each in editor.root.iter("{*}p") if text_of(each).endswith(text)]
    if not found or letter in ("\t", "\n"):
        return  # a title of several paragraphs; breaks are elements in Word
    lead = text_of(found[0]).removesuffix(text)
    retype(found[0], lead + text[:start] + letter + text[end:])
    reading = read_docx(editor.save(), REGISTRY)
    merged = take_over(reading, example(name), REGISTRY)
    changed = compare_documents(example(name), merged.document)
    seen = _seen(letter)
    expected = outcome_of(unit, unit.read(unit.texts), number, (start, end, seen))
    assert expected != LOST
    if expected == TAKEN and len(found) == 1:
        assert changed or not reading.is_whole, (unit.name, mutation)
    else:
        assert not changed or len(found) > 1, (unit.name, mutation, changed)
        is_told = not reading.is_whole or reading.notes or reading.edits
        is_mark = not any(map(str.isalnum, text[start:end] + letter))
        is_label = unit.name in TITLES_WITH_LABELS and is_mark
        # a blank between fixed words, or at the end, says nothing
        is_blank = expected == SAME and seen == " "
        assert is_told or is_blank or is_label, (unit.name, mutation)


def _seen(letter: str) -> str:
    """The ``letter`` as an edited page is read: every blank is an ordinary one."""
    if letter in ("\u200b", "\ufeff"):
        return ""
    return " " if letter.isspace() else letter
