"""Printed workbooks read back: as they were made, and with each kind of edit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Border

import perfreport
from perfreport.blocks.model import Document
from perfreport.compare import compare_documents
from perfreport.documents.loading import fitted
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading, read_xlsx
from tests.examples import EXAMPLES, example, form_of, rendered
from tests.outside.soffice import OPEN_SHEETS, Soffice
from tests.roundtrip.sheet_editor import SheetEditor, Value, sheet_of
from tests.strategies import documents
from tests.strategies.texts import odd_lines

REGISTRY = FormRegistry()
TABLES = [name for name in EXAMPLES if not form_of(name).in_prose]
DEPARTMENT = "guangzhou-2024-department-targets"
PROJECTS = "guangzhou-2023-project-targets"
DISTRICT = "zengcheng-2024-project-targets"
SCORES = "national-2020-project-evaluation"
ITEM = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:3次；年度指标值:3次。"
UNIT = "资金使用单位“中国共产党广州市增城区委员会政法委员会”"

Act = Callable[[SheetEditor], object]


def read_after(name: str, *acts: Act) -> Reading:
    """The reading of an example's workbook after these edits."""
    editor = SheetEditor(rendered(name, "xlsx"))
    for act in acts:
        act(editor)
    return read_xlsx(editor.save(), REGISTRY)


def differences(name: str, reading: Reading) -> list[str]:
    """What differs from the example: what happened and where."""
    found = compare_documents(example(name), reading.document)
    return [f"{each.change.value} {each.label}" for each in found]


def codes(reading: Reading) -> set[str]:
    """Of the notes, but for that of formulas: openpyxl keeps none of their values."""
    return {note.code for note in reading.notes} - {"no_value"}


def is_untouched(reading: Reading) -> bool:
    return not (
        reading.edits or reading.conflicts or reading.unplaced or reading.notes or reading.pending
    )


def put(cell: Callable[[SheetEditor], object], value: Value) -> Act:
    """Type ``value`` into a cell."""
    return lambda editor: setattr(cell(editor), "value", value)


@pytest.mark.parametrize("name", TABLES)
def test_an_example_reads_back_as_it_was(name: str) -> None:
    reading = read_xlsx(rendered(name, "xlsx"), REGISTRY)
    assert reading.document == example(name)
    assert (reading.form_id, reading.program) == (example(name).form, "Excel")
    assert is_untouched(reading)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_any_document_reads_back_as_it_was(document: Document) -> None:
    assume(not fitted(document, REGISTRY).form.in_prose)
    reading = read_xlsx(perfreport.render(document, "xlsx"), REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents(lines=odd_lines))
def test_characters_of_any_sort_read_back_as_they_were(document: Document) -> None:
    assume(not fitted(document, REGISTRY).form.in_prose)
    reading = read_xlsx(perfreport.render(document, "xlsx"), REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)


@pytest.mark.parametrize("name", TABLES)
def test_formulas_saved_without_their_values_are_computed_and_it_is_said(name: str) -> None:
    reading = read_after(name)
    assert reading.document == example(name)
    assert reading.is_whole
    assert not reading.edits
    assert codes(reading) == set()


def add_unit(editor: SheetEditor) -> None:
    last = editor.sheets[0].cell(editor.sheets[0].max_row, 1)
    editor.add_row(str(last.value), "新单位", 1, 1)
    editor.add_row("新单位", "新项目", 1, 1, None, None, "目标一", ITEM)


