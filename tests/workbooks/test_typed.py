"""What cells say where a sort of value is wanted."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount, Number, Percent
from perfreport.basics.quantities.quantity import Quantity
from perfreport.data.writing import UnquotedNumber
from perfreport.sheets.workbook import Cell, Held
from perfreport.workbooks.cells import filled
from perfreport.workbooks.doubts import contradiction
from perfreport.workbooks.entries import CellSort, Entry
from perfreport.workbooks.typed import typed
from tests.sheets.small_books import written


@pytest.mark.parametrize(
    ("shown", "held", "sort", "text"),
    [
        ("59.80", Decimal("59.8"), "金额", "59.80"),
        ("1,266.19", Decimal("1266.19"), "金额", "1266.19"),
        ("￥1,266.19", Decimal("1266.19"), "金额", "1266.19"),
        ("60", Decimal("59.8"), "金额", "59.8"),
        ("771,325,800.00元", Decimal("771325800"), "金额", "771325800.00元"),
        ("12.00万元", Decimal(12), "金额", "12.00万元"),
        ("95%", Decimal("0.95"), "百分比", "95%"),
        ("100%", Decimal("0.995"), "百分比", "99.5%"),
        ("0.95", Decimal("0.95"), "百分比", "0.95"),
        ("2,023", Decimal(2023), "整数", "2023"),
        ("1.5E+05", Decimal(150000), "数字", "150000"),
        ("95%", Decimal("0.95"), "文字", "95%"),
        ("0123", None, "文字", "0123"),
        ("2023年5月1日", date(2023, 5, 1), "日期", "2023-05-01"),
        ("5/1/23 8:00", datetime(2023, 5, 1, 8), "日期", "2023-05-01"),  # noqa: DTZ001
        ("5月1日", date(2023, 5, 1), "文字", "5月1日"),
        ("TRUE", True, "是否", True),
        ("待填", None, "金额", "待填"),
    ],
)
def test_a_cell_says(shown: str, held: Held, sort: CellSort, text: str | bool) -> None:
    assert typed(Cell(shown, held), sort) == text


def test_an_amount_that_shows_another_one_than_it_holds_is_none() -> None:
    assert "分不清" in contradiction(Cell("12.00万元", Decimal(120000)), "金额")
    assert not contradiction(Cell("12.00万元", Decimal(12)), "金额")
    assert not contradiction(Cell("12万元", Decimal("12.3")), "金额")


_FIGURES = st.decimals(-(10**12) + 1, 10**12 - 1, allow_nan=False, places=None).filter(
    lambda each: -6 <= int(each.as_tuple().exponent) <= 0
)


@given(_FIGURES, st.sampled_from(["金额", "数字", "百分比"]))
def test_a_figure_comes_back_from_its_cell_with_the_decimals_that_were_typed(
    figure: Decimal, sort: CellSort
) -> None:
    entry = Entry(path=DataPath("甲"), heading="甲", sort=sort)
    text = f"{figure:f}{'%' if sort == '百分比' else ''}"
    made = filled(UnquotedNumber(text), entry, entry.path)

    def fill(book: object, sheet: object) -> None:
        form = book.add_format({"num_format": made.format})  # type: ignore[attr-defined]
        sheet.write(0, 0, made.content, form)  # type: ignore[attr-defined]

    (cell,) = written(fill, strings_to_numbers=False).cells.values()
    back = typed(cell, sort)
    kinds: dict[CellSort, type[Quantity]] = {"金额": Amount, "数字": Number, "百分比": Percent}
    kind = kinds[sort]
    assert kind.parse(back) == kind.parse(text)
    assert str(back).lstrip("-") == text.lstrip("-")
