"""Merged cells that were all parted are known by what the workbook remembers of them."""

from __future__ import annotations

from itertools import product

import pytest

from perfreport.basics.errors import InputError
from perfreport.sheets.workbook import Area, Cell, Sheet, Spot
from perfreport.xlsx.parted import merged_again

AREAS = "A1:C1 A2:A3 B2:C2 B3:C3"
FIRST = [Spot(0, 0), Spot(1, 0), Spot(1, 1), Spot(2, 1)]


def sheet(*more: Spot, merged: tuple[Area, ...] = ()) -> Sheet:
    """One that says something in the first cells of the areas, and in ``more``."""
    cells = {spot: Cell("话", is_bordered=spot.row > 0) for spot in sorted([*FIRST, *more])}
    return Sheet(name="表", cells=cells, merged=merged)


def test_areas_come_back_with_their_lines() -> None:
    found = merged_again(sheet(), AREAS)
    assert [area.first for area in found.merged] == FIRST
    assert found.bordered == {Spot(2, 0), Spot(1, 2), Spot(2, 2)}


def test_what_is_still_merged_stays_as_it_is() -> None:
    kept = (Area(Spot(0, 0), Spot(0, 1)),)
    assert merged_again(sheet(merged=kept), AREAS).merged == kept


REST = [s for s in map(Spot._make, product(range(3), range(3))) if s not in FIRST]


@pytest.mark.parametrize("spot", REST)
def test_words_in_any_blank_cell_are_named(spot: Spot) -> None:
    with pytest.raises(InputError, match=f"而 {spot.address} 也填了内容"):
        merged_again(sheet(spot), AREAS)


def test_a_title_that_was_deleted_took_its_area_along() -> None:
    found = sheet(Spot(0, 1))
    assert merged_again(found, "A1:C1") is found


@pytest.mark.parametrize("areas", ["", "ABCD", "ZZZ1:ZZZ2", "A1:XFD1048576", "A1:A2 A1:XFD1048576"])
def test_what_is_no_list_of_areas_merges_nothing(areas: str) -> None:
    assert merged_again(sheet(), areas).merged == ()
