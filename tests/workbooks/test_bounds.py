"""Workbooks of strangers in which everything is wrong are refused in good time."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import InputError
from perfreport.sheets.workbook import Cell, Sheet, Spot, Workbook
from perfreport.workbooks.layout import layout_of
from perfreport.workbooks.reading import read
from tests.workbooks.edited import EXAMPLE, REGISTRY

_MANY = 5_000


def _sheet(name: str, *rows: list[str]) -> Sheet:
    cells = {
        Spot(at, column): Cell(text)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    }
    return Sheet(name=name, cells=cells)


def _mistakes(*sheets: Sheet) -> list[str]:
    source = read(Workbook("目标.xlsx", sheets), layout_of(REGISTRY.get(EXAMPLE)))
    return [each.message for each in source.mistakes]


_DOCUMENT = _sheet("资料", ["名称", "内容"], ["文种", "项目支出绩效目标表"])


def test_thousands_of_rows_that_name_other_projects() -> None:
    projects = _sheet("项目", ["名称"], *([f"项目{n}"] for n in range(_MANY)))
    rows = ([f"工程{n}", "指标"] for n in range(_MANY))
    found = _mistakes(_DOCUMENT, projects, _sheet("绩效指标", ["项目", "名称"], *rows))
    assert len(found) == _MANY


def test_thousands_of_headings_that_nobody_knows() -> None:
    projects = _sheet("项目", ["名称", *(f"栏{n}" for n in range(_MANY))], ["甲"])
    assert _mistakes(_DOCUMENT, projects) == []


def test_thousands_of_rows_that_are_no_data() -> None:
    rows = ([f"说明{n}" * 30, "x"] for n in range(_MANY))
    document = _sheet("资料", ["名称", "内容"], *rows)
    assert len(_mistakes(document)) == _MANY


def test_a_number_as_long_as_a_cell() -> None:
    projects = _sheet("项目", ["名称"], ["甲"])
    indicators = _sheet("绩效指标", ["项目", "名称"], ["9" * 30_000, "指标"])
    (found,) = _mistakes(_DOCUMENT, projects, indicators)
    assert "没有“999" in found


def test_a_sheet_without_headings_is_no_data() -> None:
    with pytest.raises(InputError, match="没有“资料”这个工作表"):
        _mistakes(_sheet("表", ["甲"]))
