"""Tables of one sheet stand on one grid."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from perfreport.xlsx.grid import PIXEL, Grid

_EDGES = st.lists(st.integers(0, 500), min_size=2, max_size=8, unique=True).map(
    lambda edges: [50.0 + 3 * edge for edge in sorted(edges)]
)


def test_equal_tables_keep_their_columns() -> None:
    grid = Grid([[56.7, 106.7, 206.7], [56.7, 106.7, 206.7]])
    assert len(grid.edges) == 3
    assert [grid.column(edge) for edge in (56.7, 106.7, 206.7)] == [0, 1, 2]


def test_edges_that_nobody_tells_apart_are_one() -> None:
    grid = Grid([[50.0, 100.0, 200.0], [50.4, 101.5, 200.2]])
    assert grid.edges == (0.0, 49.5, 150.0)
    assert [grid.column(edge) for edge in (50.4, 101.5, 200.2)] == [0, 1, 2]


@given(st.lists(_EDGES, min_size=1, max_size=4))
def test_each_column_of_a_table_is_one_or_more_of_the_grid(tables: list[list[float]]) -> None:
    grid = Grid(tables)
    for edges in tables:
        columns = [grid.column(edge) for edge in edges]
        assert all(before < after for before, after in pairwise(columns))
        assert columns[-1] < len(grid.edges)
    assert all((right - left) % PIXEL == 0 for left, right in pairwise(grid.edges))
    assert grid.edges[-1] <= max(max(edges) for edges in tables) - grid.left + 0.01
