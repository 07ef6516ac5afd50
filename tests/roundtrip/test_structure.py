"""Tables parted, columns and rows moved, cells merged: read on, or named; data are not poured."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from lxml import etree

from perfreport.basics.addresses import ViewPath
from perfreport.docx.page.package import main_part, read_package
from perfreport.docx.page.reader import read_page
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import Limits
from perfreport.office.package import Parts
from perfreport.page.blocks import Page
from perfreport.roundtrip import Reading, read_docx
from perfreport.roundtrip.page import texts_on
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.template_reading import layout_of
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.structure_edits import (
    Act,
    add_number_column,
    add_remarks_column,
    cells,
    cut_table,
    cut_tables,
    exchange_columns,
    merge_across,
    merge_down,
    move_row_to_end,
    remove_cell,
    remove_column,
    rows,
    split_cell,
    tables,
)
from tests.roundtrip.word_editor import Element, WordEditor, text_of

REGISTRY = FormRegistry()
DEPARTMENT = "guangzhou-2024-department-targets"
PROJECTS = "guangzhou-2023-project-targets"
DISTRICT = "zengcheng-2024-project-targets"
REPORT = "guangzhou-2023-self-evaluation"


def edited(name: str, act: Act) -> bytes:
    """The Word file of an example after an edit."""
    editor = WordEditor(rendered(name, "docx"))
    act(editor)
    return editor.save()


def read_after(name: str, act: Act) -> Reading:
    return read_docx(edited(name, act), REGISTRY)


def shown_after(name: str, act: Act) -> PageTexts:
    """What the slots of the template say after an edit."""
    layout = layout_of(REGISTRY.docx_template(str(example(name).form)))
    return texts_on(_page(edited(name, act)), layout)


def _page(content: bytes) -> Page:
    parts: Parts = read_package(content, Limits())
    return read_page(parts, main_part(parts), Limits())


@cache
def _shown(name: str) -> PageTexts:
    return shown_after(name, lambda _: None)


def in_tables(act: Callable[[Element], object]) -> Act:
    """An edit of every table."""
    return lambda editor: [act(table) for table in tables(editor)]


READ_ON: dict[str, Act] = {
    "tables cut in two": cut_tables,
    "tables cut in two, the head repeated": lambda e: cut_tables(e, repeating=1),
    "tables cut after the head": in_tables(lambda table: cut_table(table, 1)),
    "tables cut before the last row": in_tables(lambda t: cut_table(t, len(rows(t)) - 1)),
    "the last two columns exchanged": in_tables(exchange_columns),
}


HEAD_ABOVE = ("henan-project-monitoring", "henan-department-monitoring")
"""The examples whose last column has its head in the row above that of the others."""


def head_above(table: Element) -> Element:
    """The row with the head of the last column, one above that of the others."""
    return next(row for row in rows(table) if text_of(cells(row)[-1]) == "备注")


def move_whole_column(table: Element) -> None:
    """Move the last column, with its head, before the three that have one head together."""
    above = head_above(table)
    exchange = [(above, -2)] + [(row, -4) for row in rows(table) if len(cells(row)) == 17]
    for row, at in exchange:
        cells(row)[at].addprevious(cells(row)[-1])


@pytest.mark.parametrize("name", HEAD_ABOVE)
def test_a_column_moved_with_its_head_above_is_read_on(name: str) -> None:
    reading = read_after(name, in_tables(move_whole_column))
    assert reading.document == example(name)
    assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())


@pytest.mark.parametrize("name", HEAD_ABOVE)
@pytest.mark.parametrize("blanked", ["备注", "其他"])
def test_a_column_is_told_where_its_head_is_gone_or_another_one_too(
    name: str, blanked: str
) -> None:
    def act(editor: WordEditor) -> None:
        for table in tables(editor):
            for cell in [c for row in rows(table) for c in cells(row) if text_of(c) == blanked]:
                editor.retype_cell(cell, "")
            exchange_columns(table)

    reading = read_after(name, act)
    assert any("整栏没有收" in each.reason for each in reading.unplaced)
    assert (reading.edits, reading.conflicts) == ((), ())


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("edit", READ_ON)
def test_what_only_stands_elsewhere_is_no_edit(name: str, edit: str) -> None:
    reading = read_after(name, READ_ON[edit])
    assert reading.document == example(name)
    assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())


@pytest.mark.parametrize("name", [DISTRICT, PROJECTS])
def test_a_total_at_the_end_of_the_table_is_no_project(name: str) -> None:
    def move(editor: WordEditor) -> None:
        move_row_to_end(rows(tables(editor)[0])[3 if name == PROJECTS else 1])

    reading = read_after(name, move)
    assert reading.document == example(name)
    assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize(
    ("add", "words"),
    [(add_number_column, "序号：1、2"), (add_remarks_column, "备注：第1行已核、第2行已核")],
)
def test_a_column_put_in_is_named_once_a_table(
    name: str, add: Callable[[WordEditor, Element], None], words: str
) -> None:
    editor = WordEditor(rendered(name, "docx"))
    for table in tables(editor):
        add(editor, table)
    reading = read_docx(editor.save(), REGISTRY)
    assert reading.document == example(name)
    assert not reading.edits
    assert len(reading.unplaced) == len(tables(editor))
    assert all(each.words.startswith(words) for each in reading.unplaced)


def test_a_column_that_is_gone_is_named_once_and_says_nothing() -> None:
    def remove(editor: WordEditor) -> None:
        remove_column(tables(editor)[0], "绩效目标")

    shown = shown_after(DISTRICT, remove)
    assert [each.words for each in shown.unplaced] == ["绩效目标"]
    goals = {path[:5] for path in _shown(DISTRICT).texts if "goal" in path}
    assert shown.missing == goals
    others = {path: text for path, text in _shown(DISTRICT).texts.items() if "goal" not in path}
    assert shown.texts == others


def test_a_column_of_labels_that_is_gone_says_nothing() -> None:
    shown = shown_after(DEPARTMENT, lambda e: remove_column(tables(e)[0], "二级指标"))
    labels = {path for path in _shown(DEPARTMENT).texts if "level_two" in path}
    assert shown.missing == labels
    assert [each.words for each in shown.unplaced] == ["二级指标"]


def test_a_column_with_another_head_is_not_poured_into_its_neighbours() -> None:
    reading = read_after(DISTRICT, lambda e: e.retype_cell(e.cell("绩效目标"), "领导意见"))
    [strange, gone] = reading.unplaced
    assert strange.words.startswith("领导意见：")
    assert gone.words == "绩效目标"


def test_a_head_typed_a_little_otherwise_is_named_and_its_column_read() -> None:
    reading = read_after(DISTRICT, lambda e: e.retype_cell(e.cell("绩效目标"), "年度绩效目标"))
    assert reading.document == example(DISTRICT)
    assert [each.words for each in reading.unplaced] == ["年度绩效目标"]


def test_goals_merged_into_one_cell_take_no_data_with_them() -> None:
    first, second = "编外人员聘用经费", "法学会工作经费"

    def merge(editor: WordEditor) -> None:
        merge_down(editor, cells(editor.row(first))[5], cells(editor.row(second))[5])

    shown = shown_after(DISTRICT, merge)
    projects = ViewPath("units", 0, "projects")
    assert shown.missing == {(*projects, 0, "goal"), (*projects, 1, "goal")}
    [merged] = shown.unplaced
    assert merged.words == "\n".join(
        _shown(DISTRICT).texts[projects / number / "goal" / 0] for number in (0, 1)
    )
    assert "合并" in merged.reason


def test_cells_merged_across_columns_are_named() -> None:
    def merge(editor: WordEditor) -> None:
        merge_across(editor, editor.row("法学会工作经费"), 5)

    shown = shown_after(DISTRICT, merge)
    place = ("units", 0, "projects", 1)
    assert shown.missing == {(*place, "goal"), (*place, "indicators")}
    assert len(shown.unplaced) == 1


def test_a_cell_split_into_a_written_and_a_blank_one_is_one() -> None:
    reading = read_after(DISTRICT, lambda e: split_cell(e, e.row("法学会工作经费"), 1, ""))
    assert reading.document == example(DISTRICT)
    assert not reading.edits


def test_a_cell_split_into_two_written_ones_is_named() -> None:
    shown = shown_after(DISTRICT, lambda e: split_cell(e, e.row("法学会工作经费"), 2, "7.00"))
    assert [each.words for each in shown.unplaced] == ["10.41", "7.00"]
    assert shown.missing == {("units", 0, "projects", 1, "funds", "appropriation")}


def test_a_row_with_a_cell_too_few_is_named_and_nothing_of_it_read() -> None:
    shown = shown_after(DISTRICT, lambda e: remove_cell(e.row("法学会工作经费"), 1))
    [torn] = shown.unplaced
    assert torn.words.startswith("法学会工作经费")
    place = ("units", 0, "projects", 1)
    assert not any(path[:4] == place for path in shown.texts)
    assert (*place, "name") in shown.missing


def test_a_group_whose_first_row_is_gone_has_no_label_of_a_heading() -> None:
    def remove(editor: WordEditor) -> None:
        editor.remove(rows_below(editor, "三级指标")[0])

    texts = shown_after(DEPARTMENT, remove).texts
    assert texts[ViewPath("indicators", 0, "level_one")] == ""
    assert texts[ViewPath("indicators", 0, "level_two")] == ""
    reading = read_after(DEPARTMENT, remove)
    assert [each.change for each in reading.edits] == ["removed"]


def rows_below(editor: WordEditor, head: str) -> list[Element]:
    """The rows below the one with a cell that says ``head``."""
    return [each for each in editor.row(head).itersiblings() if each.tag == W + "tr"]


def test_a_fixed_row_that_is_gone_says_nothing() -> None:
    shown = shown_after(REPORT, lambda e: e.remove(e.row("公用经费")))
    assert [each.words for each in shown.unplaced] == ["公用经费"]
    expenditure = ("expenditure", "operating")
    assert shown.missing == {(*expenditure, name) for name in ("initial", "annual", "final")}


def test_tables_of_the_template_brought_together_stay_two() -> None:
    def bring_together(editor: WordEditor) -> None:
        first, second = tables(editor)[:2]
        for block in list(first.itersiblings()):
            if block is second:
                break
            editor.remove(block)

    texts, as_printed = shown_after(REPORT, bring_together).texts, _shown(REPORT).texts
    for name in ("key_tasks", "expenditure"):
        said = {path: text for path, text in as_printed.items() if path[0] == name}
        assert said.items() <= texts.items()


def test_a_table_that_goes_on_under_other_words_is_one() -> None:
    def cut(editor: WordEditor) -> None:
        cut_tables(editor)
        between = tables(editor)[1].getprevious()
        assert between is not None
        etree.SubElement(etree.SubElement(between, W + "r"), W + "t").text = "（续表）"

    reading = read_after(DISTRICT, cut)
    assert reading.document == example(DISTRICT)
    assert [each.words for each in reading.unplaced] == ["（续表）"]
