"""A document written into the layout of a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.quantities import Unit
from perfreport.blocks.walk import bare, field_at, model_there
from perfreport.sheets.workbook import Area, Sheet, Spot
from perfreport.workbooks.maps.blocks import Block
from perfreport.workbooks.maps.columns import Column, Single
from perfreport.workbooks.maps.filling import Texts, Values, filled
from perfreport.workbooks.maps.model import SheetMap
from perfreport.workbooks.maps.rows import sorts_of
from perfreport.workbooks.maps.values import Put, Sort, put, sort_of

_MOST = 32_767


def _length(text: str) -> int:
    """In the units in which Excel counts."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(slots=True)
class Layout:
    """A sheet to be drawn.

    Attributes:
        name: of the sheet.
        cells: what is written where; blank cells of a table as well.
        heads: the cells that are heads or labels, and whether their columns are compulsory.
        title: the cell of the title, where there is one.
        merged: areas that are one cell.
        widths: of columns, in Chinese characters.
        taken: the fields that are written somewhere.
        blanks: compulsory cells that stay blank, by what they are called.
        unsigned: cells for the sign of a target that has none, by what they are called.
    """

    name: str
    cells: dict[Spot, Put] = field(default_factory=dict)
    heads: dict[Spot, bool] = field(default_factory=dict)
    title: Spot | None = None
    merged: list[Area] = field(default_factory=list)
    widths: dict[int, int] = field(default_factory=dict)
    taken: set[DataPath] = field(default_factory=set)
    blanks: dict[str, list[Spot]] = field(default_factory=dict)
    unsigned: dict[str, list[Spot]] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        """As it is read again."""
        cells = {spot: each.cell for spot, each in sorted(self.cells.items()) if each.held != ""}
        return Sheet(name=self.name, cells=cells, merged=tuple(self.merged))

    @property
    def too_long(self) -> list[Spot]:
        """The cells whose texts are longer than Excel lets them be."""
        texts = ((spot, each.held) for spot, each in self.cells.items())
        return [spot for spot, text in texts if isinstance(text, str) and _length(text) > _MOST]

    def merge(self, first: Spot, last: Spot) -> None:
        """Make one cell of an area, if it is more than one."""
        if last > first:
            self.merged.append(Area(first, last))

    def head(self, spot: Spot, text: str, *, is_compulsory: bool = False) -> None:
        """Write a head or a label."""
        self.cells[spot] = Put(f"*{text}" if is_compulsory else text)
        self.heads[spot] = is_compulsory


def laid_out(
    values: Values, sheet_map: SheetMap, model: type[BaseModel], *, joins: bool = False
) -> Layout:
    """The sheet of ``sheet_map`` that says ``values``.

    Args:
        values: of the document, its amounts in the unit of the sheet.
        sheet_map: of the sheet.
        model: the class of the document.
        joins: whether the document has in one text what stands in several columns (合写).
    """
    layout = Layout(sheet_map.sheet)
    known = ((each.path, each.content) for each in sheet_map.constants)
    layout.taken |= {path for path, content in known if values.get(path) == content}
    row = 0
    if sheet_map.title:
        layout.title = Spot(0, 0)
        layout.cells[layout.title] = Put(sheet_map.title)
        layout.merge(layout.title, Spot(0, max(each.width for each in sheet_map.blocks) - 1))
        row = 1
    for single in sheet_map.singles:
        _single(layout, single, values, model, sheet_map.money)
        row = max(row, single.spot.row + 1)
    for block in sheet_map.blocks:
        rows, taken = filled(block, values, joins=joins)
        layout.taken |= taken
        row = block.head - 1 if block.head else row
        _heads(layout, block, row, values)
        row += block.depth
        _rows(layout, block, rows, row, _sorts(block, model), sheet_map.money)
        row += max(len(rows), block.rows or 0)
    return layout


