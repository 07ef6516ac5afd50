"""Blank workbooks are read, say what is to be filled in, and filled in they are printed."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from perfreport.basics.addresses import DataPath
from perfreport.basics.positions import CellPosition
from perfreport.basics.quantities import PENDING
from perfreport.documents.blanks import blank_called, blank_workbook
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.layout import layout_of
from perfreport.workbooks.reading import read
from tests.filled_blanks import REGISTRY, content, fields_of, keys_alone
from tests.outside.ooxml_validator import OoxmlValidator
from tests.outside.soffice import Soffice

ONE_OF_EACH_KIND = tuple({REGISTRY.get(each).kind_id: each for each in REGISTRY.ids}.values())
_GIVEN = (DataPath("文种"), DataPath("版式"))
RENDERER = Renderer(REGISTRY, system_fonts=False)


def blank_of(word: str) -> bytes:
    return blank_workbook(blank_called(word, REGISTRY), REGISTRY)


def loaded_from(book: bytes, form_id: str) -> Loaded:
    """The document in a workbook on a form."""
    workbook = read_workbook(book, "空表.xlsx")
    source = read(workbook, layout_of(REGISTRY.get(form_id)))
    return understand(source, REGISTRY, allow_pending=True)


def filled(book: bytes, form_id: str) -> bytes:
    """The blank ``book`` with something in place of each 待填, as somebody types it in Excel."""
    loaded, fields = loaded_from(book, form_id), fields_of(form_id)
    opened = load_workbook(io.BytesIO(book))
    for path in loaded.pending:
        position = loaded.line(path)
        assert isinstance(position, CellPosition)
        sheet, _, address = position.address.partition("!")
        cell = opened[sheet][address]
        assert cell.value == PENDING
        row = next((step for step in reversed(path) if isinstance(step, int)), 0)
        cell.value = content(
            fields[keys_alone(path)], row, level_one_beside(opened[sheet], cell.row)
        )
    saved = io.BytesIO()
    opened.save(saved)
    return saved.getvalue()


def level_one_beside(sheet: Worksheet, row: int) -> str:
    """The first level in a ``row``; empty where it has none."""
    found = (cell.column for cell in sheet[1] if str(cell.value).startswith("一级"))
    column = next(found, None)
    return str(sheet.cell(row, column).value) if column else ""


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_a_blank_loads_and_waits_for_what_the_form_asks(form_id: str) -> None:
    loaded = loaded_from(blank_of(form_id), form_id)
    assert loaded.form.id == form_id
    layout = layout_of(loaded.form)
    asked = {each.path for each in layout.entries if each.is_required}
    waiting = {keys_alone(path) for path in loaded.pending}
    assert {path for path in waiting if path in asked} == asked - {*_GIVEN}
    in_rows = {
        DataPath(*sheet.path, *e.path)
        for sheet in layout.lists
        for e in sheet.entries
        if e.is_required
    }
    assert waiting - asked <= in_rows


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_a_blank_filled_in_is_printed(form_id: str) -> None:
    loaded = loaded_from(filled(blank_of(form_id), form_id), form_id)
    assert loaded.pending == ()
    for format in FORMATS:
        assert RENDERER.render(loaded, format).content


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_blank_that_another_program_saved_says_the_same(calc: Soffice, ending: str) -> None:
    books = [blank_of(form_id) for form_id in ONE_OF_EACH_KIND]
    saved = calc.convert_all(books, ending)
    for form_id, before, after in zip(ONE_OF_EACH_KIND, books, saved, strict=True):
        assert loaded_from(after, form_id).pending == loaded_from(before, form_id).pending


def test_the_choices_of_a_second_level_are_those_of_the_first_beside_it(
    calc: Soffice,
) -> None:
    """As LibreOffice reads the formula of the list."""
    (saved,) = calc.convert_all([blank_of("henan-2022-project-targets")], "ods")
    parts = zipfile.ZipFile(io.BytesIO(saved)).read("content.xml").decode()
    conditions = re.findall(r'table:condition="([^"]*)"', parts)
    assert any("OFFSET([$选项.$A$1]" in each and "MATCH([.$C2]" in each for each in conditions)


def test_blanks_are_as_the_standard_has_them(ooxml_validator: OoxmlValidator) -> None:
    books = [blank_of(form_id) for form_id in ONE_OF_EACH_KIND]
    assert ooxml_validator.validate_all(books, ".xlsx") == [[] for _ in books]


def test_one_form_has_one_blank() -> None:
    assert blank_of("henan-2022-project-targets") == blank_of("henan-2022-project-targets")


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
    opened = load_workbook(io.BytesIO(blank_of("henan-2022-project-targets")))
    assert opened.sheetnames == ["填写说明", "资料", "资金使用单位", "项目", "绩效指标", "选项"]
    told = [str(row[0].value) for row in opened["填写说明"].iter_rows()]
    for name in ("资料", "资金使用单位", "项目", "绩效指标"):
        assert any(line.startswith(f"“{name}”：") for line in told)
    assert any(line.startswith("perfreport check ") for line in told)
