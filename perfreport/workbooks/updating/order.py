"""In which rows of its sheet the rows of a list stand, while some go and others come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perfreport.workbooks.updating.alignment import Origins


@dataclass(slots=True)
class Order:
    """The rows of a list in its sheet.

    Attributes:
        rows: where the new document's rows stand; None for those that are not put in yet, or that
            go without saying.
        gone: where rows stand that go.
        sources: by the rows that are put in, where those stand that they are moved from.
    """

    rows: list[int | None]
    gone: list[int]
    sources: dict[int, int]
    _was: list[int | None]
    _new: list[int]
    _parents: Sequence[int]

    @property
    def changes_rows(self) -> bool:
        """Whether any row goes or comes."""
        return bool(self.gone or self._new)

    def was(self, at: int) -> int:
        """Where the row ``at`` stood in the sheet as it was read; -1 where it did not."""
        row = self._was[at]
        return -1 if row is None else row

    def shift(self, at: int, count: int) -> None:
        """Rows were put in or taken out at ``at``."""
        self.rows = [row + count if row is not None and row >= at else row for row in self.rows]
        self.gone = [row + count if row >= at else row for row in self.gone]
        self.sources = {n: row + count if row >= at else row for n, row in self.sources.items()}

    def runs_to_take_out(self) -> Iterator[tuple[int, int]]:
        """The first of each run of rows that go, from the bottom up, and how many they are."""
        while self.gone:
            last = first = max(self.gone)
            while first - 1 in self.gone:
                first -= 1
            self.gone = [row for row in self.gone if row < first]
            yield first, last - first + 1

    def runs_to_put_in(self) -> Iterator[list[int]]:
        """The new rows, those together that stand one below the other."""
        run: list[int] = []
        for at in self._new:
            if run and (at != run[-1] + 1 or self._parents[at] != self._parents[run[-1]]):
                yield run
                run = []
            run.append(at)
        if run:
            yield run

    def place_of(self, at: int, head: int) -> tuple[int, int | None]:
        """Where the new row ``at`` is put in, and the row whose look it takes.

        Below the one before it in the same list, or above the one behind it, or below what the
        sheet has of the rows before.
        """
        before, behind = self._beside(at, -1), self._beside(at, 1)
        if before is not None:
            return before + 1, before
        if behind is not None:
            return behind, behind
        above = [row for row in self.rows[:at] if row is not None]
        last = max(above) if above else None
        if last is not None:
            return last + 1, last
        below = [row for row in self.rows if row is not None]
        return (min(below), min(below)) if below else (head + 1, None)

    def _beside(self, at: int, step: int) -> int | None:
        other = at + step
        while 0 <= other < len(self.rows) and self._parents[other] == self._parents[at]:
            if self.rows[other] is not None:
                return self.rows[other]
            other += step
        return None

    def down_the_sheet(self) -> list[int]:
        """The rows that stand in the sheet, from top to bottom."""
        placed = [(row, at) for at, row in enumerate(self.rows) if row is not None]
        return [at for _, at in sorted(placed)]


def ordered(old: Sequence[int | None], origins: Origins, parents: Sequence[int]) -> Order:
    """The rows of a list before any is put in or taken out.

    Args:
        old: where the old document's rows stand.
        origins: which of these each new row was.
        parents: of the new rows, the row that each is in.
    """
    was = [None if origin is None else old[origin] for origin in origins.rows]
    new = [n for n, at in enumerate(origins.rows) if at is None or n in origins.moved]
    sources = {n: row for n in new if (row := was[n]) is not None}
    rows = [None if n in new else row for n, row in enumerate(was)]
    stay = {row for row in rows if row is not None}
    gone = [row for row in old if row is not None and row not in stay]
    return Order(rows, gone, sources, was, new, parents)
