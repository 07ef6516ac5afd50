"""A sheet as a table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from perfreport.page.sheets import table_of
from perfreport.sheets.workbook import Area, Cell, Sheet, Spot


def sheet(cells: dict[tuple[int, int], str], *merged: tuple[int, int, int, int]) -> Sheet:
    return Sheet(
        name="表",
        cells={Spot(*spot): Cell(text) for spot, text in cells.items()},
        merged=tuple(Area(Spot(r, c), Spot(s, d)) for r, c, s, d in merged),
    )


def test_an_empty_sheet_has_no_rows() -> None:
    assert table_of(sheet({})).rows == ()


def test_a_row_of_the_sheet_is_that_of_the_table() -> None:
    rows = table_of(sheet({(2, 1): "甲"})).rows
    assert [[cell.text for cell in row.cells] for row in rows] == [["", ""], ["", ""], ["", "甲"]]


def test_a_merged_cell_covers_columns_and_goes_on_below() -> None:
    first, second = table_of(sheet({(0, 0): "合", (1, 2): "乙"}, (0, 0, 1, 1))).rows
    assert [(c.column, c.columns, c.above, c.is_merged) for c in first.cells] == [
        (0, 2, None, True),
        (2, 1, None, False),
    ]
    assert [(c.column, c.columns, c.above, c.text) for c in second.cells] == [
        (0, 2, "合", ""),
        (2, 1, None, "乙"),
    ]


def test_line_breaks_part_paragraphs() -> None:
    [row] = table_of(sheet({(0, 0): "甲\n\n乙"})).rows
    assert [each.text for each in row.cells[0].paragraphs] == ["甲", "乙"]


_SPOTS = st.tuples(st.integers(0, 6), st.integers(0, 6))


@given(
    cells=st.dictionaries(_SPOTS, st.text("甲乙丙", min_size=1)),
    corner=_SPOTS,
    size=st.tuples(st.integers(0, 3), st.integers(1, 3)),
)
def test_every_column_is_covered_once_and_every_text_is_there(
    cells: dict[tuple[int, int], str], corner: tuple[int, int], size: tuple[int, int]
) -> None:
    (row, column), (down, right) = corner, size
    area = (row, column, row + down, column + right)
    inside = {
        spot
        for spot in cells
        if row <= spot[0] <= row + down and column <= spot[1] <= column + right
    }
    table = table_of(sheet(cells, area))
    widths = {sum(cell.columns for cell in each.cells) for each in table.rows}
    assert len(widths) == 1
    texts = sorted(cell.text for each in table.rows for cell in each.cells if cell.text)
    kept = {spot: text for spot, text in cells.items() if spot not in inside or spot == corner}
    assert texts == sorted(kept.values())
