"""Where a workbook has what its document says: rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from perfreport.basics.addresses import DataPath
from perfreport.basics.positions import CellPosition
from perfreport.blocks.model import Document
from perfreport.data.source import Node, Source
from perfreport.sheets.workbook import Cell, Sheet, Spot, Workbook
from perfreport.workbooks.documentsheet import document_heads, read_document_sheet
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.grid import Grid
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.layout import CONTENT, DOCUMENT_SHEET, GROUP, NAME, Layout, ListSheet
from perfreport.workbooks.listrows import NUMBER_COLUMN, PARENT_COLUMN, list_heads
from perfreport.workbooks.told import Tab, Told
from perfreport.workbooks.updating.alignment import rows_in
from perfreport.workbooks.updating.filling import UnfitError

WAITING = -1
_BLANK = Cell("")
_NOTHING = Node(None)


@dataclass(slots=True)
class DocumentPlace:
    """The sheet 资料.

    Attributes:
        sheet: as it was read.
        head: the row of its headings.
        columns: by their headings.
        rows: of the entries, blank ones too.
        units: of money in which each entry counts; empty for the form's.
    """

    sheet: Sheet
    head: int
    columns: Mapping[str, int]
    rows: dict[DataPath, int]
    units: Mapping[DataPath, str]

    @property
    def needed(self) -> tuple[int | None, int, int]:
        """The columns of 栏目, 名称 and 内容; there may be none for the first."""
        return self.columns.get(GROUP), self.columns[NAME], self.columns[CONTENT]


@dataclass(slots=True)
class ListPlace:
    """The sheet of a list.

    Attributes:
        sheet: as it was read.
        head: the row of its headings.
        columns: of its entries.
        number: the column of the rows' numbers.
        parent: the column that says in which row of another list each is.
        units: of money in which each entry counts; empty for the form's.
        rows: those of the sheet in which the rows of the list stand, in their order in the
            document; None for one that goes without saying, ``WAITING`` for one that is part of
            what waits as a whole (待填).
    """

    sheet: Sheet
    head: int
    columns: dict[DataPath, int]
    number: int | None
    parent: int | None
    units: Mapping[DataPath, str]
    rows: list[int | None] = field(default_factory=list)

    def cell(self, row: int, column: int | None) -> Cell:
        """What stood there; blank for no column."""
        return _BLANK if column is None else self.sheet.cells.get(Spot(row, column), _BLANK)


@dataclass(frozen=True, slots=True)
class Places:
    """All of it; a list without a sheet has no place."""

    document: DocumentPlace
    lists: Mapping[DataPath, ListPlace]


def places_of(workbook: Workbook, layout: Layout, source: Source, document: Document) -> Places:
    """Where ``workbook`` has the parts of ``document``, by the ``source`` that was read of it.

    Raises:
        UnfitError: when that cannot be told.
    """
    tabs = [Tab(sheet, number) for number, sheet in enumerate(workbook.sheets, 1)]
    lists = dict(_lists(tabs, layout))
    numbers = {tab.sheet.name: tab.number for tab in tabs}
    _Noting(layout, lists, numbers).note(source.root, document, None)
    return Places(_document(tabs, layout), lists)


def _document(tabs: list[Tab], layout: Layout) -> DocumentPlace:
    named = [tab for tab in tabs if as_compared(tab.sheet.name) == DOCUMENT_SHEET]
    for tab in (*named, *tabs):
        if heads := document_heads(tab.sheet):
            columns = {what: column for column, what in heads.columns.items()}
            found = read_document_sheet(tab, layout.entries, Told())
            rows = {path: position.row for path, position in found.places.items()}
            headings = {path: (row, columns[NAME]) for path, row in rows.items()}
            units = _units(tab, heads.row, layout.entries, headings)
            return DocumentPlace(tab.sheet, heads.row, columns, rows, units)
    raise UnfitError(f"找不到工作表“{DOCUMENT_SHEET}”")


def _lists(tabs: list[Tab], layout: Layout) -> Iterator[tuple[DataPath, ListPlace]]:
    for sheet in layout.lists:
        name = as_compared(sheet.name)
        tab = next((tab for tab in tabs if as_compared(tab.sheet.name) == name), None)
        heads = list_heads(sheet, tab) if tab else None
        if tab and heads:
            places = {what: at for at, what in heads.columns.items() if not isinstance(what, Entry)}
            columns = {e.path: at for at, e in heads.columns.items() if isinstance(e, Entry)}
            number, parent = places.get(NUMBER_COLUMN), places.get(PARENT_COLUMN)
            headings = {path: (heads.row, column) for path, column in columns.items()}
            units = _units(tab, heads.row, sheet.entries, headings)
            yield sheet.path, ListPlace(tab.sheet, heads.row, columns, number, parent, units)


def _units(
    tab: Tab, row: int, entries: Iterable[Entry], headings: Mapping[DataPath, tuple[int, int]]
) -> dict[DataPath, str]:
    """The units of money of ``entries``, of which some have ``headings``, below ``row``."""
    grid = Grid(tab, Told())
    return {each.path: grid.unit_of(row, headings.get(each.path)) for each in entries}


@dataclass(frozen=True, slots=True)
class _Noting:
    """Notes for each list where its rows stand."""

    layout: Layout
    lists: Mapping[DataPath, ListPlace]
    numbers: Mapping[str, int]

    def note(self, node: Node, part: object, holder: DataPath | None) -> None:
        """Those in a ``part``, which is a row of ``holder`` and was read of ``node``."""
        for sheet in self.layout.lists:
            if sheet.parent != holder:
                continue
            nodes, parts = list(_items(node, sheet)), list(rows_in(part, sheet))
            if len(nodes) != len(parts):
                nodes = [_NOTHING] * len(parts)
            for each, row in zip(nodes, parts, strict=True):
                if place := self.lists.get(sheet.path):
                    place.rows.append(self._row(each, place))
                self.note(each, row, sheet.path)

    def _row(self, node: Node, place: ListPlace) -> int | None:
        at = node.line
        if node is _NOTHING:
            return WAITING
        is_there = isinstance(at, CellPosition) and at.sheet == self.numbers[place.sheet.name]
        return at.row if isinstance(at, CellPosition) and is_there and at.row >= 0 else None


def _items(node: Node, sheet: ListSheet) -> Iterator[Node]:
    for key in sheet.inside:
        found = node.children.get(key)
        if found is None:
            return
        node = found
    yield from node.children.values() if node.is_list else ()
