"""Repeated rows of a table without fixed words: one look says where all of their texts go.

There may be thousands of them. A cell that is merged, computed or without a value, or holds more
than one field, is read like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.page.blocks import Cell, Row
from perfreport.roundtrip.costs import is_any_text
from perfreport.roundtrip.layout import CellLayout, Loop, ParagraphLayout, RowLayout
from perfreport.roundtrip.page_texts import Counts, PageTexts, placed
from perfreport.roundtrip.table_cells import read_cell


class _Field(NamedTuple):
    """A cell with one field of the row.

    Attributes:
        names: of the field, from the row.
        line: that is in it.
        is_list: whether the field stands there paragraph by paragraph.
    """

    names: tuple[str | int, ...]
    line: ParagraphLayout
    is_list: bool


class PlainRow:
    """Where the texts of a row go.

    Attributes:
        loops: around it, the outermost first.
    """

    def __init__(self, layout: RowLayout, loops: Sequence[Loop]) -> None:
        """For rows that ``layout`` lays down in ``loops``."""
        self.loops = tuple(loops)
        self._cells = [(cell, _field(cell, self.loops)) for cell in layout.cells]

    def read(self, row: Row, counts: Counts, shown: PageTexts) -> None:
        """Note what a plain ``row`` says."""
        path = placed(self.loops[-1].rows, counts)
        spots = tuple(counts.values())
        for (layout, field), cell in zip(self._cells, row.cells, strict=True):
            if field is None:
                read_cell(layout, cell, counts, shown)
            elif not field.is_list:
                shown.put(path / field.names, field.line.text(cell).strip())
            elif all(is_any_text(field.line, each) for each in cell.paragraphs):
                # As in ``put_in``: the loop of the paragraphs, and the rounds around it.
                spot = (field.line.loops[-1:], *spots)
                texts = path / field.names
                for position, paragraph in enumerate(cell.paragraphs):
                    text = field.line.text(paragraph).strip()
                    shown.put(texts / position, text, spot)
            else:
                read_cell(layout, cell, counts, shown)


def plain_row(layout: RowLayout, counts: Mapping[Loop, int]) -> PlainRow | None:
    """Where the texts of rows of ``layout`` go; None where it has labels or words of its own."""
    is_repeated = bool(layout.loops and counts) and [*counts][-1] is layout.loops[-1]
    has_labels = any(slot.is_label for cell in layout.cells for slot in cell.slots)
    if not is_repeated or has_labels or layout.words:
        return None
    return PlainRow(layout, tuple(counts))


def is_plain(row: Row) -> bool:
    """Whether ``row`` says nothing but texts: no cell is merged, computed, or known by its name."""
    return all(map(_is_plain, row.cells))


def _is_plain(cell: Cell) -> bool:
    is_text = cell.value is None and not (cell.is_formula or cell.fault or cell.place)
    return is_text and cell.above is None and not cell.is_merged


def _field(cell: CellLayout, loops: tuple[Loop, ...]) -> _Field | None:
    """The only field in ``cell``; None where it is another one than of the row in ``loops``."""
    line = cell.lines[0] if len(cell.lines) == 1 else None
    if line is None or not line.pattern.is_any_text:
        return None
    slot = line.pattern.slots[0]
    rows = loops[-1].rows
    if slot.path is None or slot.is_list or not slot.path.starts_with(rows) or _is_again(line):
        return None
    names = slot.path[len(rows) :]
    if line.loops == loops and EACH not in names:
        return _Field(tuple(names), line, is_list=False)
    is_list = line.loops[:-1] == loops and line.loops[-1].rows == slot.path
    if is_list and names.parent and EACH not in names.parent:
        return _Field(tuple(names.parent), line, is_list=True)
    return None


def _is_again(line: ParagraphLayout) -> bool:
    return any(loop.is_again for loop in line.loops)
