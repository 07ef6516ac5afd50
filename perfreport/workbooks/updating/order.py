"""In which rows of its sheet the rows of a list stand, after some have gone and others come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from perfreport.sheets.editing.shift import Shift
from perfreport.workbooks.updating.alignment import Origins


@dataclass(frozen=True, slots=True)
class Order:
    """The rows of a list in its sheet.

    Attributes:
        shift: what becomes of the rows of the sheet.
        rows: where the new document's rows stand afterwards; None for those that go without saying.
        likes: by those that are put in and stood nowhere, the row that stood in the sheet whose
            look they take; there may be none.
    """

    shift: Shift
    rows: Sequence[int | None]
    likes: Mapping[int, int | None]
    _was: Sequence[int | None]

    def was(self, at: int) -> int:
        """Where the row ``at`` stood in the sheet as it was read; -1 where it did not."""
        row = self._was[at]
        return -1 if row is None else row

    def down_the_sheet(self) -> list[int]:
        """The rows that stand in the sheet, from top to bottom."""
        placed = [(row, at) for at, row in enumerate(self.rows) if row is not None]
        return [at for _, at in sorted(placed)]


def ordered(
    sheet: str, old: Sequence[int | None], origins: Origins, parents: Sequence[int], head: int
) -> Order:
    """The rows of a list.

    Args:
        sheet: the name of its sheet.
        old: where the old document's rows stand.
        origins: which of these each new row was.
        parents: of the new rows, the row that each is in.
        head: the row of the headings.
    """
    was = [None if origin is None else old[origin] for origin in origins.rows]
    new = [n for n, at in enumerate(origins.rows) if at is None or n in origins.moved]
    coming = set(new)
    stay = [None if n in coming else row for n, row in enumerate(was)]
    there = [row for row in old if row is not None]
    gone = frozenset(there) - {row for row in stay if row is not None}
    listed = (min(there), max(there)) if there else (head + 1, head)
    putting = _Putting(stay, parents, listed, is_empty=not there)
    for run in _runs(new, parents):
        putting.put_in(run)
    shift = putting.shift(sheet, gone)
    rows = putting.rows(shift)
    moves = {row: at for n in new if (row := was[n]) is not None and (at := rows[n]) is not None}
    likes = {n: putting.like(n) for n in new if was[n] is None}
    return Order(replace(shift, moves=moves), rows, likes, was)


def _runs(new: Sequence[int], parents: Sequence[int]) -> Iterator[list[int]]:
    """The new rows, those together that stand one below the other."""
    run: list[int] = []
    for at in new:
        if run and (at != run[-1] + 1 or parents[at] != parents[run[-1]]):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


class _Slot(NamedTuple):
    """A place between two rows of the sheet as it was, beside that with which it belongs."""

    row: int
    is_below: bool

    @property
    def order(self) -> tuple[int, int]:
        """By which places and rows go down the sheet."""
        return self.row, 1 if self.is_below else -1


@dataclass(slots=True)
class _Putting:
    """Where rows are put in, while it is found out.

    Attributes:
        stay: where those rows stand that stay.
        parents: the row that each is in.
        listed: the first and the last row of the list.
        is_empty: whether there is none yet.
    """

    stay: Sequence[int | None]
    parents: Sequence[int]
    listed: tuple[int, int]
    is_empty: bool
    _slots: dict[_Slot, list[int]] = field(default_factory=dict)
    _slot_of: dict[int, _Slot] = field(default_factory=dict)

    def put_in(self, run: Sequence[int]) -> None:
        """Find the place of a ``run`` of rows.

        Below the one before it in the same list, or above the one behind it, or below what the
        sheet has of the rows before.
        """
        before, behind = self._beside(run[0], -1), self._beside(run[0], 1)
        above = [at for at in range(run[0]) if self._is_placed(at)]
        if before is None and behind is None and above:
            before = max(above, key=self._order)
        if before is not None:
            self._put_below(before, run)
        elif (row := self._first() if behind is None else self.stay[behind]) is not None:
            slot = _Slot(row, is_below=False)
            self._put(slot, len(self._slots.get(slot, ())), run)
        else:  # the headings alone are there, or all rows go
            first = self.listed[0]
            slot = (
                _Slot(first - 1, is_below=True) if self.is_empty else _Slot(first, is_below=False)
            )
            self._put(slot, 0, run)

    def _put_below(self, before: int, run: Sequence[int]) -> None:
        row = self.stay[before]
        if row is not None:
            self._put(_Slot(row, is_below=True), 0, run)
        else:
            slot = self._slot_of[before]
            self._put(slot, self._slots[slot].index(before) + 1, run)

    def _put(self, slot: _Slot, place: int, run: Sequence[int]) -> None:
        self._slots.setdefault(slot, [])[place:place] = run
        self._slot_of.update(dict.fromkeys(run, slot))

    def _first(self) -> int | None:
        return min((row for row in self.stay if row is not None), default=None)

    def _is_placed(self, at: int) -> bool:
        return self.stay[at] is not None or at in self._slot_of

    def _order(self, at: int) -> tuple[int, int, int]:
        row = self.stay[at]
        if row is not None:
            return row, 0, 0
        slot = self._slot_of[at]
        return *slot.order, self._slots[slot].index(at)

    def _beside(self, at: int, step: int) -> int | None:
        """The nearest row of the same list that has a place; upwards or downwards."""
        other = at + step
        while 0 <= other < len(self.stay) and self.parents[other] == self.parents[at]:
            if self._is_placed(other):
                return other
            other += step
        return None

    def shift(self, sheet: str, gone: frozenset[int]) -> Shift:
        """What becomes of the rows of the sheet."""
        above, below = (
            {slot.row: len(rows) for slot, rows in self._slots.items() if slot.is_below is side}
            for side in (False, True)
        )
        return Shift(sheet, above, below, gone, listed=self.listed)

    def rows(self, shift: Shift) -> list[int | None]:
        """Where all stand afterwards."""
        found = [None if row is None else shift.row(row) for row in self.stay]
        for slot, rows in self._slots.items():
            first = shift.first_below(slot.row) if slot.is_below else shift.first_above(slot.row)
            for number, at in enumerate(rows):
                found[at] = first + number
        return found

    def like(self, at: int) -> int | None:
        """The row whose look a row takes that is put in: none where there was no row."""
        return None if self.is_empty else self._slot_of[at].row
