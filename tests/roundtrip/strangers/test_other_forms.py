"""Other ways in which strangers draw their forms, with edits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kinds.sheets.examples import sheets
from tests.kinds.sheets.word import Body, Strange
from tests.roundtrip.strangers.bodies import BESIDE_BLANK, STACKED, UNIT_TABLES, UNNAMED
from tests.roundtrip.strangers.edits import (
    Edit,
    cell,
    line,
    row_like,
    run_together,
    typed,
    without_row,
    without_table,
)

EDITS: dict[str, tuple[Body, tuple[Edit, ...], list[tuple[str, str]]]] = {
    "an amount in a row without its name": (
        UNNAMED,
        (cell("80.50", "90.00"),),
        [("changed", "单位[1].项目[2].金额")],
    ),
    "a row without its name removed": (
        UNNAMED,
        (without_row(0, 3),),
        [("removed", "单位[1].项目[2]")],
    ),
    "a line of the title": (
        UNNAMED,
        (line("某某局2024", "某某厅2025年项目申报书"),),
        [("changed", "部门名称"), ("changed", "年度")],
    ),
    "paragraphs beside a blank cell": (
        BESIDE_BLANK,
        (typed(0, 0, {1: "另行批复。"}),),
        [("changed", "依据")],
    ),
    "a line of several in a cell": (
        STACKED,
        (line("李某（签）", "张某（签）"),),
        [("changed", "单位[1].项目[2].负责人")],
    ),
    "an amount in tables that ran together": (
        UNIT_TABLES,
        (run_together, cell("80.50", "90.00")),
        [("changed", "单位[1].项目[2].金额")],
    ),
    "a row added in tables that ran together": (
        UNIT_TABLES,
        (run_together, row_like(0, 6, "新项目", "1.00")),
        [("added", "单位[2].项目[2]")],
    ),
    "a row removed in tables that ran together": (
        UNIT_TABLES,
        (run_together, without_row(0, 2)),
        [("removed", "单位[1].项目[1]")],
    ),
    "a table of a unit removed": (UNIT_TABLES, (without_table(1),), [("removed", "单位[2]")]),
}


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_read_where_it_is(case: str, tmp_path: Path) -> None:
    body, edits, expected = EDITS[case]
    reading = Strange.of(body, tmp_path).edited(sheets(), *edits)
    assert [(each.change, each.path.label) for each in reading.edits] == expected
    assert (reading.conflicts, reading.unplaced, reading.notes) == ((), (), ())


def test_a_row_added_without_a_name_is_a_project_that_lacks_it(tmp_path: Path) -> None:
    added = row_like(0, 3, "5.00", "孙某", "新目标。")
    reading = Strange.of(UNNAMED, tmp_path).edited(sheets(), added)
    assert [(each.change, each.path.label) for each in reading.edits] == [
        ("added", "单位[1].项目[3]")
    ]
    assert [each.label for each in reading.pending] == ["单位[1].项目[3].名称"]


def test_words_in_the_blank_cell_beside_a_loop_are_named(tmp_path: Path) -> None:
    reading = Strange.of(BESIDE_BLANK, tmp_path).edited(sheets(), typed(0, 0, {0: "依据"}))
    assert reading.document == sheets()
    assert [each.words for each in reading.unplaced] == ["依据"]
