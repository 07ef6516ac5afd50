"""What there is to say about a sheet that is read by a map."""

from __future__ import annotations

from dataclasses import dataclass, field

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.positions import CellPosition
from perfreport.sheets.workbook import Sheet, Spot


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said about a sheet.

    Attributes:
        sheet: it.
        number: of the sheet in its workbook, from 1.
        remarks: what was understood otherwise than it stands there, a sentence each.
        leftovers: what was not read, a sentence each.
        mistakes: what cannot be read.
    """

    sheet: Sheet
    number: int = 1
    remarks: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def remark(self, message: str) -> None:
        """Something about the sheet was understood otherwise than it stands there."""
        self.remarks.append(f"工作表“{self.sheet.name}”{message}")

    def refuse(self, message: str) -> None:
        """Something about the sheet as a whole is wrong."""
        self.mistakes.append(Mistake(NOWHERE, f"工作表“{self.sheet.name}”{message}"))

    def wrong(self, spot: Spot, message: str, path: DataPath = NOWHERE) -> None:
        """Something in the cell at ``spot`` is wrong."""
        self.mistakes.append(Mistake(path, message, self.position(spot)))

    def position(self, spot: Spot) -> CellPosition:
        """What the cell at ``spot`` is called in messages."""
        return CellPosition(self.number, *spot, self.sheet.place(spot))
