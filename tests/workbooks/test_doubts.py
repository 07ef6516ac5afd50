"""Cells that Excel made something else of, and formats that hide or scale: read right, or told."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from perfreport.basics.errors import InputError
from perfreport.documents.loading import Loaded
from perfreport.sheets.workbook import Cell
from perfreport.workbooks.doubts import Doubt, doubt, in_words
from tests.workbooks.edited import Edit, read


def _typed(sheet: str, address: str, value: Any, code: str = "General") -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][address] = value
        book[sheet][address].number_format = code

    return edit


def _value(loaded: Loaded) -> str:
    document: Any = loaded.document
    return str(document.units[0].projects[0].indicators[0].value)


def _remarks(loaded: Loaded) -> list[str]:
    assert loaded.source is not None
    return [each.describe(None) for each in loaded.source.remarks]


@pytest.mark.parametrize(
    ("value", "code", "text", "told"),
    [
        (date(2023, 1, 2), 'm"月"d"日"', "1月2日", "当成了日期"),
        (date(2023, 1, 2), "yyyy/m/d", "2023/1/2", "当成了日期"),
        (date(2023, 9, 1), "mmm-yy", "Sep-23", "当成了日期"),
        (time(1, 2), "h:mm", "1:02", "当成了时间"),
        (25.5 / 24, "[h]:mm", "25:30", "当成了时间"),
        (13800000000, "0.00E+00", "13800000000", "科学计数法"),
        (1862000, "0,", "1862", "存的数是 1862000"),
        (0.954, "0%", "95%", "存的数是 95.4%"),
        (186.26, "0", "186", "存的数是 186.26"),
        (5, ";;;", "5", "什么也不显示"),
        (date(2023, 9, 30), 'yyyy"年"m"月"d"日"', "2023年9月30日", ""),
        (date(2023, 9, 1), 'yyyy"年"m"月"', "2023年9月", ""),
        (13800000000, "General", "13800000000", ""),
        (13800000000, "000-0000-0000", "138-0000-0000", ""),
        (1862, "#,##0", "1,862", ""),
        (0.95, "0%", "95%", ""),
        (12, '0"个"', "12个", ""),
        (-12, '0"个"', "-12个", ""),
        ("1/2", "@", "1/2", ""),
    ],
)
def test_a_text_is_read_as_it_is_shown_and_what_excel_made_of_it_is_told(
    value: object, code: str, text: str, told: str
) -> None:
    loaded = read(_typed("绩效指标", "G2", value, code))
    assert _value(loaded) == text
    found = _remarks(loaded)
    assert len(found) == bool(told)
    assert all(told in each and each.startswith("绩效指标!G2：") for each in found)


def test_many_cells_of_a_column_are_told_together() -> None:
    edits = (_typed("绩效指标", f"G{n}", date(2023, n, 1), 'm"月"d"日"') for n in range(2, 10))
    (remark,) = _remarks(read(*edits))
    assert remark.endswith("；这样的还有 G3、G4、G5、G6、G7等，共 8 格")


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code", "told"),
    [
        ("绩效指标", "G2", True, "General", "逻辑值 TRUE；请把单元格格式改为“文本”"),
        ("项目", "D3", False, "General", "逻辑值 FALSE；请改正"),
        ("资料", "C4", True, "General", "逻辑值 TRUE；请改正"),
        ("绩效指标", "G2", 410101199001011234, "0", "只存得下 15 位"),
        ("绩效指标", "G2", 4.1e17, "0.00E+00", "只存得下 15 位"),
        ("项目", "D3", 1862000, "0,", "显示的是“1862”，存的数是 1862000"),
        ("项目", "D3", 1862000, "0!.0,", "显示的是“186.2”，存的数是 1862000"),
        ("项目", "D3", 1862000, "0!.0000", "显示的是“186.2000”，存的数是 1862000"),
        ("项目", "D3", -1862000, "0,;(0,)", "显示的是“(1862)”，存的数是 -1862000"),
        ("项目", "D3", 1862000, '0.00,,"百万"', "显示的是“1.86百万”，存的数是 1862000"),
        ("资料", "C4", 2023000, "0,", "显示的是“2023”，存的数是 2023000"),
    ],
)
def test_what_cannot_be_meant_is_a_mistake_at_its_cell(
    sheet: str, cell: str, value: object, code: str, told: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(_typed(sheet, cell, value, code))
    found = [each for each in caught.value.mistakes if told in each.message]
    assert [each.cell for each in found] == [f"{sheet}!{cell}"]


@pytest.mark.parametrize(
    ("value", "code", "figure"),
    [(186.26, "0.0", "186.26"), (0.25, "0.0", "0.25"), (186.2, ";;;", "186.2")],
)
def test_an_amount_is_what_its_cell_holds_where_that_is_shown_rounded_or_not_at_all(
    value: float, code: str, figure: str
) -> None:
    loaded = read(_typed("项目", "D3", value, code))
    assert loaded.source is not None
    document: Any = loaded.source.root.plain()
    assert document["资金使用单位"][0]["项目"][1]["资金"]["政府预算资金"]["年度"] == figure
    assert len(_remarks(loaded)) == (code == ";;;")


def test_a_zero_that_is_hidden_is_as_good_as_none() -> None:
    loaded = read(_typed("项目", "D3", 0, "0.00;-0.00;;@"))
    assert not _remarks(loaded)


def test_the_hour_of_a_day_is_told() -> None:
    cell = Cell("2023/5/1 8:00", datetime(2023, 5, 1, 8))  # noqa: DTZ001
    assert doubt(cell, "日期") is Doubt.CLOCK
    assert (
        in_words(Doubt.CLOCK, cell, "2023-05-01")
        == "这一格是“2023/5/1 8:00”，只读了日期 2023-05-01"
    )
    assert doubt(Cell("2023/5/1", datetime(2023, 5, 1)), "日期") is None  # noqa: DTZ001
