"""Spare rows that a form prints: what is typed into them becomes data, or is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kinds.sheets.examples import sheets
from tests.kinds.sheets.model import ProjectSheets
from tests.kinds.sheets.word import Body, Strange, sheets_in
from tests.roundtrip.strangers.bodies import BLANK_ROWS, IF_NONE, NAMED_ROWS
from tests.roundtrip.strangers.edits import Edit, cell, row_like, typed, without_row

_TARGETS = """\
        指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 加固座数, 值: 2座}
"""
Told = tuple[str | None, str | None, str, str | None]


def without_targets() -> ProjectSheets:
    """The example, its second project without targets."""
    return sheets(old=_TARGETS, new="")


FILLED_IN: dict[str, tuple[Body, tuple[Edit, ...], list[Told]]] = {
    "the first of two": (
        IF_NONE,
        (typed(1, 2, {2: "指标1：工期", 3: "6个月"}),),
        [(None, None, "工期", "6个月")],
    ),
    "the second of two": (
        IF_NONE,
        (typed(1, 3, {2: "指标2： 工期", 3: "6个月"}),),
        [(None, None, "工期", "6个月")],
    ),
    "both, one typed over": (
        IF_NONE,
        (
            typed(1, 2, {0: "产出指标", 1: "数量指标", 2: "加固座数", 3: "2座"}),
            typed(1, 3, {2: "指标2：工期", 3: "6个月"}),
        ),
        [("产出指标", "数量指标", "加固座数", "2座"), (None, None, "工期", "6个月")],
    ),
    "a blank one": (BLANK_ROWS, (typed(1, 2, {2: "工期"}),), [(None, None, "工期", None)]),
    "a blank one below a blank one": (
        BLANK_ROWS,
        (typed(1, 3, {0: "产出指标", 2: "工期", 3: "6个月"}),),
        [("产出指标", None, "工期", "6个月")],
    ),
    "all blank ones": (
        BLANK_ROWS,
        (typed(1, 2, {2: "工期", 3: "6个月"}), typed(1, 3, {2: "造价", 3: "80万元"})),
        [(None, None, "工期", "6个月"), (None, None, "造价", "80万元")],
    ),
    "one with levels": (
        NAMED_ROWS,
        (typed(1, 2, {2: "指标1：工期", 3: "6个月"}),),
        [("产出指标", "数量指标", "工期", "6个月")],
    ),
    "one that says ……": (
        NAMED_ROWS,
        (typed(1, 3, {2: "工期", 3: "6个月"}),),
        [(None, None, "工期", "6个月")],
    ),
}


@pytest.mark.parametrize("case", FILLED_IN)
def test_a_spare_row_that_somebody_filled_in_is_a_target(case: str, tmp_path: Path) -> None:
    body, edits, expected = FILLED_IN[case]
    reading = Strange.of(body, tmp_path).edited(without_targets(), *edits)
    project = sheets_in(reading).units[0].projects[1]
    told = [(each.level_one, each.level_two, each.name, each.value) for each in project.targets]
    assert told == expected
    assert {each.change for each in reading.edits} == {"added"}
    assert (reading.conflicts, reading.unplaced, reading.notes) == ((), (), ())


def test_a_spare_row_with_a_value_alone_is_a_target_that_lacks_its_name(tmp_path: Path) -> None:
    reading = Strange.of(IF_NONE, tmp_path).edited(without_targets(), typed(1, 2, {3: "6个月"}))
    assert [each.label for each in reading.pending] == ["单位[1].项目[2].指标[1].名称"]
    assert sheets_in(reading).units[0].projects[1].targets[0].value == "6个月"


@pytest.mark.parametrize("body", [IF_NONE, BLANK_ROWS, NAMED_ROWS])
def test_rows_above_spare_ones_are_edited_added_and_removed(body: Body, tmp_path: Path) -> None:
    strange = Strange.of(body, tmp_path)
    changed = strange.edited(without_targets(), cell("12处", "13处"))
    added = strange.edited(without_targets(), row_like(0, 3, "新指标", "1项"))
    removed = strange.edited(without_targets(), without_row(0, 3))
    told = [
        [(each.change, each.path.label) for each in reading.edits]
        for reading in (changed, added, removed)
    ]
    start = "单位[1].项目[1].指标"
    assert told == [
        [("changed", f"{start}[2].值")],
        [("added", f"{start}[3]")],
        [("removed", f"{start}[2]")],
    ]
    assert [reading.unplaced for reading in (changed, added, removed)] == [(), (), ()]


def test_a_target_that_begins_with_the_words_of_a_spare_row_keeps_them(tmp_path: Path) -> None:
    document = sheets(old="名称: 涵管", new="名称: 指标1：涵管")
    reading = Strange.of(NAMED_ROWS, tmp_path).edited(document, cell("2座", "3座"))
    assert sheets_in(reading).units[0].projects[0].targets[1].name == "指标1：涵管"
    assert [each.path.label for each in reading.edits] == ["单位[1].项目[2].指标[1].值"]
