"""Cells of outer rows that stand once beside the rows inside them, as people edit them."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport import TemplateError
from perfreport.docx.wordml import W
from tests.kinds.sheets.examples import sheets
from tests.kinds.sheets.word import Body, Strange, sheets_in
from tests.roundtrip.strangers.bodies import ONCE_BESIDE
from tests.roundtrip.strangers.edits import Edit, cell, line, row_like, without_row
from tests.roundtrip.structure_edits import cells, rows, tables
from tests.roundtrip.word_editor import WordEditor


def merges(content: bytes, column: int) -> str:
    """How each row's cell in a column goes on: ``r`` begins a merged one, ``c`` continues it."""
    found = (cells(row)[column] for row in rows(tables(WordEditor(content))[0])[1:])
    return "".join(each.find(f"{W}tcPr/{W}vMerge").get(W + "val")[0] for each in found)  # type: ignore[union-attr, index]


def parted(editor: WordEditor) -> None:
    """Part the merged cells of a project and type its name into each, as some forms have it."""
    for row in rows(tables(editor)[0])[1:5]:
        each = cells(row)[2]
        each.find(W + "tcPr").remove(each.find(f"{W}tcPr/{W}vMerge"))  # type: ignore[union-attr, arg-type]
        editor.retype_cell(each, "水渠整修")


FIRST, SECOND = "单位[1].项目[1]", "单位[1].项目[2]"

EDITS: dict[str, tuple[Edit, tuple[str, str] | None]] = {
    "a project's name": (cell("水渠整修", "水渠大修"), ("changed", f"{FIRST}.名称")),
    "a unit's name": (cell("第一中心", "服务中心"), ("changed", "单位[1].名称")),
    "an amount": (cell("金额：80.50", "金额：90.00"), ("changed", f"{SECOND}.金额")),
    "a line of a goal": (line("完善管护制度", "健全制度。"), ("changed", f"{FIRST}.目标")),
    "a target": (cell("2座", "3座"), ("changed", f"{SECOND}.指标[1].值")),
    "a row added": (
        row_like(0, 2, "数量指标", "清淤", "5处"),
        ("added", f"{FIRST}.指标[3]"),
    ),
    "a row removed": (without_row(0, 3), ("removed", f"{FIRST}.指标[3]")),
    "a project removed": (without_row(0, 5), ("removed", SECOND)),
    "cells parted": (parted, None),
}


def test_they_are_printed_once_and_merged(tmp_path: Path) -> None:
    content = Strange.of(ONCE_BESIDE, tmp_path).word(sheets())
    assert merges(content, 0) == "rccccrc"
    assert merges(content, 2) == "rcccrrc"
    assert merges(content, 4) == "rcccrrc"


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_read_where_it_is(case: str, tmp_path: Path) -> None:
    edit, expected = EDITS[case]
    reading = Strange.of(ONCE_BESIDE, tmp_path).edited(sheets(), edit)
    assert [(each.change, each.path.label) for each in reading.edits] == [*filter(None, [expected])]
    assert (reading.conflicts, reading.unplaced, reading.notes) == ((), (), ())


def test_projects_that_say_the_same_stay_two(tmp_path: Path) -> None:
    same = sheets(old="桥梁加固\n        金额: 80.50", new="水渠整修\n        金额: 120.00")
    template = Strange.of(ONCE_BESIDE, tmp_path)
    reading = template.read(template.word(same))
    assert (reading.edits, reading.unplaced) == ((), ())
    assert sheets_in(reading) == same


def test_a_row_that_lost_the_beginning_of_its_merged_cells_takes_no_data_away(
    tmp_path: Path,
) -> None:
    reading = Strange.of(ONCE_BESIDE, tmp_path).edited(sheets(), without_row(0, 1))
    assert [(each.change, each.path.label) for each in reading.edits] == [
        ("removed", "单位[1].项目[1].指标[1]")
    ]
    unread = {path.label for path in reading.unread}
    assert {"单位[1].名称", f"{FIRST}.名称", f"{FIRST}.金额"} <= unread


WRONG: dict[str, Body] = {
    "without a loop inside": [
        [
            ("{%tr for project in units[0].projects %}",),
            ("{% merge project %}{{ project.name }}",),
            ("{%tr endfor %}",),
        ]
    ],
    "in a second row": [
        [
            ("{%tr for spending_unit in units %}", ""),
            ("{%tr for project in spending_unit.projects %}", ""),
            ("{{ spending_unit.name }}", ""),
            ("{% merge spending_unit %}{{ spending_unit.head }}", "{{ project.name }}"),
            ("{%tr endfor %}", ""),
            ("{%tr endfor %}", ""),
        ]
    ],
    "under a condition": [
        [
            ("{%tr for spending_unit in units %}", ""),
            ("{%tr for project in spending_unit.projects %}", ""),
            ("{%tr if project.leader %}", ""),
            ("{% merge spending_unit %}{{ spending_unit.name }}", "{{ project.name }}"),
            ("{%tr endif %}", ""),
            ("{%tr endfor %}", ""),
            ("{%tr endfor %}", ""),
        ]
    ],
}


@pytest.mark.parametrize("case", WRONG)
def test_where_they_cannot_stand_the_template_is_refused(case: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"标签 \{% merge \w+ %\} 要写在表格里"):
        Strange.of(WRONG[case], tmp_path).word(sheets())
