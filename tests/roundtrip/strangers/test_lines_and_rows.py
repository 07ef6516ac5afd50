"""Forms without tables: lines of any text, and right behind them rows of paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kinds.sheets.examples import sheets
from tests.kinds.sheets.word import Strange
from tests.roundtrip.strangers.bodies import each_project, loop
from tests.roundtrip.strangers.edits import line
from tests.roundtrip.word_editor import WordEditor

BODY = [
    "{{ title }}",
    "{{ year }}年",
    "{{ department }}",
    "编制依据",
    *loop("basis"),
    *each_project(
        "项目：{{ project.name }}",
        "负责人：{{ project.leader }}",
        "目标",
        *loop("project.goal"),
        "{%p for target in project.targets %}",
        "一级：{{ target.level_one.text }}",
        "二级：{{ target.level_two.text }}",
        "指标：{{ target.name }}",
        "指标值：{{ target.value }}",
        "{%p endfor %}",
        before=("单位：{{ spending_unit.name }}", "主管：{{ spending_unit.head }}"),
    ),
]

GOAL = "单位[1].项目[1].目标"


def test_what_nobody_edited_comes_back(tmp_path: Path) -> None:
    reading = Strange.of(BODY, tmp_path).edited(sheets())
    assert reading.document == sheets()
    assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())


def added(editor: WordEditor) -> None:
    editor.add_after(editor.paragraph("完善管护制度。"), "年底前完工。")


def removed(editor: WordEditor) -> None:
    editor.remove(editor.paragraph("完善管护制度。"))


@pytest.mark.parametrize(
    ("edit", "place", "shown"),
    [
        (line("完善管护制度。", "健全管护制度。"), GOAL, "整修水渠三公里。\n健全管护制度。"),
        (added, GOAL, "整修水渠三公里。\n完善管护制度。\n年底前完工。"),
        (removed, GOAL, "整修水渠三公里。"),
        (line("指标值：3公里", "指标值：5公里"), "单位[1].项目[1].指标[1].值", "5公里"),
        (
            line("二级：质量指标", "二级：时效指标"),
            "单位[1].项目[1].指标[3].二级",
            "时效指标",
        ),
        (line("主管：业务科", "主管：综合科"), "单位[2].主管", "综合科"),
    ],
)
def test_an_edit_is_read_where_it_is(
    edit: Callable[[WordEditor], object], place: str, shown: str, tmp_path: Path
) -> None:
    reading = Strange.of(BODY, tmp_path).edited(sheets(), edit)
    assert [(each.path.label, each.shown) for each in reading.edits] == [(place, shown)]
    assert (reading.conflicts, reading.unplaced) == ((), ())


def test_a_project_without_targets_is_none_of_the_one_before(tmp_path: Path) -> None:
    document = sheets().replace("单位[1].项目[1].指标", [])
    reading = Strange.of(BODY, tmp_path).edited(document)
    assert reading.document == document
    assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())
