"""A sheet read by its map: fields with their cells, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import quoted
from perfreport.basics.quantities import Unit
from perfreport.blocks.walk import attributes, model_there
from perfreport.data.lexicon import other_name
from perfreport.sheets.workbook import Sheet, Spot, Workbook
from perfreport.workbooks.maps.blocks import Block
from perfreport.workbooks.maps.entries import Entry
from perfreport.workbooks.maps.grid import Grid
from perfreport.workbooks.maps.heads import Heads, all_heads
from perfreport.workbooks.maps.joining import join
from perfreport.workbooks.maps.model import SheetMap
from perfreport.workbooks.maps.notes import Notes
from perfreport.workbooks.maps.overlaps import settled
from perfreport.workbooks.maps.passed_over import items
from perfreport.workbooks.maps.rows import Row, RowReader, last_row, sorts_of, unplaced
from perfreport.workbooks.maps.singles import read_single
from perfreport.workbooks.maps.title import mark_title
from perfreport.workbooks.maps.units import unit_above
from perfreport.workbooks.maps.unread import Extent, note_unread

Entries = dict[DataPath, Entry]


def chosen(workbook: Workbook, sheet_map: SheetMap, name: str | None = None) -> Sheet:
    """The sheet to read: that called ``name``, that of the map, or the only one that is shown.

    Raises:
        InputError: when there is no telling which.
    """
    shown = [each for each in workbook.sheets if each.cells and not each.is_hidden]
    names = "、".join(each.name for each in shown)
    found = workbook.sheet(name if name is not None else sheet_map.sheet)
    if found is None and name is None and len(shown) == 1:
        return shown[0]
    if found is not None:
        return found
    if name is not None:
        message = f"没有工作表{quoted(name)}，有：{names}"
    elif shown:
        message = (
            f"不知道读哪一张工作表，有：{names}；请写明（sheet），或把它改名为“{sheet_map.sheet}”"
        )
    else:
        message = "工作簿里没有内容"
    raise InputError([Mistake(NOWHERE, message)], workbook.name)


def read_sheet(
    sheet: Sheet, sheet_map: SheetMap, model: type[BaseModel], number: int = 1, *, joins: bool
) -> tuple[Entries, Notes]:
    """What ``sheet`` says by its map, field by field, and what there is to say about that.

    Args:
        sheet: to read.
        sheet_map: of it.
        model: the class of the documents.
        number: of the sheet in its workbook, from 1.
        joins: whether what stands in several columns becomes one text (合写).
    """
    grid, notes = Grid(sheet), Notes(sheet, number)
    if not grid.is_of_use:
        notes.refuse(f"太大，到 {grid.last.address} 还有内容；请把不相干的内容删去，或分成几张表")
        return {}, notes
    found = all_heads(grid, sheet_map.blocks, model, notes)
    if notes.mistakes:
        return {}, notes
    entries: Entries = {each.path: Entry(each.content) for each in sheet_map.constants}
    for single in sheet_map.singles:
        entries |= dict(read_single(grid, single, model, sheet_map.money, notes))
    extents: list[Extent] = []
    unit, above = sheet_map.money, 0
    starts = (*(heads.row for _, heads in found[1:]), grid.rows)
    for (block, heads), start in zip(found, starts, strict=True):
        entries |= dict(_months(grid, heads))
        rows = range(heads.below, last_row(grid, block, heads, start))
        homeless = frozenset() if model is sheet_map.model else unplaced(block, model)
        extents.append(Extent(heads, rows, homeless))
        reader = _BlockReader(block, model, entries, notes, joins=joins)
        unit = unit_above(grid, range(above, heads.row), unit, notes)
        above = extents[-1].rows.stop
        reader.take(grid, unit, extents[-1])
    mark_title(grid, sheet_map.title, found[0][1].row, notes)
    note_unread(grid, extents, notes)
    return entries, notes


def _months(grid: Grid, heads: Heads) -> Iterator[tuple[DataPath, Entry]]:
    """The months that ``heads`` say, where they belong."""
    for at, column in heads.columns.items():
        for row in range(heads.row, heads.below) if column.month_of else ():
            spot = Spot(row, at)
            if column.month_of and (months := column.months_in(grid.text(spot))):
                yield DataPath.parse(column.month_of), Entry(months, spot)


_LOST = "分值减得分"


class _BlockReader:
    """Puts what the rows of a block say where it belongs."""

    def __init__(
        self, block: Block, model: type[BaseModel], entries: Entries, notes: Notes, *, joins: bool
    ) -> None:
        self._block, self._entries, self._notes, self._joins = block, entries, notes, joins
        self._model = model
        self._inside = model_there(model, block.place) if block.into else None

    def take(self, grid: Grid, unit: Unit, extent: Extent) -> None:
        """Put what stands in the rows of ``extent`` into the entries."""
        sorts = sorts_of(self._block, self._model, self._inside)
        heads = extent.heads.without(extent.unplaced)
        if self._joins and self._lacks_values(heads):
            return
        reader = RowReader(grid, heads, sorts, unit, self._notes)
        listed = 0
        rows = items(grid, self._block, extent.heads, extent.rows, self._notes)
        for row in reader.rows(rows):
            self._compare(row)
            self._take_outside(row)
            place = self._place(row, listed)
            if place is None:
                continue
            typed = {str(c.field): entry for c, entry in row.items() if c.field}
            fields = settled(self._block, typed, self._notes, joins=self._joins)
            for field, entry in (
                join(self._block, fields, self._notes) if self._joins else fields
            ).items():
                self._entries[place / DataPath.parse(field)] = entry
            listed += 1

    def _lacks_values(self, heads: Heads) -> bool:
        """Whether signs or units have columns and their values none, which is noted."""
        there = {column.field for column in heads.columns.values()}
        lacking = [
            column.called
            for each in self._block.joins
            for column in self._block.columns
            if column.field == each.parts[1] and column.field not in there and there & {*each.parts}
        ]
        if lacking:
            where = f"“{self._block.name}”的表头（第 {heads.row + 1} 行）"
            self._notes.refuse(f"{where}没有“{'、'.join(lacking)}”，符号和单位无处可放；请改好列名")
        return bool(lacking)

    def _place(self, row: Row, listed: int) -> DataPath | None:
        """Where the fields of ``row`` belong; None for prose, and where no name tells it."""
        if self._block.into is None:
            return None
        column = self._block.column(self._block.fixed) if self._block.fixed else None
        if column is None:
            return self._block.place / listed
        named = row.pop(column, None)
        fields = [entry for each, entry in row.items() if each.field]
        if named is None:
            if fields and fields[0].spot:
                message = f"这一行没有写“{column.called}”，不知道是哪一项，请补上"
                self._notes.wrong(fields[0].spot, message)
            return None
        name = self._known_name(named.text)
        if not fields and named.spot and name not in [each.meant for each in column.codes]:
            place = self._notes.sheet.place(named.spot)
            self._notes.leftovers.append(f"{place}：{quoted(named.text)}没有内容，没有收")
        return self._block.place / name

    def _known_name(self, name: str) -> str:
        """``name`` as the form calls it, by the lexicon if it does so otherwise."""
        keys = attributes(self._inside) if self._inside else {}
        if name in keys or self._inside is None:
            return name
        return other_name(name, keys, self._inside) or name

    def _take_outside(self, row: Row) -> None:
        for column, entry in row.items():
            if column.outside is None:
                continue
            before = self._entries.get(column.path)
            if before is None:
                self._entries[column.path] = entry
            elif before.spot == entry.spot:
                continue  # a cell over several rows
            elif self._block.is_prose:
                self._entries[column.path] = Entry(f"{before.text}\n{entry.text}", entry.spot)
            elif before.text != entry.text and entry.spot is not None:
                message = f"“{column.called}”只能有一个，前面写的是{quoted(before.text)}"
                self._notes.wrong(entry.spot, message, column.path)

    def _compare(self, row: Row) -> None:
        """Note points lost that are not what weight and points leave."""
        said = {column.field or column.derived: entry for column, entry in row.items()}
        lost = said.get(_LOST)
        if lost is None or lost.spot is None:
            return
        weight, score = (_number(said.get(each)) for each in ("分值", "得分"))
        follows = weight - score if weight is not None and score is not None else None
        if follows is None or follows != _number(lost):
            place, known = self._notes.sheet.place(lost.spot), "" if follows is None else follows
            self._notes.remarks.append(
                f"{place}：写的是{quoted(lost.text)}，{_LOST}是{quoted(known)}；这一列不收"
            )


def _number(entry: Entry | None) -> Decimal | None:
    try:
        return Decimal(entry.text) if entry else None
    except InvalidOperation:
        return None
