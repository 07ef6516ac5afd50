"""What is said of a workbook while it is read: mistakes and remarks, each at its cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.messages import nearest, quoted
from perfreport.basics.positions import CellPosition, Position
from perfreport.sheets.workbook import Cell, Sheet, Spot

_LIKENESS = 0.6
_MOST_COMPARED, _LONGEST_COMPARED = 100_000, 100


@dataclass(slots=True)
class Told:
    """What was found so far.

    Attributes:
        mistakes: what is wrong.
        remarks: what is not wrong and should be known.
        instead: mistakes that are told once in place of what follows from them.
        asked: how often it was asked what a name is like.
    """

    mistakes: list[Mistake] = field(default_factory=list)
    remarks: list[Mistake] = field(default_factory=list)
    instead: dict[Position, Mistake] = field(default_factory=dict)
    asked: int = 0

    def nearest(self, name: str, known: Collection[str]) -> str | None:
        """The one of ``known`` that was probably meant by ``name``, which none of them is.

        Of thousands of names that are all wrong only the first are compared with thousands.
        """
        self.asked += len(known)
        is_bounded = self.asked <= _MOST_COMPARED and len(name) <= _LONGEST_COMPARED
        return nearest(name, known, likeness=_LIKENESS) if is_bounded else None

    def wrong(self, path: DataPath, message: str, position: Position | None) -> None:
        """Tell of a mistake."""
        self.mistakes.append(Mistake(path, message, position))

    def missing(self, path: DataPath, message: str, position: Position) -> None:
        """Tell it in place of all that is found missing at ``position``, if anything is."""
        self.instead[position] = Mistake(path, message, position)

    def follow(self, mistake: Mistake, positions: Iterable[Position | None]) -> None:
        """Tell a mistake in place of what is found missing at any of ``positions``."""
        self.instead.update(dict.fromkeys(filter(None, positions), mistake))

    def remark(self, message: str, position: Position | None = None) -> None:
        """Tell of what is not wrong."""
        self.remarks.append(Mistake(NOWHERE, message, position))

    def unread_row(self, cell: Cell, position: Position, why: str = "") -> None:
        """Tell of a row that is not read, and ``why``, by the ``cell`` that says what it is."""
        self.remark(f"未读取的行：{quoted(cell.shown)}{why}", position)


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet with its place among the others, from 1."""

    sheet: Sheet
    number: int

    def position(self, row: int, column: int) -> CellPosition:
        """Of a cell."""
        address = self.sheet.place(Spot(row, column))
        return CellPosition(self.number, row, column, address)

    @property
    def beginning(self) -> CellPosition:
        """Of the sheet as a whole."""
        return CellPosition(self.number, -1, -1, self.sheet.name)

    def missing_column(self, row: int, number: int) -> CellPosition:
        """Where a column would have its heading that is not there; each ``number`` another one."""
        return CellPosition(self.number, row, -1 - number, self.sheet.place(Spot(row, 0)))
