"""The sheet of one list changed: rows put in, taken out, and what is in the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import PENDING
from perfreport.data.writing import Value
from perfreport.sheets.editing.references import Shift
from perfreport.sheets.editing.sheetpart import SheetPart
from perfreport.sheets.editing.workbookfile import WorkbookFile
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.cells import TEXT_FORMAT, Filled
from perfreport.workbooks.contents import Row, names_of
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.layout import ListSheet
from perfreport.workbooks.updating.beginning import Aligned
from perfreport.workbooks.updating.filling import UnfitError, fill, put
from perfreport.workbooks.updating.merging import part_merged
from perfreport.workbooks.updating.order import Order, ordered
from perfreport.workbooks.updating.places import WAITING, ListPlace
from perfreport.workbooks.updating.wholes import changed_values


@dataclass(frozen=True, slots=True)
class Names:
    """What rows inside those of a list say of them, before and after."""

    old: Mapping[int, str | int]
    new: Mapping[int, str | int]


@dataclass(slots=True)
class ListChange:
    """The change of one list's sheet.

    Attributes:
        file: that is changed.
        sheet: of the list.
        place: where it stands in the file.
        rows: old and new.
        lists: which row each new one was.
        parents: what its rows say of those that they are in.
        order: where the new rows stand.
    """

    file: WorkbookFile
    sheet: ListSheet
    place: ListPlace
    rows: tuple[Sequence[Row], Sequence[Row]]
    lists: Aligned
    parents: Names | None
    order: Order = field(init=False)

    def made(self) -> Names:
        """Make it; what rows inside its rows say of them.

        Raises:
            UnfitError: when that is impossible in place.
            FormulaError: when what changes is computed.
            LostError: when a formula refers to a row that is to go.
        """
        old, new = self.rows
        found = self.lists.origins[self.sheet.path]
        self.order = ordered(self._rows(), found, [row.parent for row in new])
        is_running = self._is_running()
        if self.order.changes_rows or self._changes_shared():
            part_merged(self.part, self.place)
        # First rows come, then others go: what adds up all of them then never loses the last.
        self._put_in()
        self._take_out()
        self._fill_all()
        if is_running:
            self._number_all()
        self._say_parents()
        return self._names(old, new)

    @property
    def part(self) -> SheetPart:
        """The sheet in the file."""
        return self.file.sheet(self.place.sheet.name)

    def _shift(self, at: int, count: int) -> None:
        self.file.shift(Shift(self.place.sheet.name, at, count))
        self.order.shift(at, count)

    def _take_out(self) -> None:
        for first, count in self.order.runs_to_take_out():
            self._shift(first, -count)

    def _put_in(self) -> None:
        for run in self.order.runs_to_put_in():
            at, like = self.order.place_of(run[0], self.place.head)
            self._shift(at, len(run))
            if like is not None and like >= at:
                like += len(run)
            for number, row in enumerate(run):
                self.order.rows[row] = at + number
                self._begin(row, at + number, like)

    def _changes_shared(self) -> bool:
        """Whether anything changes that several rows may say together, in merged cells."""
        old, new = self.rows
        shared = [each.path for each in self.sheet.entries if each.is_shared]
        return any(
            old[origin].values.get(path) != new[at].values.get(path)
            for at, origin in enumerate(self.origins)
            if origin is not None
            for path in shared
        )

    def _begin(self, row: int, at: int, like: int | None) -> None:
        """Begin the ``row`` that is put in ``at``: as it stood elsewhere, or blank."""
        source = self.order.sources.get(row)
        if source is None:
            if like is not None:
                self.part.copy_look(at, like)
        elif source in self.file.noted_rows(self.place.sheet.name):
            raise UnfitError(f"有批注的一行（{self.sheet.path[-1]}）换了位置")
        else:
            self.part.copy_row(source, at)

    @property
    def origins(self) -> Sequence[int | None]:
        """Which row each new one was."""
        return self.lists.origins[self.sheet.path].rows

    def _rows(self) -> list[int | None]:
        """Where the old rows stand; None for those that stand nowhere."""
        return [None if row == WAITING else row for row in self.place.rows]

    def _fill_all(self) -> None:
        old, new = self.rows
        for at, origin in enumerate(self.origins):
            before = Row({}) if origin is None else old[origin]
            begun = self.lists.begun_in(self.sheet.path, at)
            if origin is not None and not begun and _say_the_same(before, new[at]):
                continue
            self._fill(at, before, new[at], begun)

    def _said(self, at: int) -> set[DataPath]:
        """Which entries said anything in the row, as the user has it."""
        row = self.order.was(at)
        columns = self.place.columns.items()
        return {path for path, at in columns if Spot(row, at) in self.place.sheet.cells}

    def _fill(self, at: int, before: Row, after: Row, begun: Collection[DataPath]) -> None:
        """Have the row ``at`` say what it says ``after``."""
        row = self.order.rows[at]
        if row is None:
            raise UnfitError(f"找不到{self.sheet.path[-1]}所在的行")
        old, said = before.values, self._said(at)
        if self._was_pending(at):
            old = {}
            self._put(row, self.place.number, Filled(""))
        changed = changed_values(old, after.values, self.sheet.entries, said)
        changed.update({path: after.values.get(path) for path in said.intersection(begun)})
        for path, value in changed.items():
            self._say(row, path, value)
        if after.is_pending:
            self._put(row, self.place.number, Filled(PENDING, TEXT_FORMAT))

    def _say(self, row: int, path: DataPath, value: Value | None) -> None:
        entry = next((each for each in self.sheet.entries if each.path == path), None)
        if entry is None:
            raise UnfitError(f"没有写{path.label}的一列")
        column = self._column(entry, is_said=value is not None)
        if column is not None:
            place = DataPath(*self.sheet.path, *path)
            fill(self.file, self.part, Spot(row, column), entry, value, place)

    def _was_pending(self, at: int) -> bool:
        """Whether the row says 待填 in place of its number."""
        cell = self.place.cell(self.order.was(at), self.place.number)
        return as_compared(cell.shown) == PENDING

    def _column(self, entry: Entry, *, is_said: bool) -> int | None:
        """The column of an ``entry``; a new one behind the others where it needs one."""
        columns = self.place.columns
        if entry.path not in columns and is_said:
            cells = (*self.place.sheet.cells, *(Spot(0, at) for at in columns.values()))
            last = max(spot.column for spot in cells)
            columns[entry.path] = last + 1
            style = self.part.style(Spot(self.place.head, last))
            self.part.put(Spot(self.place.head, last + 1), entry.heading, style)
        return columns.get(entry.path)

    def _put(self, row: int, column: int | None, what: Filled) -> None:
        if column is not None:
            put(self.file, self.part, Spot(row, column), what, "文字")

    def _is_running(self) -> bool:
        """Whether the rows say their running numbers, down the sheet."""
        rows = sorted(row for row in self._rows() if row is not None)
        numbers = [self.place.cell(row, self.place.number).held for row in rows]
        return bool(rows) and numbers == [Decimal(n) for n in range(1, len(rows) + 1)]

    def _number_all(self) -> None:
        for number, at in enumerate(self.order.down_the_sheet(), 1):
            row = self.order.rows[at]
            is_new = self.origins[at] is None
            was = None if is_new else self.place.cell(self.order.was(at), self.place.number).held
            if row is not None and was != number and not self.rows[1][at].is_pending:
                self._put_number(row, number)

    def _put_number(self, row: int, number: int) -> None:
        spot = Spot(row, self.place.number or 0)
        if not self.part.has_formula(spot):  # =ROW()-1 counts by itself
            self._put(row, self.place.number, Filled(number))

    def _say_parents(self) -> None:
        """Have each row say in which row of another list it is, where that does not go without."""
        if self.parents is None or self.place.parent is None:
            return
        above: int | None = None
        for at in self.order.down_the_sheet():
            parent = self.rows[1][at].parent
            is_named = self.origins[at] is not None and self._said_of_parent(at)
            if not self._is_said(at, above) and (is_named or len(self.parents.new) > 1):
                name = self.parents.new[parent]
                what = Filled(name, TEXT_FORMAT if isinstance(name, str) else "")
                self._put(self.order.rows[at] or 0, self.place.parent, what)
            above = parent

    def _is_said(self, at: int, above: int | None) -> bool:
        """Whether the row ``at`` says in which row it is, or goes on in that of the one above."""
        origin, parent = self.origins[at], self.rows[1][at].parent
        if origin is None:
            return False
        said = self._said_of_parent(at)
        return self._still_means(said, origin, parent) if said else above == parent

    def _said_of_parent(self, at: int) -> str:
        return as_compared(self.place.cell(self.order.was(at), self.place.parent).shown)

    def _still_means(self, said: str, origin: int, parent: int) -> bool:
        """Whether what a row says of its parent still means that."""
        assert self.parents is not None
        after = self.parents.new[parent]
        before = self.parents.old.get(self.rows[0][origin].parent)
        return before == after or said == as_compared(str(after))

    def _names(self, old: Sequence[Row], new: Sequence[Row]) -> Names:
        return Names(names_of(old, self.sheet.named_by), names_of(new, self.sheet.named_by))


def _say_the_same(one: Row, other: Row) -> bool:
    return one.values == other.values and one.is_pending == other.is_pending
