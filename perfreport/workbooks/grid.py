"""The cells of a sheet below its headings, taken for values of a data file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.basics.positions import Position
from perfreport.basics.quantities import PENDING
from perfreport.data.source import Key, Node
from perfreport.sheets.workbook import Area, Cell, Spot
from perfreport.workbooks.contents import NOTHING_IN_IT
from perfreport.workbooks.doubts import contradiction, doubt, in_words
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.heads import Heads, unit_in
from perfreport.workbooks.passed import is_note
from perfreport.workbooks.told import Tab, Told
from perfreport.workbooks.typed import said, typed

MOST_ROWS = 2**20
"""That a sheet of Excel has."""
_BLANK = Cell("")
_UNIT = regex("单位:(亿元|万元|元)")


class Grid:
    """A sheet that is read."""

    def __init__(self, tab: Tab, told: Told) -> None:
        """``tab`` is read; what is wrong is told."""
        self.tab, self._told = tab, told
        self._cells = tab.sheet.cells
        self._rows = sorted({spot.row for spot in self._cells})
        self._columns: dict[int, list[int]] = {}
        self._merged: dict[int, dict[int, Spot]] = {}

    def __getitem__(self, at: tuple[int, int]) -> Cell:
        """The cell in a row and a column; one that shows nothing where it is blank."""
        # A spot is such a pair; making one for each cell would take longer than the rest.
        found: Cell = self._cells.get(at, _BLANK)  # type: ignore[call-overload]
        return found

    def rows_below(self, row: int, last: int = MOST_ROWS) -> Iterator[int]:
        """The rows below one, down to the ``last``, in which anything stands."""
        rows = self._rows
        return iter(rows[bisect_right(rows, row) : bisect_right(rows, last)])

    def tell_of_rows_above(self, row: int) -> None:
        """Tell of what stands above the headings in ``row``, but for titles, a cell in a row."""
        for above in self._rows_above(row):
            columns = self.columns_in(above)
            if len(columns) > 1:
                first = above, columns[0]
                self._told.unread_row(self[first], self.tab.position(*first), "在表头上面")

    def tell_of_unknown(self, heads: Heads[Any]) -> None:
        """Tell of the columns that are not read: of other headings, or without any."""
        for column in heads.unknown:
            if shown := self[heads.row, column].shown.strip():
                position = self.tab.position(heads.row, column)
                self._told.remark(f"未读取的列{quoted(shown)}", position)
        self._tell_of_headless(heads.row)

    def _tell_of_headless(self, row: int) -> None:
        told: set[int] = set()
        for below in self.rows_below(row):
            for column in self.columns_in(below):
                if column not in told and not self[row, column].shown.strip():
                    told.add(column)
                    there = self.tab.position(below, column).address
                    message = f"没有表头的列，未读取（{there} {quoted(self[below, column].shown)}）"
                    self._told.remark(message, self.tab.position(row, column))

    def unit_of(self, row: int, heading: tuple[int, int] | None = None) -> str:
        """The unit of money of amounts below the headings in ``row``; empty for the form's.

        It is that of their own ``heading``, or of a line above all: 单位：元.
        """
        said = unit_in(self[heading].shown) if heading else ""
        return said or self._unit_above(row)

    def _unit_above(self, row: int) -> str:
        texts = (
            self[at, column].shown for at in self._rows_above(row) for column in self.columns_in(at)
        )
        found = next(filter(None, map(_UNIT.search, map(as_compared, texts))), None)
        return found[1] if found else ""

    def _rows_above(self, row: int) -> list[int]:
        return self._rows[: bisect_left(self._rows, row)]

    def only_column(self, row: int) -> int | None:
        """The column of the only cell in a ``row`` that shows anything; None of several."""
        columns = self.columns_in(row)
        return columns[0] if len(columns) == 1 else None

    def columns_in(self, row: int) -> list[int]:
        """The columns of the cells in a ``row`` that show anything."""
        if not self._columns:
            for spot, cell in self._cells.items():
                if not cell.is_blank:
                    self._columns.setdefault(spot.row, []).append(spot.column)
        return self._columns.get(row, [])

    def shared(self, row: int, column: int) -> Cell:
        """The cell, or that which is merged over it."""
        if column not in self._merged:
            areas = (each for each in self.tab.sheet.merged if _covers(each, column))
            self._merged[column] = {
                inside: area.first
                for area in areas
                for inside in self.rows_below(area.first.row - 1, area.last.row)
            }
        first = self._merged[column].get(row)
        return self._cells.get(first, _BLANK) if first else self[row, column]

    def node(
        self, at: tuple[int, int], cell: Cell, entry: Entry, place: DataPath, unit: str = ""
    ) -> Node | None:
        """What ``cell`` says of an ``entry``; None where it is blank, or says nothing to go by.

        Args:
            at: row and column of the cell.
            cell: that says it.
            entry: that it is.
            place: of the entry in the document, for messages.
            unit: of an amount that says none itself; empty for the form's.
        """
        position = self.tab.position(*at)
        if fault := cell.fault or contradiction(cell, entry.sort):
            self._told.wrong(place, _mended(fault), position)
            return None
        value = typed(cell, entry.sort, unit)
        if isinstance(value, str) and not value.strip():
            return None
        if found := doubt(cell, entry.sort):
            remark = Mistake(place, in_words(found, cell, said(value)), position)
            self._told.remark_alike(found, remark)
        match entry.sort:
            case "整体":
                return self._whole(said(value), entry, place, position)
            case "条目" if said(value).strip() != PENDING:
                lines = [line for line in said(value).splitlines() if line.strip()]
                items: dict[Key, Node] = {n: Node(position, line) for n, line in enumerate(lines)}
                return Node(position, children=items, is_list=True)
        return Node(position, value)

    def _whole(self, text: str, entry: Entry, place: DataPath, position: Position) -> Node | None:
        """What is said of a list or a group as a whole."""
        text = text.strip()
        if text == PENDING:
            return Node(position, text)
        if text == NOTHING_IN_IT:
            return Node(position, is_list=entry.is_list, is_mapping=not entry.is_list)
        message = f"这里只写“{PENDING}”或“{NOTHING_IN_IT}”；内容请写在它下面的各项里"
        self._told.wrong(place, message, position)
        return None

    def tell_of_merged(self, path: DataPath, columns: Mapping[int, Entry], row: int) -> None:
        """Tell of merged cells below a ``row``, of which nobody knows which one says it.

        Args:
            path: of what the sheet holds, for messages.
            columns: the entries of its columns.
            row: of the headings.
        """
        for area in self._merged_over(columns, row):
            if is_note(self[area.first].shown):
                continue
            message = f"从这一格到 {area.last.address} 合并了，不知道是哪一格的；请拆开，每格写明"
            mistake = Mistake(path, message, self.tab.position(*area.first))
            self._told.mistakes.append(mistake)
            self._told.follow(mistake, self._hidden_by(area, columns))

    def _hidden_by(self, area: Area, columns: Iterable[int]) -> Iterator[Position]:
        """The cells under a merged one."""
        inside = [each for each in columns if area.first.column <= each <= area.last.column]
        for row in self.rows_below(area.first.row - 1, area.last.row):
            yield from (self.tab.position(row, column) for column in inside)

    def _merged_over(self, columns: Mapping[int, Entry], row: int) -> Iterator[Area]:
        """Merged areas below a row that hide cells of entries which are each one's own."""
        for area in self.tab.sheet.merged:
            if area.first.row <= row or area.first not in self._cells:
                continue
            inside = [
                each for c, each in columns.items() if area.first.column <= c <= area.last.column
            ]
            is_tall = area.last.row > area.first.row and not all(e.is_shared for e in inside)
            if inside and (is_tall or len(inside) > 1):
                yield area


def _mended(fault: str) -> str:
    """Why a cell has no value, and what to do; an error of Excel's own says no more than itself."""
    return f"这一格是 {fault}，请改正公式，或直接填写" if fault.startswith("#") else fault


def _covers(area: Area, column: int) -> bool:
    return area.first.column <= column <= area.last.column
