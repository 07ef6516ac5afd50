"""Forms with two halves (实施期、年度): what is typed on one of them beside another thing."""

from __future__ import annotations

import pytest

from perfreport.documents.taking_over import take_over
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.roundtrip import Reading, read_docx
from tests.examples import example, rendered
from tests.roundtrip.structure_edits import cells
from tests.roundtrip.test_lost_data import without_data
from tests.roundtrip.word_editor import WordEditor

REGISTRY = FormRegistry()
FORMS = ("henan-bond-project-targets", "zhengzhou-project-targets")
CYCLE, ANNUAL = (3, 4), (6, 7)
"""The cells of name and value on either half."""


def first_of(document: object) -> tuple[tuple[str | None, ...], ...]:
    """Names and values of the first three indicators."""
    assert isinstance(document, ProjectTargets)
    rows = document.units[0].projects[0].indicators[:3]
    return tuple((each.name, each.cycle_value, each.annual_value) for each in rows)


def typed(name: str, half: tuple[int, int], *texts: str, loses_data: bool = False) -> Reading:
    """The example with ``texts`` in the cells of a ``half`` of its first indicator."""
    file = rendered(name, "docx")
    editor = WordEditor(without_data(file) if loses_data else file)
    (first, *_) = first_of(example(name))
    row = cells(editor.row(str(first[0])))
    for index, text in zip(half, texts, strict=False):
        editor.retype_cell(row[index], text)
    return read_docx(editor.save(), REGISTRY)


@pytest.mark.parametrize("loses_data", [False, True])
@pytest.mark.parametrize("name", FORMS)
def test_another_name_on_one_half_is_another_indicator(name: str, loses_data: bool) -> None:
    first, second, _ = first_of(example(name))
    reading = typed(name, ANNUAL, "培训人次", "≥5人次", loses_data=loses_data)
    expected = ((first[0], first[1], None), ("培训人次", None, "≥5人次"), second)
    assert first_of(reading.document) == expected
    assert not reading.conflicts
    assert not reading.unplaced
    if not loses_data:
        merged = take_over(reading, example(name), REGISTRY)
        assert first_of(merged.document) == expected
        assert {each.change for each in reading.edits} == {"removed", "added"}


@pytest.mark.parametrize("name", FORMS)
def test_another_name_on_the_first_half_leaves_the_second_to_what_it_was(name: str) -> None:
    first, second, _ = first_of(example(name))
    reading = typed(name, CYCLE, "培训人次", "≥5人次")
    expected = (("培训人次", "≥5人次", None), (first[0], None, first[2]), second)
    assert first_of(reading.document) == expected


@pytest.mark.parametrize("half", [CYCLE, ANNUAL])
@pytest.mark.parametrize("name", FORMS)
def test_a_name_mended_on_one_half_is_mended_on_both(name: str, half: tuple[int, int]) -> None:
    first, second, third = first_of(example(name))
    mended = f"{first[0]}（年）"
    reading = typed(name, half, mended)
    assert first_of(reading.document) == ((mended, *first[1:]), second, third)
    assert [each.shown for each in reading.edits] == [mended]


@pytest.mark.parametrize("name", FORMS)
def test_a_half_that_was_emptied_takes_its_value_alone(name: str) -> None:
    first, second, third = first_of(example(name))
    reading = typed(name, ANNUAL, "", "")
    assert first_of(reading.document) == ((*first[:2], None), second, third)
