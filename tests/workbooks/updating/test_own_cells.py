"""What users lose with a row that is taken out of their workbook is told of."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from perfreport.blocks.model import Document
from tests.workbooks.updating.test_updating import (
    FORM,
    by_hand,
    small,
    told,
    without_indicator,
    written,
)

SHEET = "绩效指标"


def lost(content: bytes, new: Document) -> list[str]:
    """The remarks on what goes with rows."""
    return [each for each in told(content, new) if "删去" in each]


def with_cells(**typed: Any) -> bytes:
    """The small workbook with something typed into the sheet of indicators."""

    def put(book: openpyxl.Workbook) -> None:
        for address, value in typed.items():
            book[SHEET][address] = value

    return by_hand(written(small(), FORM), put)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"R2": "右边的说明"}, f"{SHEET}!R2“右边的说明”"),
        ({"R1": "我的备注", "R2": "核对过"}, f"{SHEET}!R2“核对过”"),
        ({"R2": "甲", "S2": 12.5}, f"{SHEET}!R2“甲”、{SHEET}!S2“12.5”"),
        ({"R2": "=1+1"}, f"{SHEET}!R2（公式）"),
    ],
)
def test_cells_beside_the_columns_are_named_that_go_with_their_row(
    typed: dict[str, Any], named: str
) -> None:
    before = with_cells(**typed)
    (remark,) = lost(before, without_indicator(small(), 0))
    assert f"：{named}（" in remark


@pytest.mark.parametrize("typed", [{}, {"R1": "我的备注"}, {"R3": "留下的"}, {"R9": "表下的"}])
def test_nothing_is_told_where_nothing_of_the_users_goes(typed: dict[str, Any]) -> None:
    assert not lost(with_cells(**typed), without_indicator(small(), 0))


def test_a_column_that_is_computed_in_all_rows_loses_no_words() -> None:
    typed = {f"R{row}": f"=LEN(A{row})" for row in range(2, 12)}
    assert not lost(with_cells(**typed), without_indicator(small(), 0))


def test_of_many_cells_the_first_are_named_and_all_counted() -> None:
    before = with_cells(**{f"A{letter}2": "字" for letter in ascii_uppercase[:25]})
    (remark,) = lost(before, without_indicator(small(), 0))
    assert f"{SHEET}!AA2“字”" in remark
    assert " 等 25 格" in remark


def test_a_comment_that_goes_with_its_row_is_told_with_its_words() -> None:
    def comment(book: openpyxl.Workbook) -> None:
        book[SHEET]["D2"].comment = Comment("核对过", "张三")
        book[SHEET]["D3"].comment = Comment("还要核对", "张三")

    before = by_hand(written(small(), FORM), comment)
    (remark,) = lost(before, without_indicator(small(), 0))
    assert f"：{SHEET}!D2“核对过”（" in remark
