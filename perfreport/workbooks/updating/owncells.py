"""What users have of their own in the rows of a list: beside its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from perfreport.basics.messages import quoted
from perfreport.sheets.workbook import Cell, Spot
from perfreport.workbooks.updating.places import ListPlace

_MOST_NAMED = 20
"""Cells that a remark names."""


def computed_columns(place: ListPlace, rows: Collection[int]) -> list[int]:
    """The columns that formulas compute in most of the ``rows``."""
    there = set(rows)
    cells = place.sheet.cells.items()
    counts = Counter(e.column for e, cell in cells if cell.is_formula and e.row in there)
    return sorted(column for column, count in counts.items() if 2 * count > len(there))


def told_of_gone(place: ListPlace, gone: Collection[int], rows: Collection[int]) -> Iterator[str]:
    """A remark on the user's own cells in rows that are taken out; none where there are none.

    Args:
        place: of the list.
        gone: the rows of the sheet that are taken out.
        rows: all in which the list stands.
    """
    found = [f"{place.sheet.place(e)}{_words(cell)}" for e, cell in _own(place, gone, rows)]
    if found:
        more = f" 等 {len(found)} 格" if len(found) > _MOST_NAMED else ""
        yield (
            f"删去的行里，自己写在各栏以外的也一并删去了：{'、'.join(found[:_MOST_NAMED])}{more}"
            "（都是改之前的位置）；要留的请从改之前的文件里抄回"
        )


def _own(
    place: ListPlace, gone: Collection[int], rows: Collection[int]
) -> Iterator[tuple[Spot, Cell]]:
    known = {*place.columns.values(), place.number, place.parent}
    # What the other rows compute as well is nobody's words.
    computed = computed_columns(place, rows)
    for spot, cell in sorted(place.sheet.cells.items()):
        is_own = spot.row in gone and spot.column not in known and not cell.is_blank
        if is_own and not (cell.is_formula and spot.column in computed):
            yield spot, cell


def _words(cell: Cell) -> str:
    if cell.is_formula and not cell.shown.strip():
        return "（公式）"
    return quoted(cell.shown.strip() or cell.held)
