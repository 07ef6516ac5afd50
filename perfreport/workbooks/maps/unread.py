"""What was not read of a sheet: nothing is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from perfreport.basics.messages import quoted
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.maps.columns import Column
from perfreport.workbooks.maps.grid import Grid
from perfreport.workbooks.maps.heads import Heads
from perfreport.workbooks.maps.notes import Notes

_MOST_NAMED = 5


class Extent(NamedTuple):
    """The heads of a block, and the rows under them that belong to it.

    Attributes:
        heads: of the block.
        rows: that belong to it.
        unplaced: its columns for which the form has no field.
    """

    heads: Heads
    rows: range
    unplaced: frozenset[Column] = frozenset()

    def holds(self, spot: Spot) -> bool:
        """Whether ``spot`` is in one of its rows, heads included."""
        return self.heads.row <= spot.row < max(self.rows.stop, self.heads.below)


def note_unread(grid: Grid, extents: Sequence[Extent], notes: Notes) -> None:
    """Note what stands in ``grid`` that nobody has read: columns, then what is in no block.

    A column that the map does not take is only remarked on: the layout has it.
    """
    unread = grid.unread()
    for extent in extents:
        inside = [spot for spot in unread if extent.holds(spot)]
        unread = [spot for spot in unread if not extent.holds(spot)]
        ignored = list(_ignored(extent.heads, inside))
        if ignored:
            notes.remark(f"不收的列：{'、'.join(ignored)}")
        known = extent.heads.columns
        left = [s for s in inside if s.column not in known or known[s.column].ignored is None]
        homeless = [s for s in left if known.get(s.column) in extent.unplaced]
        for what, others in (
            ("未读取的列：", [spot for spot in left if spot not in homeless]),
            ("有些列所用的版式里没有，没有收，要收请换有这些项的版式：", homeless),
        ):
            if others:
                columns = "、".join(_columns(grid, extent.heads, others))
                notes.leftovers.append(f"工作表“{notes.sheet.name}”{what}{columns}")
    if unread:
        texts = "、".join(
            f"{each.address}{quoted(grid.text(each))}" for each in unread[:_MOST_NAMED]
        )
        more = f" 等 {len(unread)} 格" if len(unread) > _MOST_NAMED else ""
        notes.leftovers.append(f"工作表“{notes.sheet.name}”没有读的内容：{texts}{more}")
    _note_hidden(extents, notes)


def _ignored(heads: Heads, inside: Iterable[Spot]) -> Iterator[str]:
    """The columns that the map does not take, and why, where they say something."""
    columns = {spot.column for spot in inside if spot.row >= heads.below}
    for at, column in heads.columns.items():
        if column.ignored is not None and at in columns:
            yield f"{_letters(at)} 列“{column.called}”（{column.ignored}）"


def _columns(grid: Grid, heads: Heads, spots: Iterable[Spot]) -> Iterator[str]:
    """The columns of ``spots`` by their letters and what stands in their heads."""
    for column in sorted({spot.column for spot in spots}):
        texts = (grid.text(Spot(row, column)) for row in range(heads.row, heads.below))
        called = next((text for text in reversed(list(texts)) if text), "")
        blank = f"（{Spot(heads.below - 1, column).address} 没有写表头）"
        hidden = "，隐藏" if column in grid.sheet.hidden_columns else ""
        yield f"{_letters(column)} 列{quoted(called) if called else blank}{hidden}"


def _letters(column: int) -> str:
    return Spot(0, column).address[:-1]


def _note_hidden(extents: Sequence[Extent], notes: Notes) -> None:
    hidden = [row for each in extents for row in each.rows if row in notes.sheet.hidden_rows]
    if hidden:
        numbers = "、".join(str(row + 1) for row in hidden[:_MOST_NAMED])
        more = f"等 {len(hidden)} 行" if len(hidden) > _MOST_NAMED else ""
        notes.remark(f"隐藏的行也读了：第 {numbers} 行{more}")
