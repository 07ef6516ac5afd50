"""Whatever stands in the XML of a Word file: it is read or refused, and no words are lost."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.errors import InputError
from perfreport.data.updating import written
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading, read_docx
from tests.examples import EXAMPLES, rendered
from tests.roundtrip.odd_xml import spoilt, with_words

REGISTRY = FormRegistry()
WORDS = "有人在此写的话"

names = st.sampled_from(EXAMPLES)  # a failing file would be told in full
chances = st.integers(0, 2**32).map(Random)


def said(reading: Reading) -> str:
    """All that comes of a reading, data and messages."""
    told = (
        *(conflict.shown for conflict in reading.conflicts),
        *(unplaced.words for unplaced in reading.unplaced),
        *(note.message for note in reading.notes),
    )
    return "".join((written(reading.document, reading.pending), *told))


@settings(max_examples=100, deadline=None)
@given(name=names, chance=chances)
def test_spoilt_xml_is_read_or_refused(name: str, chance: Random) -> None:
    spoilt_file = spoilt(rendered(name, "docx"), chance)
    try:
        reading = read_docx(spoilt_file, REGISTRY)
    except InputError:
        return
    assert said(reading).encode()


@settings(max_examples=100, deadline=None)
@given(name=names, chance=chances)
def test_words_typed_anywhere_are_read_or_named(name: str, chance: Random) -> None:
    reading = read_docx(with_words(rendered(name, "docx"), WORDS, chance), REGISTRY)
    assert WORDS in "".join(said(reading).split())
