"""Indicators of one half each share a row of the page, and come back as they were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import perfreport
from perfreport.documents.taking_over import take_over
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.roundtrip import read_docx
from tests.examples import example
from tests.roundtrip.structure_edits import cells, remove_cell, rows, tables
from tests.roundtrip.test_lost_data import without_data
from tests.roundtrip.word_editor import WordEditor, text_of

REGISTRY = FormRegistry()
FORMS = ("henan-bond-project-targets", "zhengzhou-project-targets")
NAMES = ("建成快速路", "植树", "培训人次", "接待游客", "数据备份")
LEVELS = (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标"))
LEFT, RIGHT, BOTH = "左", "右", "左右"
VALUES = {LEFT: "cycle_value", RIGHT: "annual_value"}


def printed(form_id: str, *halves: str) -> tuple[ProjectTargets, bytes]:
    """The example with one indicator for each of ``halves``, of one second level, in Word."""
    return in_word(form_id, [(*LEVELS[0], NAMES[n], half) for n, half in enumerate(halves)])


def in_word(form_id: str, drawn: list[tuple[str, str, str, str]]) -> tuple[ProjectTargets, bytes]:
    document = example(form_id)
    assert isinstance(document, ProjectTargets)
    unit, *units = document.units
    project, *projects = unit.projects
    make = type(project.indicators[0])
    indicators = tuple(make(**_fields(*each)) for each in drawn)
    project = project.model_copy(update={"indicators": indicators})
    unit = unit.model_copy(update={"projects": (project, *projects)})
    document = document.model_copy(update={"units": (unit, *units)})
    return document, perfreport.render(document, "docx")


def _fields(one: str, two: str, name: str, half: str) -> dict[str, Any]:
    filled = {value: "5项" for side, value in VALUES.items() if side in half}
    return {"level_one": one, "level_two": two, "name": name, **filled}


def shown(file: bytes) -> list[tuple[str, str]]:
    """The names on both halves of the first rows of indicators, as far as they have some."""
    found = [[text_of(cell) for cell in cells(row)] for row in rows(tables(WordEditor(file))[0])]
    first = next(n for n, row in enumerate(found) if "一级指标" in row) + 1
    named = [(row[3], row[6]) for row in found[first:]]
    return [each for each in named if any(each)]


@pytest.mark.parametrize(
    ("halves", "expected"),
    [
        ((LEFT, RIGHT), [(0, 1)]),
        ((BOTH, LEFT, RIGHT), [(0, 0), (1, 2)]),
        ((LEFT, RIGHT, LEFT, RIGHT), [(0, 1), (2, 3)]),
        ((LEFT, RIGHT, BOTH), [(0, 1), (2, 2)]),
        ((RIGHT, LEFT), [(1, 0)]),
        ((LEFT, LEFT, RIGHT), [(0, 2), (1, None)]),
        ((LEFT, LEFT, RIGHT, RIGHT), [(0, 2), (1, 3)]),
        ((RIGHT, LEFT, RIGHT), [(1, 0), (None, 2)]),
        # What is on both halves keeps its place between the others.
        ((LEFT, BOTH, RIGHT), [(0, None), (1, 1), (None, 2)]),
    ],
)
@pytest.mark.parametrize("form_id", FORMS)
def test_pairs_share_a_row(
    form_id: str, halves: tuple[str, ...], expected: list[tuple[int | None, int | None]]
) -> None:
    document, file = printed(form_id, *halves)
    names = [tuple("" if n is None else NAMES[n] for n in pair) for pair in expected]
    assert shown(file) == names
    reading = read_docx(file, REGISTRY)
    assert reading.document == document
    assert not reading.edits


def test_names_that_a_reader_would_take_for_one_do_not_share_a_row() -> None:
    drawn = [(*LEVELS[0], "培训人次", LEFT), (*LEVELS[0], "培训人次（年）", RIGHT)]
    document, file = in_word(FORMS[0], drawn)
    assert shown(file) == [("培训人次", ""), ("", "培训人次（年）")]
    assert read_docx(file, REGISTRY).document == document


def test_indicators_of_two_levels_do_not_share_a_row() -> None:
    drawn = [(*LEVELS[0], NAMES[0], LEFT), (*LEVELS[1], NAMES[1], RIGHT)]
    document, file = in_word(FORMS[0], drawn)
    assert shown(file) == [(NAMES[0], ""), ("", NAMES[1])]
    assert read_docx(file, REGISTRY).document == document


@pytest.mark.parametrize("loses_data", [False, True])
@pytest.mark.parametrize(("at", "key"), [(3, "name"), (4, "cycle_value"), (7, "annual_value")])
@pytest.mark.parametrize("form_id", FORMS)
def test_what_is_edited_in_a_shared_row_is_all_that_changes(
    form_id: str, at: int, key: str, loses_data: bool
) -> None:
    document, file = printed(form_id, BOTH, LEFT, RIGHT)
    editor = WordEditor(without_data(file) if loses_data else file)
    editor.retype_cell(cells(editor.row(NAMES[1]))[at], "铺设管道" if key == "name" else "9项")
    reading = read_docx(editor.save(), REGISTRY)
    assert isinstance(reading.document, ProjectTargets)
    before = list(document.units[0].projects[0].indicators)
    changed = 2 if key == "annual_value" else 1
    text = "铺设管道" if key == "name" else "9项"
    before[changed] = before[changed].model_copy(update={key: text})
    after = reading.document.units[0].projects[0].indicators
    said = [(each.name, each.cycle_value, each.annual_value) for each in after]
    assert said == [(each.name, each.cycle_value, each.annual_value) for each in before]
    assert not reading.conflicts
    assert not reading.unplaced
    if not loses_data:
        assert [each.shown for each in reading.edits] == [text]
        assert take_over(reading, document, REGISTRY).document == reading.document


@pytest.mark.parametrize("changed", range(4))
@pytest.mark.parametrize("halves", [(LEFT, LEFT, RIGHT, RIGHT), (LEFT, RIGHT, LEFT, RIGHT)])
def test_a_name_edited_among_pairs_moves_nothing(halves: tuple[str, ...], changed: int) -> None:
    _, file = printed(FORMS[0], *halves)
    editor = WordEditor(file)
    at = 3 if halves[changed] == LEFT else 6
    editor.retype_cell(cells(editor.row(NAMES[changed]))[at], "铺设管道")
    reading = read_docx(editor.save(), REGISTRY)
    assert isinstance(reading.document, ProjectTargets)
    expected = [*NAMES[:4]]
    expected[changed] = "铺设管道"
    assert [each.name for each in reading.document.units[0].projects[0].indicators] == expected
    assert [each.change for each in reading.edits] == ["changed"]


def without_column(file: bytes, at: int) -> bytes:
    editor = WordEditor(file)
    found = [cells(row) for row in rows(tables(editor)[0])]
    for row in rows(tables(editor)[0]):
        if len(cells(row)) == max(map(len, found)):
            remove_cell(row, at)
    return editor.save()


REPEATED = [
    (*LEVELS[0], NAMES[0], LEFT),
    (*LEVELS[0], NAMES[1], RIGHT),
    (*LEVELS[1], NAMES[0], BOTH),
    (*LEVELS[1], NAMES[2], LEFT),
    (*LEVELS[1], NAMES[3], LEFT),
    (*LEVELS[1], NAMES[1], RIGHT),
    (*LEVELS[2], NAMES[0], RIGHT),
    (*LEVELS[2], NAMES[1], LEFT),
]


@pytest.mark.parametrize("at", [3, 6])
@pytest.mark.parametrize("form_id", FORMS)
def test_no_half_goes_to_the_other_one_where_its_column_of_names_is_gone(
    form_id: str, at: int
) -> None:
    document, file = in_word(form_id, REPEATED)
    reading = read_docx(without_column(file, at), REGISTRY)
    assert take_over(reading, document, REGISTRY).document == document
    assert not reading.edits


@pytest.mark.parametrize(("at", "value"), [(3, "cycle_value"), (6, "annual_value")])
@pytest.mark.parametrize("form_id", FORMS)
def test_where_no_codes_tell_whose_a_nameless_half_is_nothing_of_it_is_taken(
    form_id: str, at: int, value: str
) -> None:
    _, file = printed(form_id, BOTH, LEFT, RIGHT)
    reading = read_docx(without_column(without_data(file), at), REGISTRY)
    assert isinstance(reading.document, ProjectTargets)
    found = reading.document.units[0].projects[0].indicators
    assert [getattr(each, value) for each in found] == [None, None]
    assert [each.words for each in reading.unplaced].count("5项") >= 2


@pytest.mark.parametrize("at", [3, 6])
@pytest.mark.parametrize("form_id", FORMS)
def test_a_value_whose_name_was_taken_away_is_not_taken_for_that_beside_it(
    form_id: str, at: int
) -> None:
    document, file = printed(form_id, BOTH, LEFT, RIGHT)
    editor = WordEditor(file)
    editor.retype_cell(cells(editor.row(NAMES[1]))[at], "")
    reading = read_docx(editor.save(), REGISTRY)
    assert take_over(reading, document, REGISTRY).document == document
    assert not reading.is_whole


@pytest.mark.parametrize("form_id", FORMS)
def test_a_value_typed_beside_a_name_is_its_own(form_id: str) -> None:
    _, file = printed(form_id, LEFT, BOTH, RIGHT)
    editor = WordEditor(file)
    editor.retype_cell(cells(editor.row(NAMES[0]))[7], "5项")
    reading = read_docx(editor.save(), REGISTRY)
    assert isinstance(reading.document, ProjectTargets)
    found = reading.document.units[0].projects[0].indicators
    assert [each.annual_value for each in found] == ["5项", "5项", "5项"]
    assert [each.path[-1] for each in reading.edits] == ["年度指标值"]


indicators = st.tuples(
    st.sampled_from(LEVELS), st.sampled_from(NAMES), st.sampled_from((LEFT, RIGHT, BOTH))
)


@settings(max_examples=25, deadline=None)
@given(drawn=st.lists(indicators, min_size=1, max_size=8, unique_by=lambda each: each[:2]))
@pytest.mark.parametrize("form_id", FORMS)
def test_any_list_comes_back_as_it_was(
    form_id: str, drawn: list[tuple[tuple[str, str], str, str]]
) -> None:
    drawn.sort(key=lambda each: LEVELS.index(each[0]))
    listed = [(*levels, name, half) for levels, name, half in drawn]
    document, file = in_word(form_id, listed)
    reading = read_docx(file, REGISTRY)
    assert reading.document == document
    assert not reading.edits
    assert not reading.conflicts
    for at in (3, 6):
        reading = read_docx(without_column(file, at), REGISTRY)
        assert take_over(reading, document, REGISTRY).document == document
