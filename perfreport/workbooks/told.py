"""What is said of a workbook while it is read: mistakes and remarks, each at its cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.messages import nearest, quoted
from perfreport.basics.positions import CellPosition, Position
from perfreport.sheets.workbook import Cell, Sheet, Spot

_LIKENESS = 0.6
_MOST_NAMED = 5
_MOST_COMPARED, _LONGEST_COMPARED = 100_000, 100


@dataclass(slots=True)
class Told:
    """What was found so far.

    Attributes:
        mistakes: what is wrong.
        remarks: what is not wrong and should be known.
        instead: mistakes that are told once in place of what follows from them.
        alike: remarks that are told once for all cells of a column, by what they are of.
        asked: how often it was asked what a name is like.
    """

    mistakes: list[Mistake] = field(default_factory=list)
    remarks: list[Mistake] = field(default_factory=list)
    instead: dict[Position, Mistake] = field(default_factory=dict)
    alike: dict[object, list[Mistake]] = field(default_factory=dict)
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

    def remark_alike(self, kind: object, remark: Mistake) -> None:
        """Tell of a cell what is told of others of its column as well, if it is of one ``kind``."""
        self.alike.setdefault((kind, remark.path), []).append(remark)

    def all_remarks(self) -> tuple[Mistake, ...]:
        """Those on sheets and rows, and those on cells, of each column the first one."""
        return (*self.remarks, *map(_with_others, self.alike.values()))

    def unread_row(self, cell: Cell, position: Position, why: str = "") -> None:
        """Tell of a row that is not read, and ``why``, by the ``cell`` that says what it is."""
        self.remark(f"未读取的行：{quoted(cell.shown)}{why}", position)


def _with_others(alike: Sequence[Mistake]) -> Mistake:
    """The first of remarks, which names the cells that the others are on."""
    first, *others = alike
    if not others:
        return first
    cells = [(each.cell or "").rpartition("!")[2] for each in others[:_MOST_NAMED]]
    more = "等" if others[_MOST_NAMED:] else ""
    message = f"{first.message}；这样的还有 {'、'.join(cells)}{more}，共 {len(alike)} 格"
    return replace(first, message=message)


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
