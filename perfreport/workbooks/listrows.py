"""The sheet of a list read: its rows, and what each says of the row that it is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.messages import quoted
from perfreport.basics.positions import CellPosition, Position
from perfreport.basics.quantities import PENDING
from perfreport.data.source import Node
from perfreport.sheets.workbook import Cell
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.grid import Grid
from perfreport.workbooks.headings import JOINT, as_compared
from perfreport.workbooks.heads import Heads, Wanted, heading_compared, heads_of
from perfreport.workbooks.layout import EXAMPLE, ListSheet
from perfreport.workbooks.passed import has_figures, is_note, is_sum, is_sum_for_number
from perfreport.workbooks.told import Tab, Told
from perfreport.workbooks.typed import said as text_typed
from perfreport.workbooks.typed import typed

_MOST_DIGITS = 9

Column = Entry | str
"""What a column is: an entry, the number of a row, or whose the row is."""
NUMBER_COLUMN, PARENT_COLUMN = "number", "parent"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a row says of the row that it is in.

    Attributes:
        cell: that says it; blank where it is as above.
        position: of the cell.
    """

    cell: Cell
    position: Position | None

    @property
    def number(self) -> int | None:
        """The number of a row, if it says one."""
        held = self.cell.held
        if isinstance(held, Decimal):
            return int(held) if held == held.to_integral_value() else None
        text = as_compared(self.cell.shown)
        return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None

    @property
    def text(self) -> str:
        """What it says, as names are compared."""
        return as_compared(self.cell.shown)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list.

    Attributes:
        position: of its first cell.
        number: that it says; None where it says none.
        parent: what it says of the row that it is in.
        values: of its columns.
        row: of the sheet; None for one that is nowhere and goes without saying.
        is_pending: whether the row as a whole is to be filled in.
    """

    position: Position | None = None
    number: int | None = None
    parent: Reference = Reference(Cell(""), None)
    values: Mapping[DataPath, Node] = field(default_factory=dict)
    row: int | None = None
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class ListRows:
    """What the sheet of a list says.

    Attributes:
        rows: those that say anything, and those that say no more than their number.
        tab: of the sheet; None where there is none.
        columns: where the entries stand, and the groups that they are in.
        missing: where the headings would stand of entries that have no column.
    """

    rows: Sequence[ListRow] = ()
    tab: Tab | None = None
    columns: Mapping[DataPath, int] = field(default_factory=dict)
    missing: Mapping[DataPath, CellPosition] = field(default_factory=dict)

    def place(self, row: ListRow, path: DataPath) -> Position | None:
        """Where a row has what is at ``path``, or would have it."""
        if self.tab is None or row.row is None:
            return None
        column = self.columns.get(path)
        return self.missing.get(path) if column is None else self.tab.position(row.row, column)


def list_heads(sheet: ListSheet, tab: Tab) -> Heads[Column] | None:
    """The headings of the sheet of a list; None where none is found."""
    return heads_of(tab.sheet, _wanted(sheet))


def _wanted(sheet: ListSheet) -> Iterator[Wanted[Column]]:
    yield Wanted(
        NUMBER_COLUMN,
        sheet.number_heading,
        frozenset({as_compared(sheet.number_heading)}),
        is_usual=True,
    )
    if sheet.parent:
        names = frozenset({as_compared(sheet.parent_heading)})
        yield Wanted(PARENT_COLUMN, sheet.parent_heading, names, is_usual=True)
    headings = {heading_compared(each.heading) for each in sheet.entries}
    ends = [end for each in sheet.entries for end in _ends(each)]
    for each in sheet.entries:
        own = heading_compared(each.heading)
        others = (end for end in _ends(each) if ends.count(end) == 1 and end not in headings)
        key = str(each.path[-1])
        names = frozenset({own, *others})
        yield Wanted(each, each.heading, names, key, each.model, each.is_usual, each.is_printed)


def _ends(entry: Entry) -> list[str]:
    keys = entry.path
    return [heading_compared(JOINT.join(map(str, keys[at:]))) for at in range(len(keys))]


def read_list_sheet(sheet: ListSheet, tab: Tab, told: Told) -> ListRows:
    """The rows of the list on ``tab``; what is not right or not read is told."""
    heads = list_heads(sheet, tab)
    if heads is None:
        if tab.sheet.cells:
            told.wrong(sheet.path, f"找不到表头；{sheet.columns_in_words}", tab.beginning)
        return ListRows(tab=tab)
    return _Reader(sheet, Grid(tab, told), heads, told).read()


class _Reader:
    def __init__(self, sheet: ListSheet, grid: Grid, heads: Heads[Column], told: Told) -> None:
        self._sheet, self._grid, self._heads, self._told = sheet, grid, heads, told
        columns = heads.columns.items()
        self._entries = {at: what for at, what in columns if isinstance(what, Entry)}
        self._number = next((at for at, what in columns if what == NUMBER_COLUMN), None)
        self._parent = next((at for at, what in columns if what == PARENT_COLUMN), None)
        self._units = {at: grid.unit_of(heads.row, (heads.row, at)) for at in self._entries}
        self._of_example: Mistake | None = None
        self._naming = list(self._columns_of_names()) if has_figures(sheet.entries) else []

    def _columns_of_names(self) -> Iterator[int]:
        """Those that say what a row is: whose it is, its levels, its name."""
        if self._parent is not None:
            yield self._parent
        for column, entry in self._entries.items():
            if entry.is_shared or entry == self._sheet.named_by:
                yield column

    def read(self) -> ListRows:
        self._tell_of_columns()
        self._grid.tell_of_rows_above(self._heads.row)
        rows = [row for at in self._grid.rows_below(self._heads.row) for row in self._row(at)]
        if self._of_example and not rows:
            # That nothing is there follows from it.
            self._told.follow(self._of_example, [self._grid.tab.beginning])
        columns: dict[DataPath, int] = {}
        for at, entry in self._entries.items():
            for depth in range(1, len(entry.path) + 1):
                columns.setdefault(entry.path[:depth], at)
        return ListRows(rows, self._grid.tab, columns, self._missing())

    def _row(self, at: int) -> Iterator[ListRow]:
        """The row ``at`` which anything stands; none where it is no data."""
        if self._is_passed_over(at):
            return
        number = self._cell_of_number(at)
        position = self._grid.tab.position(at, min((*self._entries, self._number or 0)))
        own = Reference(number, position).number
        if as_compared(number.shown) == PENDING:
            yield ListRow(position, own, self._reference(at), row=at, is_pending=True)
            return
        values = dict(self._values(at))
        if values or own is not None:
            yield ListRow(position, own, self._reference(at), values, at)
            return
        for column in (self._number, self._parent):
            if column is not None and self._grid[at, column].shown.strip():
                self._tell_of_unread(at, column)
                return

    def _cell_of_number(self, at: int) -> Cell:
        return self._grid[at, self._number] if self._number is not None else Cell("")

    def _is_passed_over(self, at: int) -> bool:
        """Whether the row is an example, a note or a sum; what may be missed is told."""
        if as_compared(self._cell_of_number(at).shown) == EXAMPLE:
            if self._is_typed_over(at):
                self._tell_of_example(at)
            return True
        columns = self._grid.columns_in(at)
        if columns and all(is_note(self._grid[at, each].shown) for each in columns):
            self._tell_of_unread(at, columns[0])
            return True
        column = self._sum(at)
        if column is not None:
            self._tell_of_unread(at, column, "由各行算出")
        return column is not None

    def _tell_of_unread(self, at: int, column: int, why: str = "") -> None:
        self._told.unread_row(self._grid[at, column], self._grid.tab.position(at, column), why)

    def _is_typed_over(self, at: int) -> bool:
        """Whether the row of an example says anything that the example does not."""
        cells = ((self._grid[at, column], entry) for column, entry in self._entries.items())
        texts = ((text_typed(typed(cell, entry.sort)).strip(), entry) for cell, entry in cells)
        return any(text and text != entry.example for text, entry in texts)

    def _tell_of_example(self, at: int) -> None:
        """Tell of a row that is not read and was probably meant to be."""
        message = (
            f"未读取的行：它标着“{EXAMPLE}”，内容却不是原来的例子；"
            f"要读入，请把“{EXAMPLE}”改成序号或删去这个字"
        )
        position = self._grid.tab.position(at, self._number or 0)
        self._told.remark(message, position)
        self._of_example = Mistake(self._sheet.path, message, position)

    def _sum(self, at: int) -> int | None:
        """The column in which the row ``at`` says that it adds up the others."""
        if self._number is not None and is_sum_for_number(self._grid[at, self._number].shown):
            return self._number
        return next((each for each in self._naming if is_sum(self._grid[at, each].shown)), None)

    def _values(self, at: int) -> Iterator[tuple[DataPath, Node]]:
        for column, entry in self._entries.items():
            shared = entry.is_shared
            cell = self._grid.shared(at, column) if shared else self._grid[at, column]
            place = DataPath(*self._sheet.path, *entry.path)
            if not cell.is_blank:
                node = self._grid.node((at, column), cell, entry, place, self._units[column])
                if node is not None:
                    yield entry.path, node

    def _reference(self, at: int) -> Reference:
        if self._parent is None:
            return Reference(Cell(""), None)
        cell = self._grid[at, self._parent]
        return Reference(cell, self._grid.tab.position(at, self._parent))

    def _missing(self) -> dict[DataPath, CellPosition]:
        """Where the headings would stand that are not there, and what is told in their place."""
        there = {entry.path for entry in self._entries.values()}
        found: dict[DataPath, CellPosition] = {}
        for number, entry in enumerate(self._sheet.entries):
            if entry.path in there or not entry.is_printed or entry.sort == "整体":
                continue
            position = self._grid.tab.missing_column(self._heads.row, number)
            found[entry.path] = position
            message = f"没有“{entry.heading}”这一列，请补上"
            place = DataPath(*self._sheet.path, *entry.path)
            self._told.missing(place, message, position)
        return found

    def _tell_of_columns(self) -> None:
        heads, tab = self._heads, self._grid.tab
        for column, first in heads.twice.items():
            shown = self._grid[heads.row, column].shown
            there = tab.position(heads.row, first).address
            message = f"{quoted(shown)}这一列有两处（{there} 已有），请删去一处"
            self._told.wrong(self._sheet.path, message, tab.position(heads.row, column))
        for column, meant in heads.renamed.items():
            shown = self._grid[heads.row, column].shown
            message = f"没有{quoted(shown)}这一列，是不是“{meant.name}”？"
            if column in heads.in_place:
                message += f"不是的话，请另加“{meant.name}”这一列，可以空着"
            self._told.wrong(self._sheet.path, message, tab.position(heads.row, column))
        self._grid.tell_of_unknown(heads)
        self._grid.tell_of_merged(self._sheet.path, self._entries, heads.row)