EDITS: dict[str, tuple[str, Act, list[str]]] = {
    "a figure": (
        DEPARTMENT,
        put(lambda e: e.beside("基本支出", 1), 6904.5),
        ["changed 预算整体情况 › 基本支出"],
    ),
    "a figure typed as text": (
        DEPARTMENT,
        put(lambda e: e.beside("基本支出", 1), "6904.50"),
        ["changed 预算整体情况 › 基本支出"],
    ),
    "a goal": (
        DEPARTMENT,
        lambda e: e.replace("整合资源，传播", "整合资源", "统筹资源"),
        ["changed 总体绩效目标第 3 项"],
    ),
    "a row put in between": (
        DEPARTMENT,
        lambda e: e.add_row("法学业务工作", "新任务", "内容", 12.5, "目标"),
        ["added 年度重点工作任务“新任务”"],
    ),
    "a row put into a group": (
        DEPARTMENT,
        lambda e: e.add_row("教育基地建设", "新指标", "5个", "5个"),
        ["added 绩效指标“新指标”"],
    ),
    "a row taken out of a group": (
        DEPARTMENT,
        lambda e: e.remove_row("教育基地建设"),
        ["removed 绩效指标“教育基地建设”"],
    ),
    "the first row of a group": (
        DEPARTMENT,
        lambda e: e.remove_row("发动社会力量参与群防共治，推进平安广州建设"),
        ["removed 绩效指标“发动社会力量参与群防共治，推进平安广州建设”"],
    ),
    "two rows exchanged": (
        DEPARTMENT,
        lambda e: e.exchange("教育基地建设", "法律服务咨询数量"),
        ["moved 绩效指标“教育基地建设”"],
    ),
    "the label of a group": (
        DEPARTMENT,
        put(lambda e: e.cell("质量指标"), "时效指标"),
        [
            "changed 绩效指标“系统应用示范综治中心” › 二级",
            "changed 绩效指标“系统正常运行率” › 二级",
            "changed 绩效指标“等级保护复测” › 二级",
        ],
    ),
    "a project's money": (
        DISTRICT,
        put(lambda e: e.beside("法学会工作经费", 2), 11.41),
        [f"changed {UNIT} › 项目“法学会工作经费” › 财政拨款"],
    ),
    "a project's money taken away": (
        DISTRICT,
        put(lambda e: e.beside("法学会工作经费", 2), None),
        [f"removed {UNIT} › 项目“法学会工作经费” › 财政拨款"],
    ),
    "a project put in": (
        DISTRICT,
        lambda e: e.add_row("法学会工作经费", "新项目", 1, 1, None, None, "目标一", ITEM),
        [f"added {UNIT} › 项目“新项目”"],
    ),
    "a project put below its unit": (
        DISTRICT,
        lambda e: e.add_row(e.sheets[0]["A5"].value, "新项目", 1, 1, None, None, "目标一", ITEM),
        [f"added {UNIT} › 项目“新项目”"],
    ),
    "a unit with its project": (
        DISTRICT,
        lambda e: add_unit(e),
        ["added 资金使用单位“新单位”"],
    ),
    "a project taken out": (
        DISTRICT,
        lambda e: e.remove_row("法学会工作经费"),
        [f"removed {UNIT} › 项目“法学会工作经费”"],
    ),
    "two projects exchanged": (
        DISTRICT,
        lambda e: e.exchange("法学会工作经费", "平安创建工作经费"),
        [f"moved {UNIT} › 项目“法学会工作经费”"],
    ),
    "a value within the cell of indicators": (
        DISTRICT,
        lambda e: e.replace("发展法学会会员人数", "年度指标值:20人", "年度指标值:25人"),
        [f"changed {UNIT} › 项目“法学会工作经费” › 绩效指标“发展法学会会员人数” › 年度指标值"],
    ),
}


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


def test_an_error_in_a_total_is_named() -> None:
    reading = read_after(DISTRICT, put(lambda e: e.beside("合计", 1), "#REF!"))
    assert [each.words for each in reading.unplaced] == ["#REF!"]
    assert reading.document == example(DISTRICT)


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
    "a label": (put(lambda e: e.cell("财政拨款"), "拨款"), "拨款", "!C"),
}


@pytest.mark.parametrize("case", STRANGE)
def test_words_that_are_no_data_are_named_with_their_place(case: str) -> None:
    act, words, place = STRANGE[case]
    reading = read_after(DISTRICT, act)
    assert reading.document == example(DISTRICT)
    assert any(words in each.words and place in each.place for each in reading.unplaced)
    assert not reading.edits


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


def test_without_what_it_carried_a_workbook_is_read_by_its_look() -> None:
    reading = read_after(DEPARTMENT, lambda e: e.book.remove(e.book["perfreport"]))
    assert reading.form_id == example(DEPARTMENT).form
    assert not reading.embedded
    assert not reading.unplaced


def test_a_workbook_saved_by_libreoffice_has_no_edits(calc: Soffice) -> None:
    files = [rendered(name, "xlsx") for name in TABLES]
    for saved in (calc.convert_all(files, "xlsx"), through_ods(calc, files)):
        for name, file in zip(TABLES, saved, strict=True):
            reading = read_xlsx(file, REGISTRY)
            assert reading.document == example(name)
            assert reading.embedded
            assert is_untouched(reading)


def test_edits_come_back_from_libreoffice(calc: Soffice) -> None:
    files = []
    for name, act, _ in EDITS.values():
        editor = SheetEditor(rendered(name, "xlsx"))
        act(editor)
        files.append(editor.save())
    for edit, file in zip(EDITS, calc.convert_all(files, "xlsx"), strict=True):
        name, _, expected = EDITS[edit]
        reading = read_xlsx(file, REGISTRY)
        assert (edit, differences(name, reading)) == (edit, expected)
        found = (reading.conflicts, reading.unplaced, reading.pending)
        assert (edit, *found) == (edit, (), (), ())
        assert {note.code for note in reading.notes} <= {"respelt"}


def through_ods(calc: Soffice, files: list[bytes]) -> list[bytes]:
    """The workbooks as somebody gives them who saved them as OpenDocument in between."""
    return calc.opening(OPEN_SHEETS).convert_all(calc.convert_all(files, "ods"), "xlsx")


TYPED: list[str | float] = ["改成这样", 7, 1234.5, 0.123456, "#N/A", "第一行\n第二行"]


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


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_typed_anywhere_is_passed_over_in_silence(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(TABLES))
    editor = SheetEditor(rendered(name, "xlsx"))
    cell = data.draw(st.sampled_from(editor.all_cells()))
    typed = data.draw(st.sampled_from(TYPED))
    assume(cell.value != typed)
    cell.value = typed
    assert everything_said(read_xlsx(editor.save(), REGISTRY)) != said_of_formulas(name)
