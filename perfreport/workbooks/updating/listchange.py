"""The sheet of one list changed: rows put in, taken out, and what is in the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import PENDING
from perfreport.data.writing import Value
from perfreport.sheets.editing.sheetpart import SheetPart
from perfreport.sheets.editing.workbookfile import WorkbookFile
from perfreport.sheets.workbook import Cell, Spot
from perfreport.workbooks.cells import TEXT_FORMAT, Filled
from perfreport.workbooks.contents import Row
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.layout import ListSheet
from perfreport.workbooks.listrows import Reference
from perfreport.workbooks.updating.beginning import Aligned
from perfreport.workbooks.updating.calling import Called
from perfreport.workbooks.updating.counting import Counting, taken_out
from perfreport.workbooks.updating.filling import UnfitError, fill, put
from perfreport.workbooks.updating.merging import part_merged
from perfreport.workbooks.updating.order import Order, ordered
from perfreport.workbooks.updating.owncells import computed_columns, told_of_gone
from perfreport.workbooks.updating.places import WAITING, ListPlace
from perfreport.workbooks.updating.wholes import changed_values


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
    parents: Called | None
    order: Order = field(init=False)

    def made(self) -> Called:
        """Make it; what rows inside its rows say of them.

        Raises:
            UnfitError: when that is impossible in place.
            FormulaError: when what changes is computed.
            LostError: when a formula refers to a row that is to go.
        """
        name, head = self.place.sheet.name, self.place.head
        parents = [row.parent for row in self.rows[1]]
        origins = self.lists.origins[self.sheet.path]
        self.order = ordered(name, self._rows(), origins, parents, head)
        if self.order.shift or self._changes_shared():
            part_merged(self.part, self.place)
        counting = self._counting()
        self._shift()
        self._fill_all()
        numbers = self._number_all(counting)
        self._say_parents()
        self._tell_of_formulas()
        return Called(self.sheet, self.rows[1], numbers, self.order.down_the_sheet())

    @property
    def part(self) -> SheetPart:
        """The sheet in the file."""
        return self.file.sheet(self.place.sheet.name)

    def _shift(self) -> None:
        """Put in, take out and move rows; new ones look as those beside them did."""
        likes = self.order.likes.items()
        models = {at: None if like is None else self.part.row(like) for at, like in likes}
        gone = self.order.shift.gone.difference(self.order.shift.moves)
        self.file.remarks.extend(told_of_gone(self.place, gone, self._standing()))
        self.file.shift(self.order.shift)
        for at, model in models.items():
            row = self.order.rows[at]
            if model is not None and row is not None:
                self.part.copy_look(row, model)

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
            spot, unit = Spot(row, column), self.place.units[path]
            fill(self.file, self.part, spot, entry, value, place, unit)

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

    def _counting(self) -> Counting | None:
        """How rows are numbered by formulas, which are taken out before rows come and go."""
        if self.place.number is None or not self.order.shift:
            return None
        rows = self._standing()
        counting = taken_out(self.part, self.place.number, rows) if self._count_from_one() else None
        if not counting and any(self.part.has_formula(Spot(e, self.place.number)) for e in rows):
            told = f"“{self.place.sheet.name}”的{self.sheet.number_heading}是公式，增删行以后请核对"
            self.file.remarks.append(told)
        return counting

    def _standing(self) -> list[int]:
        """The rows of the sheet in which the old rows stand, from top to bottom."""
        return sorted(row for row in self._rows() if row is not None)

    def _numbers_said(self) -> list[int]:
        numbers = map(self._number_said, self._standing())
        return [number for number in numbers if number is not None]

    def _count_from_one(self) -> bool:
        said = self._numbers_said()
        return bool(said) and said == list(range(1, len(self._standing()) + 1))

    def _number_all(self, counting: Counting | None) -> Mapping[int, int | None]:
        """Have new rows say numbers where the others do; the numbers that all say."""
        down = self.order.down_the_sheet()
        said = self._numbers_said()
        found = {at: self._number_said(self.order.was(at)) for at in down}
        if self._count_from_one():
            found = {at: number for number, at in enumerate(down, 1)}
        elif said and len(set(said)) == len(self._standing()):
            new = [at for at in down if self.origins[at] is None]
            found |= {at: number for number, at in enumerate(new, max(said) + 1)}
        for at, number in found.items():
            if self.rows[1][at].is_pending:
                found[at] = None
            elif counting and (counting.begins or at != down[0]) and self._is_counted(at, counting):
                row = self.order.rows[at] or 0
                spot = Spot(row, self.place.number or 0)
                self.part.compute(spot, counting.in_row(row), Decimal(number or 0))
            elif number != self._number_said(self.order.was(at)):
                self._put_number(self.order.rows[at] or 0, number or 0)
        return found

    def _is_counted(self, at: int, counting: Counting) -> bool:
        return self.origins[at] is None or self.order.was(at) in counting.rows

    def _number_said(self, row: int) -> int | None:
        """What number a row says, as the user has it."""
        return Reference(self.place.cell(row, self.place.number), None).number

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
            said = self._said_of_parent(at)
            is_named = bool(said.shown.strip())
            is_said = self.parents.is_meant(said, parent) if is_named else above == parent
            is_new = self.origins[at] is None
            if (not is_said or is_new) and (is_named or self.parents.several):
                by_number = Reference(said, None).number is not None
                name = self.parents.name(parent, by_number=by_number)
                what = Filled(name, TEXT_FORMAT if isinstance(name, str) else "")
                self._put(self.order.rows[at] or 0, self.place.parent, what)
            above = parent

    def _said_of_parent(self, at: int) -> Cell:
        return self.place.cell(self.order.was(at), self.place.parent)

    def _tell_of_formulas(self) -> None:
        """Tell of columns of the user's own that are computed, but in new rows not yet."""
        new = [
            row
            for at, row in enumerate(self.order.rows)
            if row is not None and self.origins[at] is None
        ]
        for column in computed_columns(self.place, self._standing()) if new else ():
            spots = (Spot(row, column) for row in sorted(new))
            lacking = [e.address for e in spots if not self.part.has_content(e)]
            if lacking:
                where = f"{self.place.sheet.name}!{'、'.join(lacking)}"
                self.file.remarks.append(f"新加的行没有这一栏的公式：{where}，请照别的行补上")


def _say_the_same(one: Row, other: Row) -> bool:
    return one.values == other.values and one.is_pending == other.is_pending
