"""Points on a page of an evaluation: what somebody types stands, unless it is what follows."""

from __future__ import annotations

from decimal import Decimal

import pytest

import perfreport
from perfreport import EvaluatedProject, ProjectEvaluation
from perfreport.basics.quantities import Score
from perfreport.roundtrip import Reading
from tests.examples import example, rendered
from tests.roundtrip.strangers.edits import Edit, cell, copied_table, row_like, typed
from tests.roundtrip.word_editor import WordEditor

NAME = "national-2020-project-evaluation"
FIRST, GIVEN, TARGET, ACTUAL, WEIGHT, SCORE = 10, 18, 4, 5, 6, 7
"""Rows and columns of the first indicator, and of one whose points are given."""


def edited(*edits: Edit) -> Reading:
    editor = WordEditor(rendered(NAME, "docx"))
    for edit in edits:
        edit(editor)
    return perfreport.read_docx(editor.save())


def projects(reading: Reading) -> tuple[EvaluatedProject, ...]:
    assert isinstance(reading.document, ProjectEvaluation)
    return reading.document.projects


def scores(project: EvaluatedProject) -> list[Decimal | None]:
    return [each.score.value if each.score else None for each in project.indicators]


def printed(reading: Reading) -> list[str]:
    """The points of the first indicator and the total, as the document read is explained."""
    place = "项目[1].绩效指标[1].得分"
    found = (perfreport.explain(reading.document, at)[0] for at in (place, "项目[1].总分"))
    return [each.value for each in found]


def test_points_follow_what_was_done() -> None:
    reading = edited(cell("9座", "10座"))
    assert scores(projects(reading)[0])[0] is None
    assert printed(reading) == ["16.67", "89.67"]


def test_points_that_were_typed_stand_and_the_total_follows() -> None:
    reading = edited(typed(0, FIRST, {SCORE: "16"}))
    assert scores(projects(reading)[0])[0] == 16
    assert projects(reading)[0].total is None
    assert printed(reading) == ["16", "89"]


@pytest.mark.parametrize("text", ["15", "15.0", " 15 "])
def test_points_that_follow_are_not_stated_however_they_are_typed(text: str) -> None:
    reading = edited(typed(0, FIRST, {SCORE: text}))
    assert reading.document == example(NAME)
    assert reading.edits == ()


def test_a_total_that_does_not_follow_is_told_by_the_checks() -> None:
    reading = edited(cell("88", "90"))
    assert projects(reading)[0].total == Score("90")
    (found,) = perfreport.check(reading.document)
    assert found.path.label == "项目[1].总分"


def test_points_of_an_added_row_stand_where_nothing_else_follows() -> None:
    row = row_like(0, GIVEN, "内涝影响人口", "明显减少", "达成年度指标", "5", "4.5", "")
    reading = edited(row)
    assert scores(projects(reading)[0])[6] == Decimal("4.5")
    assert reading.is_whole


def test_points_that_are_no_number_leave_the_data_alone_and_are_told() -> None:
    reading = edited(typed(0, FIRST, {SCORE: "十五"}))
    (told,) = reading.unplaced
    assert told.words == "十五"
    assert scores(projects(reading)[0])[0] is None


def test_points_that_follow_and_were_deleted_are_a_conflict() -> None:
    reading = edited(typed(0, FIRST, {SCORE: ""}))
    (conflict,) = reading.conflicts
    assert (conflict.shown, conflict.computed) == ("", "15")


def test_a_copied_table_is_a_project_with_the_points_that_were_given() -> None:
    reading = edited(copied_table(0, {"项目名称": "小型水库除险加固"}))
    first, second = projects(reading)
    assert (first.name, second.name) == ("水旱灾害防御", "小型水库除险加固")
    assert second.indicators == first.indicators
    assert (second.total, second.rate_score) == (None, None)
    assert reading.is_whole
