"""A table for each project: read as nobody edited it, and with edits."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport import InputError, TemplateError
from perfreport.roundtrip import read_docx
from tests.kinds.sheets.examples import sheets
from tests.kinds.sheets.word import FORM, Body, Strange, sheets_in
from tests.roundtrip.strangers.bodies import ADJACENT, BARE, FLAT, HEADED, ROWS, each_project
from tests.roundtrip.strangers.edits import (
    Edit,
    beside,
    cell,
    copied_table,
    cut_table,
    line,
    row_like,
    run_together,
    swapped,
    typed,
    without_row,
    without_table,
)
from tests.roundtrip.test_lost_data import without_data

BODIES: dict[str, Body] = {
    "headed": HEADED,
    "flat": FLAT,
    "bare": BARE,
    "adjacent": ADJACENT,
    "rows": ROWS,
}
NOBODYS_EDITS: dict[str, tuple[str, tuple[Edit, ...]]] = {
    **{f"{name}, not edited": (name, ()) for name in BODIES},
    "tables that ran together": ("adjacent", (run_together,)),
    "bare tables that ran together": ("bare", (run_together,)),
    "a table cut in two": ("flat", (cut_table(0, 3, gap=True),)),
    "a table cut in two without a gap": ("flat", (cut_table(0, 2, gap=False),)),
    "a table cut among its rows of targets": ("bare", (cut_table(0, 7, gap=True),)),
}


@pytest.mark.parametrize("case", NOBODYS_EDITS)
def test_what_nobody_edited_is_read_as_it_was_printed(case: str, tmp_path: Path) -> None:
    name, edits = NOBODYS_EDITS[case]
    reading = Strange.of(BODIES[name], tmp_path).edited(sheets(), *edits)
    assert reading.document == sheets()
    assert (reading.edits, reading.conflicts, reading.unplaced, reading.notes) == ((), (), (), ())


EDITS: dict[str, tuple[str, tuple[Edit, ...], list[tuple[str, str, str]]]] = {
    "a figure": (
        "flat",
        (beside("金额", "90.00", 1),),
        [("changed", "单位[1].项目[2].金额", "90.00")],
    ),
    "a figure in tables that ran together": (
        "adjacent",
        (run_together, beside("金额", "90.00", 1)),
        [("changed", "单位[1].项目[2].金额", "90.00")],
    ),
    "a name": (
        "bare",
        (beside("项目名称", "大桥加固", 1),),
        [("changed", "单位[1].项目[2].名称", "大桥加固")],
    ),
    "a target": (
        "bare",
        (cell("12处", "13处"),),
        [("changed", "单位[1].项目[1].指标[2].值", "13处")],
    ),
    "a target in rows": (
        "rows",
        (cell("12处", "13处"),),
        [("changed", "单位[1].项目[1].指标[2].值", "13处")],
    ),
    "a project removed": ("bare", (without_table(1),), [("removed", "单位[1].项目[2]", "")]),
    "a project removed but for its title": (
        "flat",
        (without_table(1),),
        [("removed", "单位[1].项目[2]", "")],
    ),
    "the only project of a unit removed": (
        "bare",
        (without_table(2),),
        [("removed", "单位[2]", "")],
    ),
    "a project added": (
        "bare",
        (copied_table(2, {"项目名称": "新项目", "金额": "5.00", "负责人": "孙某"}),),
        [("added", "单位[2].项目[2]", "")],
    ),
    "a unit added with its project": (
        "bare",
        (copied_table(2, {"项目名称": "新项目", "单位": "第三中心", "主管": "新科"}),),
        [("added", "单位[3]", "")],
    ),
    "a unit added with its project between two of another": (
        "bare",
        (copied_table(0, {"项目名称": "新项目", "单位": "第三中心", "主管": "新科"}),),
        [("added", "单位[2]", "")],
    ),
    "a project added under a heading": (
        "headed",
        (copied_table(1, {"项目名称": "新项目", "金额": "5.00"}),),
        [("added", "单位[1].项目[3]", "")],
    ),
    "two projects in another order": (
        "bare",
        (swapped(0, 1),),
        [("moved", "单位[1].项目[2]", "单位[1].项目[1]")],
    ),
    "a target added": (
        "bare",
        (row_like(1, 5, "新指标", "1项"),),
        [("added", "单位[1].项目[2].指标[2]", "")],
    ),
    "a target removed": (
        "flat",
        (without_row(0, 6),),
        [("removed", "单位[1].项目[1].指标[2]", "")],
    ),
    "the unit renamed in every table": (
        "flat",
        (beside("单位", "首个中心", 0), beside("单位", "首个中心", 1)),
        [("changed", "单位[1].名称", "首个中心")],
    ),
    "the department in every table": (
        "flat",
        tuple(line("部门：某某局", "部门：某某厅") for _ in range(3)),
        [("changed", "部门名称", "某某厅")],
    ),
}


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_read_where_it_is(case: str, tmp_path: Path) -> None:
    name, edits, expected = EDITS[case]
    reading = Strange.of(BODIES[name], tmp_path).edited(sheets(), *edits)
    assert [(each.change, each.path.label, each.shown) for each in reading.edits] == expected
    assert (reading.conflicts, reading.unplaced, reading.notes) == ((), (), ())


def test_what_is_not_printed_stays_with_its_project(tmp_path: Path) -> None:
    strange = Strange.of(BARE, tmp_path)
    reading = strange.edited(sheets(), without_table(0), beside("项目名称", "大桥加固"))
    document = sheets_in(reading)
    assert [project.code for project in document.units[0].projects] == ["P12"]
    assert [unit.code for unit in document.units] == ["U1", "U2"]


def test_a_table_without_its_first_row_keeps_the_name_that_stood_there(tmp_path: Path) -> None:
    reading = Strange.of(FLAT, tmp_path).edited(sheets(), without_row(1, 1))
    assert reading.edits == ()
    assert [each.label for each in reading.unread] == [
        "单位[1].项目[2].名称",
        "单位[1].项目[2].金额",
    ]
    assert [each.words for each in reading.unplaced] == ["项目名称金额"]


@pytest.mark.parametrize("name", ["flat", "bare", "rows"])
def test_units_are_told_apart_in_a_file_that_lost_its_data(name: str, tmp_path: Path) -> None:
    strange = Strange.of(BODIES[name], tmp_path)
    reading = read_docx(without_data(strange.word(sheets())), strange.registry, form_id=FORM)
    names = [
        (unit.name, [project.name for project in unit.projects])
        for unit in sheets_in(reading).units
    ]
    assert names == [("第一中心", ["水渠整修", "桥梁加固"]), ("第二中心", ["培训"])]


def test_a_unit_named_otherwise_between_two_tables_is_no_unit_of_its_own(tmp_path: Path) -> None:
    document = sheets(old="  - 名称: 第二中心\n    主管: 业务科\n    编码: U2\n    项目:\n", new="")
    strange = Strange.of(
        each_project([("单位", "{{ spending_unit.name }}"), ("项目名称", "{{ project.name }}")]),
        tmp_path,
    )
    edited = strange.edited(document, beside("单位", "某中心", 1))
    assert [each.path.label for each in edited.edits] == ["单位[1].名称"]


def test_a_unit_without_projects_is_not_lost_but_refused(tmp_path: Path) -> None:
    document = sheets(
        old="    项目:\n      - 名称: 培训\n",
        new="    项目: []\n  - 名称: 第三中心\n    项目:\n      - 名称: 培训\n",
    )
    with pytest.raises(InputError, match=r"单位\[2\]：Word 模板把它印在“项目”的每一项里"):
        Strange.of(FLAT, tmp_path).word(document)
    assert Strange.of(HEADED, tmp_path).word(document)


def test_units_of_which_nothing_is_printed_are_refused_with_the_cure(tmp_path: Path) -> None:
    body = each_project([("项目名称", "{{ project.name }}")])
    with pytest.raises(TemplateError, match="在内层的每一项里印上它的名称"):
        Strange.of(body, tmp_path).word(sheets())


def test_a_blank_cell_of_the_form_that_somebody_typed_into_is_named(tmp_path: Path) -> None:
    reading = Strange.of(FLAT, tmp_path).edited(sheets(), typed(1, 3, {2: "另见附件", 3: "共三页"}))
    assert reading.document == sheets()
    assert reading.edits == ()
    assert [each.words for each in reading.unplaced] == ["另见附件", "共三页"]
