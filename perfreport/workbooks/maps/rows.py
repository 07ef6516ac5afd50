"""The rows of a block, as they stand under its heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.funds import Parts
from perfreport.blocks.lexicon import normal, words_of
from perfreport.blocks.walk import bare, field_at, model_there
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.maps.blocks import Block
from perfreport.workbooks.maps.columns import Column
from perfreport.workbooks.maps.entries import Entry
from perfreport.workbooks.maps.grid import Grid
from perfreport.workbooks.maps.heads import Heads
from perfreport.workbooks.maps.notes import Notes
from perfreport.workbooks.maps.units import units_of
from perfreport.workbooks.maps.values import Sort, sort_of, text_of

_RATE = "执行率"

Row = dict[Column, Entry]
"""What the columns say in one row; those that are blank are not there."""


def sorts_of(
    block: Block, model: type[BaseModel], rows: type[BaseModel] | None
) -> Mapping[Column, Sort]:
    """What the columns of ``block`` hold: fields of the document, a ``model``, or of its ``rows``.

    Where a form has yet to lay down the money, what goes by the name of its source is an amount.
    """
    return {each: _sort(each, block, model, rows) for each in block.columns}


def _sort(
    column: Column, block: Block, model: type[BaseModel], rows: type[BaseModel] | None
) -> Sort:
    if column.is_unread:
        return "数" if column.derived else "文字"
    holder = model if column.outside else rows
    field = field_at(holder, column.path) if holder else None
    if field is not None:
        return sort_of(bare(field.annotation))
    if column.heading == block.fixed or not (holder and _is_money(holder, column.path)):
        return "文字"
    return "百分比" if column.path[-1] == _RATE else sort_of(Amount)


def unplaced(block: Block, model: type[BaseModel]) -> frozenset[Column]:
    """The columns of ``block`` whose fields a form's ``model`` does not have.

    What the model leaves open is what its form did not declare.
    """
    inside = model_there(model, block.place) if block.into else None
    if inside is None or block.fixed is not None:
        return frozenset()
    fields = (each for each in block.columns if each.field)
    return frozenset(each for each in fields if field_at(inside, each.path) is None)


def _is_money(model: type[BaseModel], path: DataPath) -> bool:
    """Whether ``path`` leads into money, whose sources only forms name."""
    inside = (model, *(model_there(model, each) for each in path.prefixes()))
    return any(each is not None and issubclass(each, Parts) for each in inside)


def last_row(grid: Grid, block: Block, heads: Heads, end: int) -> int:
    """The first row under ``heads``, before ``end``, that is none of the ``block``."""
    if block.rows:
        return min(end, heads.below + block.rows)
    for row in range(heads.below, end):
        is_end = any(_begins(grid.row_text(row), word) for word in block.ends)
        if is_end or not any(grid.text(Spot(row, each)) for each in heads.columns):
            return row
    return max(end, heads.below)


def _begins(text: str, word: str) -> bool:
    """Whether ``text`` is the ``word`` or a sentence behind it: 注： but not 注册企业数."""
    bare = "".join(text.split())
    return bare.startswith(word) and not bare[len(word) : len(word) + 1].isalpha()


class RowReader:
    """Reads the rows of a block; what it read is marked in the grid, what is wrong is noted."""

    def __init__(
        self, grid: Grid, heads: Heads, sorts: Mapping[Column, Sort], unit: Unit, notes: Notes
    ) -> None:
        """Of the block with these ``heads``, whose amounts are in ``unit``."""
        self._grid, self._heads, self._sorts = grid, heads, sorts
        self._units = units_of(grid, heads, unit)
        self._notes = notes

    def rows(self, numbers: Iterable[int]) -> Iterator[Row]:
        """The rows of these ``numbers`` that say something besides levels."""
        above: Row = {}
        alone: list[str] = []
        for number in numbers:
            found = self._row(number, above)
            above = {column: entry for column, entry in found.items() if column.goes_on}
            if len(above) < len(found):
                yield found
            else:
                spots = [entry.spot for entry in above.values() if entry.spot]
                alone += [each.address for each in spots if each.row == number]
        if alone:
            self._notes.remark(f"这些格子的右边没有内容，没有收：{'、'.join(alone)}")

    def _row(self, number: int, above: Row) -> Row:
        found: Row = {}
        # Under another first level the second one does not go on.
        is_other = False
        for at, column in sorted(self._heads.columns.items()):
            entry = self._entry(column, Spot(number, at))
            if column.goes_on:
                before = above.get(column)
                is_other = is_other or (entry is not None and _text(entry) != _text(before))
                entry = entry or (None if is_other else before)
            if entry is not None:
                found[column] = entry
        return found

    def _entry(self, column: Column, spot: Spot) -> Entry | None:
        """What ``column`` says at ``spot``; None where that is nothing, or is not read."""
        cell, first = self._grid.cell(spot), self._grid.first(spot)
        if column.ignored is not None or not (cell.shown.strip() or cell.fault):
            return None
        if column.derived == "序号":
            if cell.shown.strip().isdecimal():
                self._grid.mark_read(spot)
            return None
        self._grid.mark_read(spot)
        if cell.fault:
            self._notes.wrong(spot, f"{cell.fault}；请改成要填的内容")
            return None
        if column.goes_on and first.column != spot.column:
            return None
        if first != spot and not (column.goes_on or column.outside):
            place = self._notes.sheet.place(first)
            self._notes.wrong(spot, f"和 {place} 合并了，看不出这一行是多少；请拆开，逐行填写")
            return None
        text = text_of(cell, self._sorts[column], self._units[spot.column], column.heading)
        return Entry(_meant(column, text), first)


def _text(entry: Entry | None) -> str:
    return entry.text if entry else ""


def _meant(column: Column, text: str) -> str:
    """What data say for ``text``, which may be a code."""
    words = words_of(text)
    return next((each.meant for each in column.codes if normal(each.typed) == words), text)
