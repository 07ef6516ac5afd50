"""Repeated rows of a table without fixed words: one look says where all of their texts go.

There may be thousands of them. A cell that is merged, computed or without a value, or holds more
than one field, is read like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.page.blocks import Cell, Paragraph, Row
from perfreport.roundtrip.arranging import ABSENT
from perfreport.roundtrip.costs import is_any_text
from perfreport.roundtrip.layout import CellLayout, Loop, ParagraphLayout, RowLayout
from perfreport.roundtrip.page_texts import Counts, PageTexts, placed
from perfreport.roundtrip.table_cells import read_cell


class _Field(NamedTuple):
    """A cell with one field of the row.

    Attributes:
        names: of the field, from the row.
        line: that is in it.
        text: gives what stands in a cell, or in a paragraph of it.
        is_list: whether the field stands there paragraph by paragraph.
    """

    names: ViewPath
    line: ParagraphLayout
    text: Callable[[Cell | Paragraph], str]
    is_list: bool


class PlainRow:
    """Where the texts of a row go."""

    def __init__(self, layout: RowLayout, loops: Sequence[Loop]) -> None:
        """For rows that ``layout`` lays down in ``loops``, the outermost first."""
        self._loops = tuple(loops)
        has_labels = any(slot.is_label for cell in layout.cells for slot in cell.slots)
        is_repeated = bool(layout.loops) and self._loops[-1:] == layout.loops[-1:]
        self._is_known = is_repeated and not has_labels and not layout.words
        self._cells = [
            (cell, self._is_known and _field(cell, self._loops)) for cell in layout.cells
        ]

    def read(self, row: Row, counts: Counts, shown: PageTexts) -> bool:
        """Note what ``row`` says; whether it is a plain one, else nothing is noted."""
        if not self._is_known or not self._is_plain(row, counts):
            return False
        shown.spot = ""
        path, rounds = placed(self._loops[-1].rows, counts), tuple(counts.values())
        for (layout, field), cell in zip(self._cells, row.cells, strict=True):
            if not field:
                read_cell(layout, cell, counts, shown)
            elif not field.is_list:
                shown.put_field(path / field.names, field.text(cell).strip())
            elif all(is_any_text(field.line, each) for each in cell.paragraphs):
                # As in ``put_in``: the loop of the paragraphs, and the rounds around it.
                place, spot = path / field.names, (field.line.loops[-1:], *rounds)
                for position, paragraph in enumerate(cell.paragraphs):
                    shown.put(place / position, field.text(paragraph).strip(), spot)
            else:
                read_cell(layout, cell, counts, shown)
        return True

    def _is_plain(self, row: Row, counts: Counts) -> bool:
        is_whole = len(row.cells) == len(self._cells) and tuple(counts) == self._loops
        return is_whole and all(map(_is_plain, row.cells))


def _is_plain(cell: Cell) -> bool:
    """Whether it is neither merged, computed nor known by its name."""
    is_text = cell.value is None and not (cell.is_formula or cell.fault or cell.place)
    return is_text and cell.above is None and not cell.is_merged and cell is not ABSENT


def _field(cell: CellLayout, loops: tuple[Loop, ...]) -> _Field | None:
    """The only field in ``cell``; None where it is another one than of the row in ``loops``."""
    line = cell.lines[0] if len(cell.lines) == 1 else None
    if line is None or not line.pattern.is_any_text or len(line.pattern.slots) != 1:
        return None
    slot, rows = line.pattern.slots[0], loops[-1].rows
    is_again = any(loop.is_again for loop in line.loops)
    if slot.path is None or slot.is_list or is_again or not slot.path.starts_with(rows):
        return None
    names = slot.path[len(rows) :]
    # As ``line.text`` for a line without words.
    text: Callable[[Cell | Paragraph], str] = attrgetter("text" if line.is_numbered else "numbered")
    if names and EACH not in names and line.loops == loops:
        return _Field(names, line, text, is_list=False)
    is_list = line.loops[:-1] == loops and line.loops[-1].rows == slot.path
    if names.parent and EACH not in names.parent and is_list and not line.is_heading:
        return _Field(names.parent, line, text, is_list=True)
    return None
