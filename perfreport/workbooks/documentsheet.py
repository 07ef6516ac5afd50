"""The sheet 资料 read: what a document says once, a row each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.messages import quoted
from perfreport.basics.positions import CellPosition
from perfreport.data.lexicon import other_name
from perfreport.data.source import Node
from perfreport.sheets.workbook import Sheet
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.grid import Grid
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.heads import Heads, Wanted, heading_compared, heads_of
from perfreport.workbooks.layout import CONTENT, DOCUMENT_HEADINGS, DOCUMENT_SHEET, GROUP, NAME
from perfreport.workbooks.told import Tab, Told


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """What the sheet says.

    Attributes:
        values: by their paths.
        places: where each entry stands, blank ones too.
    """

    values: Mapping[DataPath, Node] = field(default_factory=dict)
    places: Mapping[DataPath, CellPosition] = field(default_factory=dict)


def document_heads(sheet: Sheet) -> Heads[str] | None:
    """The headings of ``sheet`` if it is such a one: a name and what it says."""
    wanted = [Wanted(each, each, frozenset({each})) for each in DOCUMENT_HEADINGS]
    heads = heads_of(sheet, wanted)
    return heads if heads and {NAME, CONTENT} <= {*heads.columns.values()} else None


def read_document_sheet(tab: Tab, entries: Iterable[Entry], told: Told) -> DocumentRows:
    """What the sheet says of ``entries``; what it says of others is told."""
    heads = document_heads(tab.sheet)
    if heads is None:
        message = f"找不到表头；工作表“{DOCUMENT_SHEET}”要有“{NAME}”“{CONTENT}”两列"
        told.wrong(NOWHERE, message, tab.beginning)
        return DocumentRows()
    return _Reader(Grid(tab, told), heads, list(entries), told).read()


class _Reader:
    def __init__(self, grid: Grid, heads: Heads[str], entries: list[Entry], told: Told) -> None:
        self._grid, self._told, self._heads = grid, told, heads
        self._columns = {what: column for column, what in heads.columns.items()}
        self._entries = entries
        self._by_place = {(_compared(each.group), _name(each)): each for each in entries}
        counts = Counter(map(_name, entries))
        self._by_name = {_name(each): each for each in entries if counts[_name(each)] == 1}
        self._values: dict[DataPath, Node] = {}
        self._places: dict[DataPath, CellPosition] = {}

    def read(self) -> DocumentRows:
        self._grid.tell_of_rows_above(self._heads.row)
        values = dict.fromkeys([self._columns[CONTENT]], self._entries[0])
        self._grid.tell_of_merged(NOWHERE, values, self._heads.row)
        for row in self._grid.rows_below(self._heads.row):
            self._row(row)
        self._grid.tell_of_unknown(self._heads)
        return DocumentRows(self._values, self._places)

    def _row(self, row: int) -> None:
        at = row, self._columns[CONTENT]
        content, position = self._grid[at], self._grid.tab.position(*at)
        is_said = not content.is_blank
        entry = self._entry(row, is_said=is_said)
        if entry is None:
            if not is_said:
                self._tell_of_unread(row)
            return
        if is_said and entry.path in self._values:
            first = self._places[entry.path].address
            message = f"这一项写了两次（{first} 已有），请删去一处"
            self._told.wrong(entry.path, message, position)
        elif is_said or entry.path not in self._places:
            self._places[entry.path] = position
            unit = self._grid.unit_of(self._heads.row, (row, self._columns[NAME]))
            node = self._grid.node(at, content, entry, entry.path, unit)
            if node is not None:
                self._values[entry.path] = node

    def _tell_of_unread(self, row: int) -> None:
        """Tell of a row that is no entry and has one cell alone: 注：以上为决算数."""
        column = self._grid.only_column(row)
        if column is not None:
            self._told.unread_row(self._grid[row, column], self._grid.tab.position(row, column))

    def _entry(self, row: int, *, is_said: bool) -> Entry | None:
        """What a row says; what is not quite right or unknown is told where it says anything."""
        name = self._grid[row, self._columns[NAME]].shown.strip()
        group = ""
        if GROUP in self._columns:
            group = self._grid.shared(row, self._columns[GROUP]).shown.strip()
        compared, called = _compared(group), heading_compared(name)
        if found := self._by_place.get((compared, called)):
            return found
        found = self._by_name.get(called)
        if found and not compared:
            return found
        alike = [each for each in self._entries if _name(each) == called]
        if is_said and not compared and len(alike) > 1:
            message = (
                f"有几项都叫{quoted(name.rstrip('*＊'))}，请在“{GROUP}”这一列写明是哪一项的，"
                f"如“{alike[0].group or alike[1].group}”"
            )
            position = self._grid.tab.position(row, self._columns.get(GROUP, self._columns[NAME]))
            self._told.wrong(NOWHERE, message, position)
            # One of them is taken, so that it is not missing besides.
            return next((each for each in alike if each.path not in self._places), None)
        if is_said:
            found = found or self._meant(compared, called)
            self._told.wrong(
                found.path if found else NOWHERE,
                _advice(" / ".join(filter(None, (group, name))), found),
                self._grid.tab.position(row, self._columns[NAME]),
            )
        return found if is_said else None

    def _meant(self, group: str, name: str) -> Entry | None:
        """The entry that a row was probably meant for, of those that no other row says."""
        missing = [each for each in self._entries if each.path not in self._places]
        beside = [each for each in missing if _compared(each.group) == group]
        for each in beside:
            if each.model and other_name(name, (str(each.path[-1]),), each.model):
                return each
        for among in (beside, missing):
            names = {_name(each): each for each in among}
            if near := self._told.nearest(name, names):
                return names[near]
        return None


def _advice(typed: str, meant: Entry | None) -> str:
    if not typed:
        return "这一行没有写名称，请补上，或删去这一行"
    wrong = f"没有{quoted(typed)}这一项"
    if meant is None:
        return f"{wrong}，请核对名称，或删去这一行"
    label = " / ".join(map(str, meant.path))
    return f"{wrong}，是不是“{label}”？"


def _name(entry: Entry) -> str:
    return heading_compared(str(entry.path[-1]))


def _compared(group: str) -> str:
    return as_compared(group).strip("/")
