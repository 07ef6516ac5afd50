"""What rows are called by the rows inside them, as reading will take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import quoted
from perfreport.basics.quantities import PENDING
from perfreport.data.source import Node
from perfreport.data.writing import Noted
from perfreport.sheets.workbook import Cell
from perfreport.workbooks.contents import Row
from perfreport.workbooks.headings import as_compared
from perfreport.workbooks.layout import ListSheet
from perfreport.workbooks.linking import Holders
from perfreport.workbooks.listrows import ListRow, Reference
from perfreport.workbooks.told import Told
from perfreport.workbooks.updating.filling import UnfitError


class Called:
    """What the rows of a list are called.

    Attributes:
        several: whether there are several, so that rows inside them have to say which.
    """

    def __init__(
        self,
        sheet: ListSheet,
        rows: Sequence[Row],
        numbers: Mapping[int, int | None],
        order: Iterable[int] = (),
    ) -> None:
        """Of the ``rows`` of a list.

        Args:
            sheet: of the list.
            rows: of the document, as they are from now on.
            numbers: that rows say.
            order: of the rows down the sheet.
        """
        listed = list(order)
        there = set(listed)
        listed += [at for at in range(len(rows)) if at not in there]
        self._sheet, self._rows = sheet, rows
        self._at = {at: position for position, at in enumerate(listed)}
        held = [ListRow(number=numbers.get(at), values=self._named(at)) for at in listed]
        self._numbers = [row.number or at + 1 for at, row in enumerate(held)]
        self._holders = Holders(sheet, held, Told())
        self.several = len(rows) > 1

    def _named(self, at: int) -> dict[DataPath, Node]:
        named = self._sheet.named_by
        name = self._rows[at].values.get(named.path) if named else None
        text = name.value if isinstance(name, Noted) else name
        return {named.path: Node(None, str(text))} if named and text is not None else {}

    def is_meant(self, cell: Cell, at: int) -> bool:
        """Whether what a ``cell`` says means the row ``at`` alone."""
        return self._holders.called(Reference(cell, None)) == [self._at[at]]

    def name(self, at: int, *, by_number: bool = False) -> str | int:
        """What the row ``at`` is to be called: by its name if only it has it, or by its number.

        Args:
            at: the row.
            by_number: whether rather by its number.

        Raises:
            UnfitError: when neither tells it from the others.
        """
        found = self._named(at)
        name = next((str(node.value) for node in found.values()), "")
        number = self._numbers[self._at[at]]
        texts = [name] if name and as_compared(name) != PENDING else []
        tried: list[str | int] = [number, *texts] if by_number else [*texts, number]
        for each in tried:
            held = None if isinstance(each, str) else Decimal(each)
            if self.is_meant(Cell(str(each), held), at):
                return each
        what = self._sheet.number_heading
        raise UnfitError(f"有几个{self._sheet.path[-1]}都叫{quoted(name)}，{what}也分不清是哪一个")