def _single(
    layout: Layout, single: Single, values: Values, model: type[BaseModel], unit: Unit
) -> None:
    if single.label:
        layout.head(single.beside, single.label, is_compulsory=single.is_compulsory)
    found = field_at(model, single.path)
    sort = sort_of(bare(found.annotation) if found else str)
    text = values.get(single.path, "")
    layout.cells[single.spot] = put(text, sort, unit)
    layout.taken.add(single.path)
    if single.is_compulsory and not text:
        layout.blanks[single.label or single.address] = [single.spot]


def _sorts(block: Block, model: type[BaseModel]) -> Mapping[Column, Sort]:
    return sorts_of(block, model, model_there(model, block.place) if block.into else None)


def _heads(layout: Layout, block: Block, row: int, values: Values) -> None:
    for column, at in zip(block.columns, block.numbers, strict=True):
        layout.widths[at] = max(layout.widths.get(at, 0), column.width)
        first = Spot(row + (column.upper is not None), at)
        months = DataPath.parse(column.month_of) if column.month_of else NOWHERE
        layout.taken |= {months} & values.keys()
        heading = column.headed(values.get(months, ""))
        layout.head(first, heading, is_compulsory=column.is_compulsory)
        layout.merge(first, Spot(row + block.depth - 1, at + column.span - 1))
    for upper, group in groupby(zip(block.columns, block.numbers, strict=True), _upper):
        places = [(at, at + column.span - 1) for column, at in group]
        if upper:
            layout.head(Spot(row, places[0][0]), upper)
            layout.merge(Spot(row, places[0][0]), Spot(row, places[-1][1]))


def _upper(placed: tuple[Column, int]) -> str:
    return placed[0].upper or ""


def _rows(
    layout: Layout,
    block: Block,
    rows: Sequence[Texts],
    first: int,
    sorts: Mapping[Column, Sort],
    unit: Unit,
) -> None:
    for down, texts in enumerate(rows):
        for column, at in zip(block.columns, block.numbers, strict=True):
            spot, text = Spot(first + down, at), texts.get(column, "")
            layout.cells[spot] = put(text, sorts[column], unit)
            if not text and _must_say(column, texts):
                layout.blanks.setdefault(column.called, []).append(spot)
            elif not text and column in _signs_missing(block, texts):
                layout.unsigned.setdefault(column.called, []).append(spot)
    for column, at in zip(block.columns, block.numbers, strict=True):
        for start, end in _runs(block, column, rows):
            layout.merge(Spot(first + start, at), Spot(first + end, at + column.span - 1))
            for down in range(start + 1, end + 1):
                del layout.cells[Spot(first + down, at)]


def _signs_missing(block: Block, texts: Texts) -> list[Column]:
    """The columns for the signs of targets that ``texts`` of a row say without one."""
    said = {column.field: column for column, text in texts.items() if text}
    signs = [each.parts[0] for each in block.joins if each.parts[1] in said]
    return [each for each in block.columns if each.field in signs]


def _must_say(column: Column, texts: Texts) -> bool:
    """Whether a blank cell of ``column`` is one too few beside ``texts``."""
    free = column.exemption
    if free is None:
        return column.is_compulsory
    other, said = next((each, text) for each, text in texts.items() if each.heading == free.column)
    meant = {each.typed: each.meant for each in other.codes}
    return meant.get(said, said) not in free.values


def _runs(block: Block, column: Column, rows: Sequence[Texts]) -> list[tuple[int, int]]:
    """The rows, from and to, in which ``column`` is one cell: those alike, or each by itself."""
    if not column.is_merged:
        return [(at, at) for at in range(len(rows))]
    # Alike in this and in what stands left of it and is merged too.
    before = [each for each in block.columns[: block.columns.index(column) + 1] if each.is_merged]
    runs = []
    for _, group in groupby(range(len(rows)), lambda at: [rows[at].get(e) for e in before]):
        found = list(group)
        runs.append((found[0], found[-1]))
    return runs
