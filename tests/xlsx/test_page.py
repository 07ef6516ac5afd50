"""From the cells of a sheet to tables, paragraphs, and what stands beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfreport.page.blocks import Page, Paragraph, Table, Traces
from perfreport.sheets.workbook import Area, Cell, Sheet, Spot, Workbook
from perfreport.xlsx.page import read_page, said

Drawn = list[tuple[str, bool]]
"""Cells from A on: what each says, and whether it has lines; blank and without is none."""


def sheet(
    *rows: list[str],
    merged: tuple[tuple[str, str], ...] = (),
    name: str = "表",
    hidden: bool = False,
) -> Sheet:
    """A sheet; a text with a bar in front has lines around it."""
    cells, bordered = {}, set()
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            spot = Spot(row, column)
            if text == "|":
                bordered.add(spot)
            elif text:
                cells[spot] = Cell(text.removeprefix("|"), is_bordered=text.startswith("|"))
    areas = tuple(Area(_spot(first), _spot(last)) for first, last in merged)
    return Sheet(
        name=name, cells=cells, bordered=frozenset(bordered), merged=areas, is_hidden=hidden
    )


def _spot(address: str) -> Spot:
    return Spot(int(address[1:]) - 1, ord(address[0]) - ord("A"))


def page(*sheets: Sheet) -> Page:
    return read_page(Workbook(None, sheets), Traces())


def told(found: Page) -> list[object]:
    """Paragraphs as texts, tables as lists of the texts of their cells."""
    return [
        block.text
        if isinstance(block, Paragraph)
        else [[cell.text for cell in row.cells] for row in block.rows]
        for block in found.blocks
    ]


def test_rows_with_lines_are_a_table_and_others_paragraphs() -> None:
    found = page(
        sheet(
            ["目标表", "", ""],
            ["部门：甲", "", "单位：万元"],
            ["|名称", "|金额", "|"],
            ["|乙", "|1", "|"],
            ["", "", ""],
            ["填表人", "", ""],
            merged=(("A1", "C1"), ("A2", "B2"), ("A6", "C6")),
        )
    )
    assert told(found) == [
        "目标表",
        "部门：甲\t单位：万元",
        [["名称", "金额", ""], ["乙", "1", ""]],
        "填表人",
    ]
    assert found.program == "Excel"
    assert [block.place for block in found.blocks if isinstance(block, Paragraph)] == [
        "表!A1",
        "表!A2",
        "表!A6",
    ]


def test_columns_that_a_table_does_not_part_are_one() -> None:
    found = page(
        sheet(
            ["|甲", "|", "|", "|乙"],
            ["|丙", "|", "|", "|丁"],
            merged=(("A1", "C1"), ("A2", "C2")),
        )
    )
    [table] = found.blocks
    assert isinstance(table, Table)
    assert [(cell.column, cell.columns) for cell in table.rows[0].cells] == [(0, 1), (1, 1)]


def test_rows_that_give_room_to_long_text_and_blank_ones_are_none() -> None:
    found = page(
        sheet(
            ["|长", "|文"],
            ["|", "|"],
            ["|", "|"],
            ["|末", "|行"],
            merged=(("A1", "A2"), ("B1", "B2")),
        )
    )
    assert told(found) == [[["长", "文"], ["末", "行"]]]


def test_a_row_below_a_label_is_one_though_it_says_nothing() -> None:
    found = page(sheet(["|组", "|一"], ["|", "|"], ["|尾", "|二"], merged=(("A1", "A2"),)))
    assert told(found) == [[["组", "一"], ["", ""], ["尾", "二"]]]


def test_a_row_typed_below_a_table_is_one_of_it() -> None:
    assert told(page(sheet(["|名", "|数"], ["乙", "2"]))) == [[["名", "数"], ["乙", "2"]]]


def test_words_beside_a_table_are_strays() -> None:
    found = page(sheet(["|名", "|数", "", "旁边"], ["说明", "", "", "也在旁边"]))
    assert [(each.words, each.place) for each in found.strays] == [
        ("旁边", "表!D1"),
        ("也在旁边", "表!D2"),
    ]
    assert told(found) == [[["名", "数"]], "说明"]


def test_a_row_of_nothing_but_sums_is_none_and_what_they_say_is_a_stray() -> None:
    zero, sum = Cell("0.00", Decimal(0), is_formula=True), Cell("7", Decimal(7), is_formula=True)
    full = sheet(["|名", "|数"], ["|", "|"], ["|", "|"], ["|尾", "|1"])
    cells = {**full.cells, Spot(1, 1): zero, Spot(2, 1): sum}
    found = page(Sheet(name="表", cells=cells, bordered=full.bordered))
    assert told(found) == [[["名", "数"], ["尾", "1"]]]
    assert [(each.words, each.place) for each in found.strays] == [("7", "表!B3")]


def test_what_is_hidden_is_read_and_said() -> None:
    shown = sheet(["|甲", "|乙"], ["|丙", "|丁"])
    part = Sheet(
        name="表",
        cells=shown.cells,
        hidden_rows=frozenset({1, 8}),
        hidden_columns=frozenset({0}),
        is_filtered=True,
    )
    found = page(part, sheet(["|戊"], name="又一张", hidden=True))
    assert found.traces.remarks == [
        "工作表“表”的第 2 行、A 列隐藏或筛选掉了，其中的内容照样读入",
        "工作表“又一张”是隐藏的，其中的内容照样读入",
    ]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Cell("1,266.19", Decimal("1266.19")), "1,266.19"),
        (Cell("95%", Decimal("0.95")), "95%"),
        (Cell("5.00万元", Decimal(5)), "5.00万元"),
        (Cell("-1.50", Decimal("-1.5")), "-1.50"),
        (Cell("1,266.19", Decimal("1266.194")), "1266.194"),
        (Cell("1,266.19", Decimal("1266.194"), is_formula=True), "1,266.19"),
        (Cell("95%", Decimal("0.954")), "95.4%"),
        (Cell("(1.50)", Decimal("-1.5")), "-1.5"),
        (Cell("", Decimal(7)), "7"),
        (Cell("0012"), "0012"),
    ],
)
def test_a_cell_says_what_it_shows_unless_that_hides_digits(cell: Cell, words: str) -> None:
    assert said(cell) == words
