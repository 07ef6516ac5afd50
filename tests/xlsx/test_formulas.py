"""What stands below or beside each other is one range."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from perfreport.xlsx.formulas import Place, ranges

_SPOTS = st.tuples(st.integers(0, 1), st.integers(0, 4), st.integers(0, 6))


def at(sheet: int, column: int, row: int) -> Place:
    return Place(sheet, column, row, column + 1, row + 1, Decimal(1))


def covered(first: Place, last: Place) -> list[tuple[int, int, int]]:
    return [
        (first.sheet, column, row)
        for column in range(first.column, last.column + 1)
        for row in range(first.row, last.row + 1)
    ]


@given(st.sets(_SPOTS))
def test_ranges_cover_just_the_places(spots: set[tuple[int, int, int]]) -> None:
    found = [spot for pair in ranges(at(*spot) for spot in spots) for spot in covered(*pair)]
    assert sorted(found) == sorted(spots)


def test_a_column_is_one_range_and_a_row_another() -> None:
    assert list(ranges([at(0, 2, 3), at(0, 2, 4)])) == [(at(0, 2, 3), at(0, 2, 4))]
    assert list(ranges([at(0, 3, 3), at(0, 2, 3)])) == [(at(0, 2, 3), at(0, 3, 3))]


def test_a_merged_cell_goes_on_below_its_last_row() -> None:
    merged = Place(0, 2, 3, 4, 5, Decimal(1))
    below = Place(0, 2, 5, 4, 6, Decimal(1))
    assert list(ranges([below, merged])) == [(merged, below)]
