"""Each kind of edit of a printed workbook, and what comes of it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Border

from perfreport.basics.errors import InputError
from perfreport.roundtrip import Reading, read_xlsx
from tests.examples import example, rendered
from tests.roundtrip.workbooks.edits import EDITS
from tests.roundtrip.workbooks.readings import (
    DEPARTMENT,
    DISTRICT,
    REGISTRY,
    SCORES,
    TABLES,
    UNIT,
    Act,
    codes,
    differences,
    put,
    read_after,
)
from tests.roundtrip.workbooks.sheet_editor import SheetEditor, sheet_of


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_comes_back_and_nothing_else(edit: str) -> None:
    name, act, expected = EDITS[edit]
    reading = read_after(name, act)
    assert differences(name, reading) == expected
    assert reading.edits
    assert (reading.conflicts, reading.unplaced, reading.pending) == ((), (), ())


def choose_format(format: str) -> Act:
    return lambda editor: setattr(editor.beside("基本支出", 1), "number_format", format)


@pytest.mark.parametrize("format", ["General", "0.00", "0.0000", "#,##0.00_ ", "¥#,##0.00"])
def test_a_number_in_another_format_is_no_edit(format: str) -> None:
    reading = read_after(DEPARTMENT, choose_format(format))
    assert reading.document == example(DEPARTMENT)
    assert (reading.conflicts, reading.unplaced, reading.pending) == ((), (), ())


def test_digits_that_the_format_hides_are_not_lost() -> None:
    reading = read_after(DEPARTMENT, put(lambda e: e.beside("基本支出", 1), 6904.531234))
    assert "6904.531234" in [each.words for each in reading.unplaced]
    assert reading.unread == (("预算整体情况", "基本支出"),)


def test_a_computed_figure_is_reported_and_the_rest_goes_on() -> None:
    reading = read_after(
        DISTRICT,
        put(lambda e: e.beside("合计", 1), 300),
        put(lambda e: e.beside("法学会工作经费", 2), 11.41),
    )
    [conflict] = reading.conflicts
    assert (conflict.place, conflict.shown, conflict.computed) == ("合计.总计", "300.00", "293.28")
    assert differences(DISTRICT, reading) == [f"changed {UNIT} › 项目“法学会工作经费” › 财政拨款"]


FAULTS = [("=1/0", "公式没有保存算出的值"), ("#REF!", "#REF!"), ("#N/A", "#N/A")]


@pytest.mark.parametrize(("typed", "words"), FAULTS)
@pytest.mark.parametrize("label", ["基本支出", "法学业务工作"])
def test_what_could_not_be_computed_is_named_with_its_cell(
    typed: str, words: str, label: str
) -> None:
    editor = SheetEditor(rendered(DEPARTMENT, "xlsx"))
    cell = editor.beside(label, 1)
    place = f"{sheet_of(cell).title}!{cell.coordinate}"
    reading = read_after(DEPARTMENT, put(lambda e: e.beside(label, 1), typed))
    [unplaced] = reading.unplaced
    assert unplaced.words.startswith(words)
    assert unplaced.place == place
    assert not reading.edits
    assert len(reading.unread) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [("#REF!", "#REF!"), ("=1/0", "公式没有"), ("=VLOOKUP(1,C5:D6,2)", "公式没有")],
)
def test_a_total_that_was_made_unreadable_is_named(typed: str, words: str) -> None:
    reading = read_after(DISTRICT, put(lambda e: e.beside("合计", 1), typed))
    [unplaced] = reading.unplaced
    assert unplaced.words.startswith(words)
    assert unplaced.place.endswith("!B4")
    assert reading.document == example(DISTRICT)


@pytest.mark.parametrize("typed", ["=1000", "=B5+707.72", "=ROUND(SUM(B5),2)+707.72"])
def test_a_total_whose_formula_was_changed_is_a_conflict_though_no_value_was_saved(
    typed: str,
) -> None:
    reading = read_after(DISTRICT, put(lambda e: e.beside("合计", 1), typed))
    [conflict] = reading.conflicts
    assert (conflict.place, conflict.shown) == ("合计.总计", "1,000.00")
    assert not reading.edits


def test_a_formula_in_a_cell_of_data_counts_though_no_value_was_saved() -> None:
    reading = read_after(DEPARTMENT, put(lambda e: e.beside("基本支出", 1), "=59.8+1"))
    [edit] = reading.edits
    assert (edit.path, edit.shown) == (("预算整体情况", "基本支出"), "60.80")
    assert codes(reading) == {"formula"}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_in_parted_cells_comes_back_or_is_refused_in_one_message(edit: str) -> None:
    name, act, expected = EDITS[edit]
    try:
        reading = read_after(name, act, SheetEditor.part_all)
    except InputError as error:
        [mistake] = error.mistakes
        assert "合并单元格都取消了" in mistake.message
    else:
        assert differences(name, reading) == expected


def test_what_was_put_into_parted_cells_is_named() -> None:
    def fill(editor: SheetEditor) -> None:
        editor.part_all()
        editor.sheets[0]["B1"] = "标题旁边"

    with pytest.raises(InputError, match="B1 也填了内容（印出时它与 A1 合并）"):
        read_after(DEPARTMENT, fill)


def test_an_edit_that_moves_no_rows_is_read_from_parted_cells() -> None:
    name, act, expected = EDITS["a figure"]
    assert differences(name, read_after(name, act, SheetEditor.part_all)) == expected


def print_on_each_page(edge: str, text: str) -> Act:
    return lambda editor: setattr(getattr(editor.sheets[0], edge).left, "text", text)


STRANGE: dict[str, tuple[Act, str, str]] = {
    "beside the table": (
        lambda e: setattr(e.sheets[0]["K3"], "value", "旁边的话"),
        "旁边的话",
        "!K3",
    ),
    "right below it": (
        lambda e: setattr(e.below(1), "value", "紧接的话"),
        "紧接的话",
        "!A",
    ),
    "further below": (lambda e: setattr(e.below(3), "value", "文末的话"), "文末的话", "!A"),
    "on a sheet of its own": (
        lambda e: setattr(e.book.create_sheet("草算")["B2"], "value", "算一算"),
        "算一算",
        "工作表“草算”",
    ),
    "a copied sheet": (
        lambda e: e.book.copy_worksheet(e.sheets[0]),
        "等",
        "Copy”",
    ),
    "in the footer": (
        print_on_each_page("oddFooter", "内部资料&R&D第&P页"),
        "内部资料",
        "页眉页脚",
    ),
    "in the header": (
        print_on_each_page("oddHeader", "送审稿"),
        "送审稿",
        "页眉页脚",
    ),
    "a label": (put(lambda e: e.cell("财政拨款"), "拨款"), "拨款", "!C"),
}


@pytest.mark.parametrize("case", STRANGE)
def test_words_that_are_no_data_are_named_with_their_place(case: str) -> None:
    act, words, place = STRANGE[case]
    reading = read_after(DISTRICT, act)
    assert reading.document == example(DISTRICT)
    assert any(words in each.words and place in each.place for each in reading.unplaced)
    assert not reading.edits


@pytest.mark.parametrize("rows", [1, 2, 4])
def test_a_note_below_the_last_table_begins_no_other_project(rows: int) -> None:
    reading = read_after(
        SCORES,
        lambda e: setattr(e.below(rows), "value", "填表人：李某　联系电话：12345678"),
        lambda e: setattr(e.below(1), "value", "附：汇总表另报"),
    )
    assert reading.document == example(SCORES)
    assert [each.words for each in reading.unplaced] == [
        "填表人：李某　联系电话：12345678",
        "附：汇总表另报",
    ]
    assert (reading.edits, reading.conflicts) == ((), ())


def comment(editor: SheetEditor) -> None:
    editor.cell("合计").comment = Comment("请核对", "李会计")


def hide(editor: SheetEditor) -> None:
    sheet = editor.sheets[0]
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["C"].hidden = True


def without_lines(editor: SheetEditor) -> None:
    first = editor.cell("法学会工作经费")
    for cell in sheet_of(first)[first.row]:
        cell.border = Border()


def rename(editor: SheetEditor) -> None:
    editor.sheets[0].title = "改名"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (comment, ["李会计（项目支出绩效目标表!A4）：请核对"]),
        (hide, ["第 6 行、C、"]),
        (rename, []),
        (lambda e: e.insert_column(3), []),
        (lambda e: e.add_row("法学会工作经费"), []),
        (lambda e: e.open_row(e.sheets[0], e.cell("法学会工作经费").row), []),
        (without_lines, []),
    ],
)
def test_what_changes_no_data_is_said(act: Act, words: list[str]) -> None:
    reading = read_after(DISTRICT, act)
    assert reading.document == example(DISTRICT)
    assert reading.is_whole
    assert not reading.edits
    told = "".join(note.message for note in reading.notes)
    assert all(each in told for each in words)


def test_a_column_of_somebodys_own_is_named_whole() -> None:
    def add_column(editor: SheetEditor) -> None:
        editor.insert_column(3)
        editor.sheets[0].cell(3, 3).value = "备注"
        editor.sheets[0].cell(7, 3).value = "要核对"

    reading = read_after(DISTRICT, add_column)
    assert reading.document == example(DISTRICT)
    assert any("备注" in each.words and "要核对" in each.words for each in reading.unplaced)


@pytest.mark.parametrize("side", ["beside", "below"])
def test_amounts_merged_into_one_are_named_and_their_data_stay(side: str) -> None:
    def merge(editor: SheetEditor) -> None:
        cell = editor.beside("法学会工作经费", 2)
        sheet_of(cell).merge_cells(
            start_row=cell.row,
            end_row=cell.row + (side == "below"),
            start_column=cell.column,
            end_column=cell.column + (side == "beside"),
        )

    reading = read_after(DISTRICT, merge)
    assert [each.words for each in reading.unplaced] == ["10.41"]
    assert reading.unread
    assert not reading.edits


TYPED: list[str | float] = ["改成这样", 7, 1234.5, 0.123456, "#N/A", "第一行\n第二行"]


def everything_said(reading: Reading) -> tuple[object, ...]:
    return (
        reading.document,
        reading.edits,
        reading.conflicts,
        reading.unplaced,
        reading.pending,
        reading.notes,
    )


@cache
def said_of_formulas(name: str) -> tuple[object, ...]:
    """What is said of the example once a program has saved it that computes nothing."""
    return everything_said(read_after(name))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_typed_anywhere_is_passed_over_in_silence(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(TABLES))
    editor = SheetEditor(rendered(name, "xlsx"))
    cell = data.draw(st.sampled_from(editor.all_cells()))
    typed = data.draw(st.sampled_from(TYPED))
    assume(cell.value != typed)
    cell.value = typed
    assert everything_said(read_xlsx(editor.save(), REGISTRY)) != said_of_formulas(name)


@pytest.mark.parametrize(
    ("typed", "is_respelt"), [("6904.5", False), ("６９０４.５３", True), ("6904.50", False)]
)
def test_only_what_says_the_same_as_before_is_called_so(typed: str, is_respelt: bool) -> None:
    reading = read_after(DEPARTMENT, put(lambda e: e.beside("基本支出", 1), typed))
    assert ("respelt" in codes(reading)) is is_respelt
    assert bool(differences(DEPARTMENT, reading)) is not is_respelt


def test_a_row_that_was_put_in_is_not_called_unchanged() -> None:
    row = ["新任务", "内容", "12.5", "目标"]
    reading = read_after(DEPARTMENT, lambda e: e.add_row("法学业务工作", *row))
    assert reading.edits
    assert "respelt" not in codes(reading)


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("words", ["指标1：", "指标2：", "……"])
def test_whatever_is_typed_into_a_spare_row_makes_it_an_indicator(words: str, steps: int) -> None:
    reading = read_after(SCORES, put(lambda e: e.beside(words, steps), "改成这样"))
    assert [each.change for each in reading.edits] == ["added"]
    assert "pending" in codes(reading)
