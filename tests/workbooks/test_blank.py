"""Blank workbooks are read, say what is to be filled in, and filled in they are printed."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import PENDING
from perfreport.data.writing import written_fields
from perfreport.documents.blanks import blank_called, blank_workbook
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.layout import layout_of
from perfreport.workbooks.looks import WIDEST_OF_PROSE
from perfreport.workbooks.writing import write
from tests.filled_blanks import REGISTRY, filled_workbook, keys_alone, loaded_from
from tests.outside.ooxml_validator import OoxmlValidator
from tests.outside.soffice import Soffice

ONE_OF_EACH_KIND = tuple({REGISTRY.get(each).kind_id: each for each in REGISTRY.ids}.values())
FORM, REPORT = "henan-2022-project-targets", "xuwen-2024-self-evaluation"
_GIVEN = (DataPath("文种"), DataPath("版式"))
RENDERER = Renderer(REGISTRY, system_fonts=False)


def blank_of(word: str) -> bytes:
    return blank_workbook(blank_called(word, REGISTRY), REGISTRY)


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_a_blank_loads_and_waits_for_what_the_form_asks(form_id: str) -> None:
    loaded = loaded_from(blank_of(form_id), form_id)
    assert loaded.form.id == form_id
    assert loaded.source is not None
    assert not loaded.source.remarks
    layout = layout_of(loaded.form)
    asked = {each.path for each in layout.entries if each.is_required}
    waiting = {keys_alone(path) for path in loaded.pending}
    assert {path for path in waiting if path in asked} == asked - {*_GIVEN}
    in_rows = {
        DataPath(*sheet.path, *e.path)
        for sheet in layout.lists
        for e in sheet.entries
        if e.is_required or e.is_one_of
    }
    assert waiting - asked <= in_rows


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_a_blank_filled_in_is_printed(form_id: str) -> None:
    loaded = loaded_from(filled_workbook(blank_of(form_id), form_id), form_id)
    assert loaded.pending == ()
    for format in FORMATS:
        assert RENDERER.render(loaded, format).content


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_blank_that_another_program_saved_says_the_same(calc: Soffice, ending: str) -> None:
    books = [blank_of(form_id) for form_id in ONE_OF_EACH_KIND]
    saved = calc.convert_all(books, ending)
    for form_id, before, after in zip(ONE_OF_EACH_KIND, books, saved, strict=True):
        again = loaded_from(after, form_id)
        assert again.pending == loaded_from(before, form_id).pending
        assert again.source is not None
        assert not again.source.remarks


def test_the_choices_of_a_second_level_are_those_of_the_first_beside_it(calc: Soffice) -> None:
    """LibreOffice computes the list that the cell of a second level offers."""
    opened = load_workbook(io.BytesIO(blank_of(FORM)))
    sheet = opened["绩效指标"]
    offered = next(e for e in sheet.data_validations.dataValidation if "D2" in e.sqref)
    books = []
    for one in ("成本指标", "效益指标", "满意度指标"):
        sheet["C2"].value = one
        sheet["Z2"].value = f"=COUNTA({offered.formula1})"
        for number in (1, 2, 3):
            sheet.cell(2, 26 + number).value = f'=IFERROR(INDEX({offered.formula1},{number}),"")'
        books.append(saved_book(opened))
    found = []
    for book in calc.convert_all(books, "xlsx"):
        computed = load_workbook(io.BytesIO(book), data_only=True)["绩效指标"]
        count = int(str(computed["Z2"].value))
        found.append([computed.cell(2, 26 + number).value for number in range(1, count + 1)])
    assert found == [
        ["经济成本指标", "社会成本指标", "生态环境成本指标"],
        ["经济效益指标", "社会效益指标", "生态效益指标"],
        ["服务对象满意度指标"],
    ]


def saved_book(opened: Workbook) -> bytes:
    file = io.BytesIO()
    opened.save(file)
    return file.getvalue()


def test_blanks_are_as_the_standard_has_them(ooxml_validator: OoxmlValidator) -> None:
    books = [blank_of(form_id) for form_id in ONE_OF_EACH_KIND]
    assert ooxml_validator.validate_all(books, ".xlsx") == [[] for _ in books]


def test_one_form_has_one_blank() -> None:
    assert blank_of(FORM) == blank_of(FORM)


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_the_example_of_every_list_is_made_of_words_and_is_not_read(form_id: str) -> None:
    workbook = read_workbook(blank_of(form_id))
    for sheet in layout_of(REGISTRY.get(form_id)).lists:
        if not sheet.is_printed:
            continue
        found = workbook.sheet(sheet.name)
        assert found
        row = {spot.column: cell.shown for spot, cell in found.cells.items() if spot.row == 1}
        assert row.pop(0) == "例"
        assert any(row.values())


def test_of_a_kind_with_several_forms_one_is_chosen_in_the_workbook() -> None:
    opened = load_workbook(io.BytesIO(blank_of("项目支出绩效目标表")))
    sheet = opened["资料"]
    assert [sheet["B3"].value, sheet["C3"].value] == ["版式*", PENDING]
    offered = [
        each.formula1 for each in sheet.data_validations.dataValidation if "C3" in each.sqref
    ]
    (words,) = offered
    assert set(words.strip('"').split(",")) == {
        form.id for form in REGISTRY.of_kind("项目支出绩效目标表")
    }


def test_how_to_fill_it_in_is_told_first() -> None:
    opened = load_workbook(io.BytesIO(blank_of(FORM)))
    assert opened.sheetnames == ["填写说明", "资料", "资金使用单位", "项目", "绩效指标", "选项"]
    told = [str(row[0].value) for row in opened["填写说明"].iter_rows()]
    for name in ("资料", "资金使用单位", "项目", "绩效指标"):
        assert any(line.startswith(f"“{name}”：") for line in told)
    assert any(line.startswith("perfreport check ") for line in told)


def test_an_example_is_told_of_where_there_is_one() -> None:
    for form_id, has_lists in ((FORM, True), (REPORT, False)):
        opened = load_workbook(io.BytesIO(blank_of(form_id)))
        told = [str(row[0].value) for row in opened["填写说明"].iter_rows()]
        assert any(line.startswith("“例”那一行") for line in told) == has_lists
    loaded = loaded_from(filled_workbook(blank_of(FORM), FORM), FORM)
    written = write(written_fields(loaded.document), loaded.form)
    told = [str(row[0].value) for row in load_workbook(io.BytesIO(written))["填写说明"].iter_rows()]
    assert not any("“例”" in line for line in told)


def test_chapters_have_room_and_their_rows_grow() -> None:
    sheet = load_workbook(io.BytesIO(blank_of(REPORT)))["资料"]
    assert sheet.column_dimensions["C"].width > WIDEST_OF_PROSE
    waiting = [row[0].row for row in sheet["C2:C30"] if row[0].value == PENDING]
    assert len(waiting) == 7
    assert all(sheet.row_dimensions[row].height is None for row in waiting)
