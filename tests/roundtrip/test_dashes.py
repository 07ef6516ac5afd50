"""A dash or 无 typed over an amount takes the money away, and that is listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import perfreport
from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Document
from perfreport.blocks.walk import value_at
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import understand
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx
from perfreport.roundtrip.reading import Reading
from tests.roundtrip.word_editor import Element, WordEditor
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

REGISTRY = FormRegistry()
PROJECT = DataPath("资金使用单位", 0, "项目", 0)
WITH_OTHER = altered(PROJECTS, ("财政拨款: 59.80", "财政拨款: 59.80\n        其他资金: 1.00"))
dashes = pytest.mark.parametrize("dash", ["—", "－", "-", "——", "无", "/", "\u3000— "])


def document_of(text: str) -> Document:
    return understand(parse_source(text), REGISTRY).document


def retyped(text: str, cell: Callable[[WordEditor], Element], typed: str) -> Reading:
    editor = WordEditor(perfreport.render(document_of(text), "docx"))
    editor.retype_cell(cell(editor), typed)
    return read_docx(editor.save(), REGISTRY)


@dashes
def test_an_amount_that_may_be_absent_is_removed(dash: str) -> None:
    reading = retyped(WITH_OTHER, lambda editor: editor.cell("59.80", -1), dash)
    assert [(edit.change, edit.path) for edit in reading.edits] == [
        ("removed", (*PROJECT, "财政拨款"))
    ]
    assert value_at(reading.document, PROJECT / "财政拨款") is None
    assert reading.is_whole


@dashes
@pytest.mark.parametrize(
    ("text", "cell", "path"),
    [
        (DEPARTMENT, "69.00", ("年度重点工作任务", 0, "拟投入的资金")),
        (DEPARTMENT, "874.39", ("预算整体情况", "项目支出")),
        (REPORT, "59.00", ("部门整体支出", "基本支出", "人员经费", "决算数")),
    ],
)
def test_an_amount_that_must_be_there_becomes_zero(
    text: str, cell: str, path: DataPath, dash: str
) -> None:
    reading = retyped(text, lambda editor: editor.cell(cell), dash)
    assert [(edit.change, edit.path) for edit in reading.edits] == [("changed", path)]
    assert value_at(reading.document, path) == Amount(0)
    assert (reading.pending, reading.unplaced) == ((), ())


@dashes
def test_a_dash_in_a_blank_cell_changes_nothing(dash: str) -> None:
    reading = retyped(WITH_OTHER, lambda editor: editor.beside("13600101", 3), dash)
    assert reading.document == document_of(WITH_OTHER)
    assert (reading.edits, reading.unplaced, reading.conflicts) == ((), (), ())


@dashes
def test_a_dash_over_a_sum_is_no_edit_and_is_named(dash: str) -> None:
    reading = retyped(WITH_OTHER, lambda editor: editor.beside("编外人员聘用经费", 1), dash)
    assert reading.document == document_of(WITH_OTHER)
    assert [conflict.computed for conflict in reading.conflicts] == ["60.80"]


def test_a_dash_in_a_text_stays_one() -> None:
    reading = retyped(WITH_OTHER, lambda editor: editor.cell("聘请编外人员。"), "—")
    assert value_at(reading.document, PROJECT / "绩效目标") == ("—",)


def test_a_cell_that_was_emptied_leaves_an_amount_that_must_be_there_alone() -> None:
    reading = retyped(DEPARTMENT, lambda editor: editor.cell("69.00"), "")
    assert reading.pending == (("年度重点工作任务", 0, "拟投入的资金"),)
    assert any("拟投入的资金：文件里没有读到这一项" in note.message for note in reading.notes)
