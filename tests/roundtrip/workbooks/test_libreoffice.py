"""Printed workbooks that went through LibreOffice: saved untouched, edited, computed anew."""

from __future__ import annotations

from perfreport.roundtrip import read_xlsx
from tests.examples import example, rendered
from tests.outside.soffice import OPEN_SHEETS, Soffice
from tests.roundtrip.workbooks.edits import EDITS
from tests.roundtrip.workbooks.readings import (
    DISTRICT,
    REGISTRY,
    SCORES,
    TABLES,
    UNIT,
    Act,
    differences,
    is_untouched,
    put,
)
from tests.roundtrip.workbooks.sheet_editor import SheetEditor, sheet_of

PROJECT = f"{UNIT} › 项目“法学会工作经费”"


def total(value: object) -> Act:
    return put(lambda e: e.beside("合计", 1), value)  # type: ignore[arg-type]


def money(value: object) -> Act:
    return put(lambda e: e.beside("法学会工作经费", 2), value)  # type: ignore[arg-type]


def own_total(value: object) -> Act:
    return put(lambda e: e.beside("法学会工作经费", 1), value)  # type: ignore[arg-type]


def clear_row(editor: SheetEditor) -> None:
    """Empty the row of a project as somebody does who leaves its formulas."""
    first = editor.cell("法学会工作经费")
    for cell in editor.all_cells():
        if cell.row == first.row and cell.data_type != "f":
            cell.value = None


COMPUTED: dict[str, tuple[Act, list[str], list[str]]] = {
    "a number typed over a total": (total(300), [], ["合计.总计 300.00"]),
    "another formula for a total": (total("=SUM(C5)*2"), [], ["合计.总计 584.56"]),
    "the same number typed over a total": (own_total(10.41), [], []),
    "a number typed over a total that others add up": (
        own_total(99),
        [],
        ["资金使用单位[1].项目[2].合计.总计 99.00"],
    ),
    "a formula in the place of data": (
        money("=10+1.41"),
        [f"changed {PROJECT} › 财政拨款"],
        [],
    ),
    "a formula that gives what stood there": (money("=10+0.41"), [], []),
    "a row emptied but for its formula": (clear_row, [f"removed {PROJECT}"], []),
}
"""An edit, the differences that it makes, and the conflicts that it leaves."""


def computed_by(calc: Soffice, *acts: Act) -> list[bytes]:
    """Workbooks of an example after each of these edits, with the values of their formulas."""
    files = []
    for act in acts:
        editor = SheetEditor(rendered(DISTRICT, "xlsx"))
        act(editor)
        files.append(editor.save())
    return calc.convert_all(files, "xlsx")


def test_what_formulas_give_follows_the_data_or_is_a_conflict(calc: Soffice) -> None:
    files = computed_by(calc, *(act for act, _, _ in COMPUTED.values()))
    for (case, (_, expected, conflicts)), file in zip(COMPUTED.items(), files, strict=True):
        reading = read_xlsx(file, REGISTRY)
        found = [f"{each.place} {each.shown}" for each in reading.conflicts]
        assert (case, differences(DISTRICT, reading), found) == (case, expected, conflicts)
        assert (reading.unplaced, reading.pending) == ((), ())


def final(value: object) -> Act:
    return lambda editor: setattr(editor.sheets[0]["F8"], "value", value)


def score(value: object) -> Act:
    return put(lambda e: e.beside("部分达成年度指标并具有一定效果", 2), value)  # type: ignore[arg-type]


def all_points(value: object) -> Act:
    return put(lambda e: e.beside("总分", 2), value)  # type: ignore[arg-type]


FLOOD = "changed 项目“水旱灾害防御” › "
MONEY = f"{FLOOD}资金 › 当年财政拨款 › 全年执行数"
POINTS = f"{FLOOD}绩效指标“防汛能力” › 得分"
EVALUATED: dict[str, tuple[list[Act], list[str], list[str]]] = {
    "money, on which points hang that no formula gives": ([final(100)], [MONEY], []),
    "money, and points": ([final(100), score(15)], [MONEY, POINTS], []),
    "points by a formula": ([score("=G22*0.75")], [POINTS], []),
    "another formula for the total": ([all_points("=SUM(H14:H27)")], [], ["项目[1].总分 79"]),
    "a number typed over the total": ([all_points(97)], [], ["项目[1].总分 97"]),
    "the same, and points": ([all_points(97), score(15)], [POINTS], ["项目[1].总分 97"]),
}
"""Edits of points, the differences that they make, and the conflicts that they leave."""


def test_a_total_of_points_is_never_stated_by_its_formula(calc: Soffice) -> None:
    files = []
    for acts, _, _ in EVALUATED.values():
        editor = SheetEditor(rendered(SCORES, "xlsx"))
        for act in acts:
            act(editor)
        files.append(editor.save())
    computed = calc.convert_all(files, "xlsx")
    for (case, (_, expected, conflicts)), file in zip(EVALUATED.items(), computed, strict=True):
        reading = read_xlsx(file, REGISTRY)
        found = [f"{each.place} {each.shown}" for each in reading.conflicts]
        assert (case, differences(SCORES, reading), found) == (case, expected, conflicts)
        assert len(reading.edits) == len(expected)
        assert (reading.unplaced, reading.pending) == ((), ())


def test_a_formula_typed_where_data_stood_is_named_with_its_cell(calc: Soffice) -> None:
    editor = SheetEditor(rendered(DISTRICT, "xlsx"))
    cell = editor.beside("法学会工作经费", 2)
    [file] = computed_by(calc, money("=10+1.41"))
    [note] = read_xlsx(file, REGISTRY).notes
    assert note.code == "formula"
    assert note.message.startswith(f"{sheet_of(cell).title}!{cell.coordinate} 填的是公式")


def test_an_error_and_all_that_hangs_on_it_are_named_and_the_data_stay(calc: Soffice) -> None:
    [file] = computed_by(calc, money("=1/0"))
    reading = read_xlsx(file, REGISTRY)
    assert {each.words for each in reading.unplaced} == {"#DIV/0!"}
    assert [path[-1] for path in reading.unread] == ["财政拨款"]
    assert not reading.edits


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
