"""What of a table stands again behind a page break: heads in the midst of it, names of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.typeset.tables.cells import CellFrame, SetCell
from perfreport.typeset.tables.openings import Opening
from perfreport.typeset.tables.part import OpenCell, TablePart, copied

_SENTENCE_END = regex("[。；]")
_CODE = regex("[0-9]{9,}")
_NUMBER = regex("[（(]?(?:[0-9]+|[一二三四五六七八九十]+|[①-⑳])[）)]?[、.．]?")


class Head(NamedTuple):
    """Rows that stand again on the following pages, above the rows below them.

    Attributes:
        part: their cells that go no further down.
        height: of these.
    """

    part: TablePart
    height: float

    def covers(self, cell: OpenCell) -> bool:
        """Whether ``cell`` stands below it, and not beside."""
        first, end = _columns(cell.frame)
        return any(
            left < end and first < right
            for left, right in (_columns(each.frame) for each in self.part.cells)
        )


class HeadRows:
    """The rows of one head, one after the other.

    Attributes:
        awaited: how many are still to come.
    """

    def __init__(self, count: int) -> None:
        """Wait for so many rows."""
        self.awaited = count
        self._rows: list[Sequence[SetCell]] = []
        self._copies: list[list[SetCell]] = []

    def take(self, row: Sequence[SetCell]) -> None:
        """Take the next row before it is placed: parted, it shrinks to what one page has of it."""
        self.awaited -= 1
        self._rows.append(row)
        self._copies.append(list(map(copied, row)))

    def have(self, row: Sequence[SetCell]) -> bool:
        """Whether ``row`` is one of them."""
        return any(row is each for each in self._rows)

    def unparted(self, openings: list[Opening]) -> list[Opening]:
        """``openings`` without the first ones where these are but the rest of the head."""
        rows = [opening.row for opening in openings]
        if not rows or not self.have(rows[0]) or rows[0] is self._rows[0]:
            return openings
        return [opening for opening in openings if not self.have(opening.row)]

    def within(self) -> list[list[SetCell]]:
        """Of each row the cells that go no further down than the head; not to be kept."""
        rows = len(self._copies)
        return [
            [cell for cell in row if cell.frame.format.rows <= rows - number]
            for number, row in enumerate(self._copies)
        ]


def _columns(frame: CellFrame) -> tuple[int, int]:
    """The first column of a cell, and the one after its last."""
    return frame.column, frame.column + frame.format.columns


def name_again(row: Sequence[OpenCell], open_cells: Sequence[OpenCell] = ()) -> None:
    """Let the names of ``row``, which is to be parted, stand in each of its parts.

    They are its first cells, up to a figure or a text of sentences: printed again, a figure would
    be taken for another. The number of the row stands once, so that its parts are counted as one.
    What they name stands right of them and is higher, in the row or in one of the ``open_cells``.
    """
    texts = [cell for cell in (*row, *open_cells) if cell.rows == 1]
    for cell in row:
        column, form = cell.frame.column, cell.frame.format
        if form.label:
            continue
        named = (text for text in texts if text.frame.column > column)
        if form.prose or cell.height >= max((text.height for text in named), default=0.0):
            return
        said = cell.text
        if column or not _NUMBER.fullmatch(said):
            if not _is_name(said):
                return
            cell.stand_again()


def _is_name(text: str) -> bool:
    """Whether ``text`` is neither a figure nor a sentence."""
    says = any(map(str.isalpha, text)) or _CODE.fullmatch(text)
    return bool(says) and not _SENTENCE_END.search(text)
