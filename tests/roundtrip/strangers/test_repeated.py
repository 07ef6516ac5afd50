"""A field that stands in several places, fields side by side: edits are read or named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.addresses import ViewPath
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.printed_codes import NOTHING_KNOWN, PrintedCodes
from perfreport.roundtrip.side_by_side import told_apart
from tests.kinds.sheets.examples import sheets
from tests.kinds.sheets.word import Strange, sheets_in
from tests.roundtrip.strangers.bodies import (
    FLAT,
    HEADED,
    ROWS,
    SECTIONS,
    SIDE_BY_SIDE,
    TWO_LISTS,
    loop,
)
from tests.roundtrip.strangers.edits import Edit, beside, cell, line, new_section
from tests.roundtrip.word_editor import WordEditor

TWICE = ["{{ title }}", "编制依据", *loop("basis"), "再印一次", *loop("basis")]


@pytest.mark.parametrize("occurrence", [0, 1])
def test_an_edit_in_one_place_counts_and_the_others_are_told(
    occurrence: int, tmp_path: Path
) -> None:
    reading = Strange.of(FLAT, tmp_path).edited(sheets(), beside("主管", "综合科", occurrence))
    assert [(each.path.label, each.shown) for each in reading.edits] == [("单位[1].主管", "综合科")]
    assert (reading.conflicts, reading.unplaced) == ((), ())
    assert [each.message for each in reading.notes] == [
        "单位[1].主管：印在几处，有的改成了“综合科”，有的没有改；按改后的读入，重新生成时各处一致"
    ]


@pytest.mark.parametrize("place", range(3))
def test_an_edit_of_a_name_in_one_of_its_rows_counts(place: int, tmp_path: Path) -> None:
    reading = Strange.of(ROWS, tmp_path).edited(sheets(), cell("水渠整修", "水渠大修", place))
    assert [(each.path.label, each.shown) for each in reading.edits] == [
        ("单位[1].项目[1].名称", "水渠大修")
    ]
    assert [len(unit.projects) for unit in sheets_in(reading).units] == [2, 1]


def test_two_different_edits_are_named_and_neither_is_taken(tmp_path: Path) -> None:
    edits = (beside("主管", "综合科", 0), beside("主管", "财务科", 1))
    reading = Strange.of(FLAT, tmp_path).edited(sheets(), *edits)
    assert reading.edits == ()
    assert [each.label for each in reading.unread] == ["单位[1].主管"]
    assert [each.words for each in reading.unplaced] == ["综合科", "财务科"]
    assert all("各处改得不一样（“综合科”、“财务科”）" in each.reason for each in reading.unplaced)


def test_of_three_places_edited_differently_what_is_left_stays(tmp_path: Path) -> None:
    edits = (line("部门：某某局", "部门：某某厅", 2), line("部门：某某局", "部门：某某处", 0))
    reading = Strange.of(FLAT, tmp_path).edited(sheets(), *edits)
    assert reading.document == sheets()
    assert reading.edits == ()
    assert [each.words for each in reading.unplaced] == ["某某处", "某某厅"]


def test_a_place_that_was_emptied_is_an_edit_as_any_other(tmp_path: Path) -> None:
    reading = Strange.of(FLAT, tmp_path).edited(sheets(), beside("主管", "", 1))
    assert [(each.change, each.path.label) for each in reading.edits] == [
        ("removed", "单位[1].主管")
    ]
    assert [each.code for each in reading.notes] == ["stale"]


@pytest.mark.parametrize("occurrence", [0, 1])
def test_paragraphs_printed_twice_are_edited_as_a_whole(occurrence: int, tmp_path: Path) -> None:
    def add_first(editor: WordEditor) -> None:
        first = editor.paragraph("依照年度工作安排编制", occurrence)
        editor.add_after(first, "经集体研究。")

    reading = Strange.of(TWICE, tmp_path).edited(sheets(), add_first)
    assert sheets_in(reading).basis == (
        "依照年度工作安排编制。",
        "经集体研究。",
        "随预算一并批复。",
    )
    assert [each.path.label for each in reading.edits] == ["依据"]
    assert [each.code for each in reading.notes] == ["stale"]


def test_rows_of_two_loops_are_one_where_both_have_as_many(tmp_path: Path) -> None:
    strange = Strange.of(TWO_LISTS, tmp_path)
    reading = strange.edited(sheets(), line("坚持台账管理", "坚持台账公示。"))
    assert [(each.path.label, each.shown) for each in reading.edits] == [
        ("章节[2].正文", "坚持台账公示。")
    ]
    renamed = strange.edited(sheets(), line("正文（主要经验）", "正文（主要做法）："))
    assert [(each.path.label, each.shown) for each in renamed.edits] == [
        ("章节[2].标题", "主要做法")
    ]


def test_rows_that_one_of_two_loops_lost_take_no_data_of_others_along(tmp_path: Path) -> None:
    def remove(editor: WordEditor) -> None:
        editor.remove(editor.paragraph("主要经验", 0))

    reading = Strange.of(TWO_LISTS, tmp_path).edited(sheets(), remove)
    texts = {section.heading: section.text for section in sheets_in(reading).sections}
    assert texts.keys() == {"基本情况", "存在问题"}
    assert {each.label for each in reading.unread} == {"章节[1].正文", "章节[2].正文"}
    assert any(each.words == "主要经验" for each in reading.unplaced)


SIDE: dict[str, tuple[Edit, list[tuple[str, str]]]] = {
    "the first": (line("某某局2024", "某某厅2024", 1), [("部门名称", "某某厅")]),
    "the second": (line("某某局2024", "某某局2025", 1), [("年度", "2025")]),
    "an amount in a cell": (
        cell("水渠整修120.00", "水渠整修130.00"),
        [("单位[1].项目[1].金额", "130.00")],
    ),
    "a name in a cell": (
        cell("水渠整修120.00", "水渠大修120.00"),
        [("单位[1].项目[1].名称", "水渠大修")],
    ),
    "one where the other is blank": (cell("李某", "张某"), [("单位[1].项目[2].负责人", "张某")]),
}


@pytest.mark.parametrize("case", SIDE)
def test_an_edit_beside_another_field_is_read_where_it_can_be_told(
    case: str, tmp_path: Path
) -> None:
    edit, expected = SIDE[case]
    reading = Strange.of(SIDE_BY_SIDE, tmp_path).edited(sheets(), edit)
    assert [(each.path.label, each.shown) for each in reading.edits] == expected
    assert (reading.unplaced, reading.conflicts) == ((), ())


def test_where_it_cannot_be_told_the_words_are_named_and_the_data_stay(tmp_path: Path) -> None:
    edit = cell("水渠整修120.00", "水渠大修130.00")
    reading = Strange.of(SIDE_BY_SIDE, tmp_path).edited(sheets(), edit)
    assert reading.edits == ()
    assert [each.label for each in reading.unread] == [
        "单位[1].项目[1].名称",
        "单位[1].项目[1].金额",
    ]
    [unplaced] = reading.unplaced
    assert unplaced.words == "水渠大修130.00"
    assert "紧挨着" in unplaced.reason


A, B = ViewPath("a"), ViewPath("b")
texts = st.text("甲乙12", max_size=6)


@given(texts, texts)
def test_what_was_printed_side_by_side_is_told_apart(one: str, other: str) -> None:
    printed = PrintedCodes({"a": code(one), "b": code(other)}, {})
    assert told_apart((A, B), one + other, printed) == (one, other)


@given(texts, texts, texts)
def test_one_edited_text_is_told_from_the_other_or_nothing_is(
    one: str, other: str, typed: str
) -> None:
    printed = PrintedCodes({"a": code(one), "b": code(other)}, {})
    found = told_apart((A, B), one + typed, printed)
    assert found is None or "".join(found) == one + typed
    assert found is None or found[0] == one or found[1] == other


def test_nothing_is_told_apart_without_what_was_printed() -> None:
    assert told_apart((A, B), "甲乙", NOTHING_KNOWN) is None


def test_sections_in_a_loop_are_edited_added_and_removed(tmp_path: Path) -> None:
    strange = Strange.of(SECTIONS, tmp_path)
    added = strange.edited(
        sheets(), new_section("坚持台账管理", "主要经验", "坚持台账管理", "工作安排", "按季推进。")
    )
    assert [(each.change, each.path.label) for each in added.edits] == [("added", "章节[3]")]
    assert [each.heading for each in sheets_in(added).sections][2:] == ["工作安排", "存在问题"]
    renamed = strange.edited(sheets(), line("主要经验", "主要做法"))
    assert [(each.path.label, each.shown) for each in renamed.edits] == [
        ("章节[2].标题", "主要做法")
    ]


def test_a_department_in_one_line_of_many_tables_counts(tmp_path: Path) -> None:
    edit = line("部门：某某局（2024年度）", "部门：某某厅（2024年度）", 1)
    reading = Strange.of(HEADED, tmp_path).edited(sheets(), edit)
    assert [(each.path.label, each.shown) for each in reading.edits] == [("部门名称", "某某厅")]
