"""What of a table stands again behind a page break: heads in the midst of it, names of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.typeset.tables.cells import CellFrame, SetCell
from perfreport.typeset.tables.part import OpenCell, TablePart

_SENTENCE_END = regex("[。；]")
_CODE = regex("[0-9]{9,}")
_NUMBER = regex("[（(]?(?:[0-9]+|[一二三四五六七八九十]+|[①-⑳])[）)]?[、.．]?")


class Head(NamedTuple):
    """A row that stands again on the following pages, above the rows below it.

    Attributes:
        row: its cells.
        part: those that go no further down.
        height: of these.
    """

    row: Sequence[SetCell]
    part: TablePart
    height: float

    def covers(self, cell: OpenCell) -> bool:
        """Whether ``cell`` stands below it, and not beside."""
        first, end = _columns(cell.frame)
        return any(
            left < end and first < right
            for left, right in (_columns(each.frame) for each in self.part.cells)
        )


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
