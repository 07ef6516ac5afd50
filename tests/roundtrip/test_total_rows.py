"""A total that somebody types into a printed list is told, and becomes none of its items."""

from __future__ import annotations

import pytest

from perfreport.roundtrip import read_docx
from tests.examples import example, rendered
from tests.roundtrip.test_units import REGISTRY
from tests.roundtrip.word_editor import WordEditor
from tests.roundtrip.workbooks.readings import DEPARTMENT, differences, read_after

LIST = "project-monitoring-list"
DECLARED = "henan-2022-project-targets"
LAST = "水土保持监测"


@pytest.mark.parametrize(
    "typed",
    [
        [None, None, None, None, None, "合 计", 618.5],
        [None, None, None, None, None, "总计：", 618.5, None, "5%"],
        ["合计", None, None, None, None, None, 618.5],
        [4, "水土保持科", None, None, None, "小计", "618.50"],
    ],
)
def test_a_total_below_a_list_of_a_workbook_is_told_with_its_cell(typed: list[object]) -> None:
    reading = read_after(LIST, lambda editor: editor.add_row(LAST, *typed))  # type: ignore[arg-type] # what cells hold
    assert reading.document == example(LIST)
    assert not reading.edits
    [told] = reading.unplaced
    assert "合计行" in told.reason
    assert told.place.startswith("项目支出绩效监控表!")


def test_a_total_below_a_list_in_word_is_told() -> None:
    editor = WordEditor(rendered(LIST, "docx"))
    editor.add_row(editor.row(LAST), "", "", "", "", "", "合计", "618.50")
    reading = read_docx(editor.save(), REGISTRY)
    assert reading.document == example(LIST)
    assert ["合计行" in each.reason for each in reading.unplaced] == [True]


def test_a_subtotal_among_indicators_is_told() -> None:
    reading = read_after(DEPARTMENT, lambda editor: editor.add_row("教育基地建设", "小计", "20"))
    assert reading.document == example(DEPARTMENT)
    assert [each.words for each in reading.unplaced] == ["小计 20"]


@pytest.mark.parametrize("name", ["合计管理系统", "小计项目", "合计"])
def test_what_is_merely_called_alike_or_says_more_is_an_item(name: str) -> None:
    row = [4, "水土保持科", "站", "部门项目", "34010024T0013", name, 618.5, None, None, 618.5]
    content = [600, None, "建成系统。" if name == "合计" else None]
    reading = read_after(LIST, lambda editor: editor.add_row(LAST, *row, *content))  # type: ignore[arg-type] # what cells hold
    assert differences(LIST, reading) == [f"added 项目“{name}”"]
