"""Amounts below a heading that states their unit are updated in that unit."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

import perfreport
from tests.examples import FOLDER, example, form_of
from tests.workbooks.updating.test_updating import (
    FORM,
    NEW_PROJECT,
    Change,
    by_hand,
    column,
    said,
    small,
    updated,
    workbook_of,
    written,
)

MONEY = "财政拨款"
DEPARTMENT = "guangzhou-2024-department-targets"
WORTH = {"元": Decimal(10_000), "万元": Decimal(1), "亿元": Decimal(1) / 10_000}


def counted_in(unit: str, format: str = "#,##0.00") -> Change:
    """Have the heading of the money state a unit, and its cells count in it."""

    def count(book: openpyxl.Workbook) -> None:
        sheet = book["项目"]
        at = column(sheet, MONEY)
        sheet.cell(1, at, f"{MONEY}（{unit}）")
        for row in range(2, sheet.max_row + 1):
            cell: Any = sheet.cell(row, at)
            cell.value = Decimal(str(cell.value)) * WORTH[unit]
            cell.number_format = format

    return count


def below_a_line(book: openpyxl.Workbook) -> None:
    """Have a line above the headings state 元 for all amounts below."""
    sheet = book["项目"]
    at = column(sheet, MONEY)
    for row in range(2, sheet.max_row + 1):
        cell: Any = sheet.cell(row, at)
        cell.value *= 10_000
    sheet.insert_rows(1)
    sheet["F1"] = "单位：元"


def in_column(content: bytes, head: int = 1) -> list[tuple[Any, str]]:
    """What the cells of the money hold, and their formats."""
    sheet = openpyxl.load_workbook(io.BytesIO(content))["项目"]
    heads = [str(cell.value).rstrip("*") for cell in sheet[head]]
    at = next(number for number, each in enumerate(heads, 1) if each.startswith(MONEY))
    rows = range(head + 1, sheet.max_row + 1)
    return [(sheet.cell(row, at).value, sheet.cell(row, at).number_format) for row in rows]


@pytest.mark.parametrize("unit", WORTH)
@pytest.mark.parametrize("format", ["#,##0.00####", "General"])
@pytest.mark.parametrize("amount", ["60.5", "605000元", "0.00605亿元"])
def test_an_amount_is_put_in_the_unit_of_its_heading(unit: str, format: str, amount: str) -> None:
    before = by_hand(written(small(), FORM), counted_in(unit, format))
    new = small((f"{MONEY}: 59.80", f"{MONEY}: {amount}"))
    after = updated(before, new, FORM)
    assert said(before) == small()
    assert said(after) == new
    (changed, look), second = in_column(after)
    assert Decimal(str(changed)) == Decimal("60.5") * WORTH[unit]
    assert look == format
    assert second == in_column(before)[1]


def test_an_amount_whose_format_states_another_unit_than_its_heading_says_its_own() -> None:
    before = by_hand(written(small(), FORM), counted_in("元"))

    def in_its_own(book: openpyxl.Workbook) -> None:
        at: Any = next(e.column for e in book["项目"][1] if str(e.value).startswith(MONEY))
        cell: Any = book["项目"].cell(2, at)
        cell.value, cell.number_format = 59.8, '0.00"万元"'

    before = by_hand(before, in_its_own)
    new = small((f"{MONEY}: 59.80", f"{MONEY}: 60.5"))
    assert said(before) == small()
    assert said(updated(before, new, FORM)) == new


def test_a_line_above_all_headings_counts_as_well() -> None:
    before = by_hand(written(small(), FORM), below_a_line)
    new = small((f"{MONEY}: 59.80", f"{MONEY}: 60.5"))
    after = updated(before, new, FORM)
    assert said(after) == new
    assert [value for value, _ in in_column(after, 2)] == [605_000, 460_000]


def test_a_new_row_counts_in_the_unit_of_the_heading() -> None:
    before = by_hand(written(small(), FORM), counted_in("元"))
    first = "      - 名称: 编外人员聘用经费\n"
    new = small((first, f"{NEW_PROJECT}{first}"))
    after = updated(before, new, FORM)
    assert said(after) == new
    assert [value for value, _ in in_column(after)] == [125_000, 598_000, 460_000]


def test_an_amount_of_the_document_is_in_the_unit_beside_its_name() -> None:
    def count(book: openpyxl.Workbook) -> None:
        rows: Any = book["资料"].iter_rows()
        for _, name, amount, *_ in rows:
            if str(name.value).startswith("基本支出"):
                name.value = "基本支出（元）"
                amount.value *= 10_000

    before = by_hand(workbook_of(DEPARTMENT), count)
    assert said(before) == example(DEPARTMENT)
    text = (FOLDER / f"{DEPARTMENT}.yaml").read_text(encoding="utf-8")
    new = perfreport.loads(text.replace("基本支出: 6,904.53", "基本支出: 6,904.60"))
    assert new != example(DEPARTMENT)
    after = updated(before, new, form_of(DEPARTMENT))
    assert said(after) == new
    values = [row[2] for row in openpyxl.load_workbook(io.BytesIO(after))["资料"].values]
    assert 69_046_000 in values
