"""Tables of any shape, for tests that write a table and read it back."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.content import Cell, Table, table_of

TEXTS = st.text(st.sampled_from("预算绩效，。“”0.5%"), max_size=6)


@st.composite
def tables_with_merges(draw: st.DrawFn) -> Table:
    """Tables of up to five rows and five columns with cells merged down and across."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells: list[Cell] = []
    for row, column in sorted(free):
        if (row, column) in free:
            rowspan = draw(st.integers(1, rows - row))
            colspan = draw(st.integers(1, _free_columns(free, row, column)))
            cells.append(Cell(row, column, draw(TEXTS), rowspan, colspan))
            free -= _covered(cells[-1])
    return table_of(cells)


def _free_columns(free: set[tuple[int, int]], row: int, column: int) -> int:
    """How many columns from ``column`` on are free in ``row``, and so in the rows below."""
    end = column
    while (row, end) in free:
        end += 1
    return end - column


def _covered(cell: Cell) -> set[tuple[int, int]]:
    return {
        (row, column)
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
