"""What cells offer to choose from, and what the rows of examples say."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.outside.soffice import Soffice
from tests.workbooks.test_blank import FORM, blank_of, saved_book

_PROJECTS, _INDICATORS, _FAR = "项目", "绩效指标", 26


def source_at(sheet: Worksheet, address: str) -> str:
    validations = sheet.data_validations.dataValidation
    return next(str(each.formula1) for each in validations if address in each.sqref)


def test_a_possibility_is_one_of_those_of_the_form() -> None:
    for form_id in ("henan-project-monitoring", "henan-department-monitoring"):
        sheet = load_workbook(io.BytesIO(blank_of(form_id)))[_INDICATORS]
        (place,) = [cell for cell in sheet[1] if cell.value == "完成目标可能性"]
        offered = source_at(sheet, f"{place.column_letter}3")
        assert offered.strip('"').split(",") == ["确定能", "有可能", "完全不可能"]


def test_the_parents_are_those_of_their_own_sheet(calc: Soffice) -> None:
    """LibreOffice computes the list: neither the example nor blank rows are in it."""
    opened = load_workbook(io.BytesIO(blank_of(FORM)))
    sheet = opened[_INDICATORS]
    source = source_at(sheet, "B900")
    books = []
    for names in ([], ["校舍维修"], ["校舍维修", "教师培训", "营养改善"]):
        opened[_PROJECTS]["C3"].value = None
        for row, name in enumerate(names, 3):
            opened[_PROJECTS][f"C{row}"].value = name
        sheet.cell(2, _FAR).value = f"=ROWS({source})"
        for number in (1, 2, 3):
            sheet.cell(2, _FAR + number).value = f'=IFERROR(INDEX({source},{number})&"","")'
        books.append(saved_book(opened))
    found = []
    for book in calc.convert_all(books, "xlsx"):
        computed = load_workbook(io.BytesIO(book), data_only=True)[_INDICATORS]
        count = int(str(computed.cell(2, _FAR).value))
        found.append([computed.cell(2, _FAR + n).value or "" for n in range(1, count + 1)])
    assert found == [[""], ["校舍维修"], ["校舍维修", "教师培训", "营养改善"]]


def test_an_example_is_plausible() -> None:
    def example(form_id: str) -> dict[str, str]:
        sheet = load_workbook(io.BytesIO(blank_of(form_id)))[_PROJECTS]
        heads = [str(cell.value).rstrip("*") for cell in sheet[1]]
        return dict(zip(heads, [str(cell.value) for cell in sheet[2]], strict=True))

    shanghai = example("shanghai-2026-project-targets")
    days = [shanghai["计划开始日期"], shanghai["计划完成日期"]]
    assert days == ["2026-01-01", "2026-12-31"]
    evaluation = example("national-2020-project-evaluation")
    amounts = [evaluation[f"当年财政拨款·{each}"] for each in ("全年预算数", "全年执行数")]
    assert amounts == ["120", "114"]
    monitoring = example("henan-project-monitoring")
    assert monitoring["名称"] == "业务培训"
