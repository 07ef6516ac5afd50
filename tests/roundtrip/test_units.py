"""Amounts are worth what the unit on the page says; nothing is ten thousand times too much."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from perfreport import InputError
from perfreport.basics.quantities import Amount
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx
from tests.examples import EXAMPLES, example, form_of, rendered
from tests.roundtrip.measure_structure import fields_of
from tests.roundtrip.structure_edits import print_in_yuan
from tests.roundtrip.test_lost_data import without_data
from tests.roundtrip.word_editor import WordEditor
from tests.roundtrip.workbooks.readings import differences, put, read_after

REGISTRY = FormRegistry()
DISTRICT = "zengcheng-2024-project-targets"
DEPARTMENT = "guangzhou-2024-department-targets"


def amounts(document: object) -> list[Amount]:
    """All amounts of a document, in their order."""
    return [value for value in fields_of(document).values() if isinstance(value, Amount)]


NO_AMOUNTS = ("national-2020-evaluation-report", "xuwen-2024-self-evaluation")
"""Reports that print no amounts in a table, and so no unit."""


def test_reports_without_amounts_print_no_unit() -> None:
    for name in NO_AMOUNTS:
        editor = WordEditor(rendered(name, "docx"))
        printed = editor.save()
        print_in_yuan(editor)
        assert editor.save() == printed


# A form in 元 prints so anyway.
@pytest.mark.parametrize(
    "name", [n for n in EXAMPLES if form_of(n).figures.unit != "元" and n not in NO_AMOUNTS]
)
def test_a_page_in_yuan_without_data_is_read_in_yuan_and_it_is_said(name: str) -> None:
    editor = WordEditor(without_data(rendered(name, "docx")))
    expected = read_docx(editor.save(), REGISTRY)
    print_in_yuan(editor)
    reading = read_docx(editor.save(), REGISTRY)
    assert amounts(reading.document) == amounts(expected.document)
    assert [note.code for note in reading.notes].count("unit") == 1
    assert len(reading.conflicts) == len(expected.conflicts)
    assert not reading.unplaced


def test_amounts_that_the_form_would_round_are_read_to_the_last_digit() -> None:
    editor = WordEditor(without_data(rendered(DISTRICT, "docx")))
    print_in_yuan(editor)
    editor.retype_cell(editor.beside("法学会工作经费", 2), "104,123.45")
    reading = read_docx(editor.save(), REGISTRY)
    assert Amount.parse("104123.45元") in amounts(reading.document)
    assert not any("法学会工作经费" in each.place for each in reading.conflicts)


@pytest.mark.parametrize("unit", ["单位：", "单位：千元"])
def test_a_page_whose_unit_cannot_be_told_is_refused(unit: str) -> None:
    editor = WordEditor(without_data(rendered(DISTRICT, "docx")))
    editor.replace(editor.paragraph("单位：万元"), "单位：万元", unit)
    with pytest.raises(InputError, match="金额单位"):
        read_docx(editor.save(), REGISTRY)


def test_a_page_with_two_units_is_refused() -> None:
    editor = WordEditor(without_data(rendered(DEPARTMENT, "docx")))
    editor.replace(editor.paragraph("（万元）"), "万元", "元")
    with pytest.raises(InputError, match="元、万元"):
        read_docx(editor.save(), REGISTRY)


def test_an_amount_that_names_its_unit_is_worth_that() -> None:
    editor = WordEditor(without_data(rendered(DISTRICT, "docx")))
    print_in_yuan(editor)
    editor.retype_cell(editor.beside("法学会工作经费", 2), "12.5万元")
    assert Amount("12.5") in amounts(read_docx(editor.save(), REGISTRY).document)


def test_another_unit_typed_on_the_page_is_named_and_scales_nothing() -> None:
    editor = WordEditor(rendered(DISTRICT, "docx"))
    editor.replace(editor.paragraph("单位：万元"), "单位：万元", "单位：元")
    reading = read_docx(editor.save(), REGISTRY)
    assert reading.document == example(DISTRICT)
    [conflict] = reading.conflicts
    assert (conflict.place, conflict.shown) == ("金额单位", "元")


def test_amounts_typed_under_another_unit_are_named_and_not_taken() -> None:
    editor = WordEditor(rendered(DISTRICT, "docx"))
    editor.replace(editor.paragraph("单位：万元"), "单位：万元", "单位：元")
    editor.retype_cell(editor.beside("法学会工作经费", 2), "120,000.00")
    reading = read_docx(editor.save(), REGISTRY)
    [unplaced] = reading.unplaced
    assert unplaced.words == "120,000.00"
    assert "请改回“万元”" in unplaced.reason
    assert Amount("120000") not in amounts(reading.document)


LIST = "project-monitoring-list"
HEADED = "年初\n预算数"


def in_yuan_below(head: str) -> WordEditor:
    editor = WordEditor(rendered(LIST, "docx"))
    editor.retype_cell(editor.cell("年初预算数"), *head.split("\n"))
    for old, new in (("120.00", "1200000.00"), ("460.00", "4600000.00")):
        editor.retype_cell(editor.cell(old), new)
    return editor


@pytest.mark.parametrize("lose", [bytes, without_data])
def test_amounts_below_a_heading_with_another_unit_are_not_taken(
    lose: Callable[[bytes], bytes],
) -> None:
    expected = read_docx(lose(rendered(LIST, "docx")), REGISTRY)
    reading = read_docx(lose(in_yuan_below("年初\n预算数（元）").save()), REGISTRY)
    taken = {each.value for each in amounts(reading.document)}
    assert taken <= {each.value for each in amounts(expected.document)}
    refused = [each.words for each in reading.unplaced if "分不清" in each.reason]
    assert {"1200000.00", "4600000.00"} <= set(refused)


@pytest.mark.parametrize("unit", ["（元）", "（单位：亿元）"])
def test_so_in_a_workbook_and_other_columns_are_taken(unit: str) -> None:
    reading = read_after(
        LIST,
        put(lambda e: e.having(HEADED), f"{HEADED}{unit}"),
        put(lambda e: e.cell(120), 1200000),
        put(lambda e: e.cell(15), 16),
    )
    [edit] = reading.edits
    assert edit.path[-1] == "追加"
    assert [each.words for each in reading.unplaced][1:] == ["1,200,000.00"]


def test_a_heading_that_says_the_unit_of_the_form_is_no_other_unit() -> None:
    reading = read_after(
        LIST,
        put(lambda e: e.having(HEADED), f"{HEADED}（万元）"),
        put(lambda e: e.cell(120), 121),
    )
    assert differences(LIST, reading) == [
        "changed 项目“水旱灾害防御” › 资金 › 项目资金 › 年初预算数"
    ]
