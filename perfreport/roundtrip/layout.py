"""What a form's Word template lays down: fixed paragraphs and tables, and the places of data.

The template is read backwards: what its loops repeat may stand any number of times, what its
conditions enclose may be there or not, and everything else is expected once, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from perfreport.basics.addresses import ViewPath
from perfreport.page.blocks import UNTOLD, Cell, Paragraph, Row
from perfreport.roundtrip.pattern import Pattern, Slot, bare


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """A repetition; two of one tag are two.

    Attributes:
        tag: that begins it.
        rows: the path in the view of what stands in each round, as ``units/*``.
        is_again: whether another loop before it goes over the same.
    """

    tag: str
    rows: ViewPath = ViewPath()
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """A paragraph of the template; the number of one that is numbered is no text of its field."""

    pattern: Pattern
    style: str
    is_heading: bool
    loops: tuple[Loop, ...] = ()
    is_optional: bool = False
    is_numbered: bool = False
    level: int = 0

    @property
    def field_alone(self) -> ViewPath | None:
        """The field of a line that says nothing else and stands once; None for other lines."""
        slots = self.pattern.slots
        is_alone = self.pattern.is_free and not self.loops and len(slots) == 1
        return slots[0].path if is_alone and not slots[0].is_list else None

    def text(self, piece: Paragraph | Cell) -> str:
        """What stands in ``piece``, made of this line: with numbers that the line has not."""
        # An automatic number counts as typed, unless the template numbers this line itself.
        if self.is_numbered:
            return piece.text
        if not self.pattern.slots:
            # Word makes automatic numbers of typed ones.
            return piece.numbered if self.pattern.match(piece.numbered) is not None else piece.text
        return piece.numbered.replace(UNTOLD, "") if self.pattern.words else piece.numbered


@dataclass(frozen=True)  # Without slots, see ``Pattern``.
class CellLayout:
    """A cell of a template's row: the lines in it.

    Attributes:
        lines: in it.
        column: of the table's grid at which it begins.
        columns: how many it covers.
        style: of its first paragraph.
        spans: whether it stands once beside all the rows inside an outer one.
    """

    lines: tuple[ParagraphLayout, ...]
    column: int
    columns: int
    style: str
    spans: bool = False

    def covers(self, column: int) -> bool:
        """Whether it covers that column of the table's grid."""
        return self.column <= column < self.column + self.columns

    @cached_property
    def is_fixed(self) -> bool:
        """Whether it holds no data."""
        return not self.slots

    @cached_property
    def words(self) -> str:
        """Its fixed words without blanks."""
        return "".join(line.pattern.words for line in self.lines)

    @cached_property
    def letters(self) -> str:
        """Its fixed words without blanks and punctuation."""
        return "".join(line.pattern.letters for line in self.lines)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The places of data in it."""
        return tuple(slot for line in self.lines for slot in line.pattern.slots)

    def says(self, text: str) -> bool:
        """Whether ``text`` has its fixed words and no others, but for what fills its slots."""
        if len(self.lines) == 1:
            return self.lines[0].pattern.match(text) is not None
        if self.is_fixed:
            return self.letters == bare(text)
        said = iter(text.split("\n"))
        labels = (line.pattern for line in self.lines if line.pattern.words)
        return all(any(label.match(each) is not None for each in said) for label in labels)


@dataclass(frozen=True)  # Without slots, see ``Pattern``.
class RowLayout:
    """A row of a template's table.

    Attributes:
        cells: in it.
        loops: around it within the table, outermost first.
        is_optional: whether it stands under a condition.
    """

    cells: tuple[CellLayout, ...]
    loops: tuple[Loop, ...] = ()
    is_optional: bool = False

    @cached_property
    def words(self) -> str:
        """Its fixed words without blanks."""
        return "".join(cell.words for cell in self.cells)

    @cached_property
    def has_data(self) -> bool:
        """Whether data stand in one of its cells."""
        return any(cell.slots for cell in self.cells)

    def is_said_by(self, row: Row) -> bool:
        """Whether ``row`` has all its fixed words in their cells."""
        return len(row.cells) == len(self.cells) and all(
            layout.says(cell.text)
            for layout, cell in zip(self.cells, row.cells, strict=True)
            if layout.words
        )

    def is_above(self, other: RowLayout) -> bool:
        """Whether its cells are as wide as those of ``other`` and name their columns."""
        columns = [(cell.column, cell.columns) for cell in self.cells]
        is_alike = columns == [(cell.column, cell.columns) for cell in other.cells]
        has_heads = sum(bool(cell.words) for cell in self.cells) > 1
        is_blank_else = all(cell.words or cell.is_fixed for cell in self.cells)
        return is_alike and has_heads and is_blank_else and not self.loops


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table of the template."""

    rows: tuple[RowLayout, ...]
    loops: tuple[Loop, ...] = ()
    is_optional: bool = False

    @property
    def slots(self) -> Iterator[Slot]:
        """The slots of all its cells."""
        return (slot for row in self.rows for cell in row.cells for slot in cell.slots)

    @property
    def heads(self) -> tuple[RowLayout, ...]:
        """The rows that name the columns of those below, which have data or are such heads."""
        heads: list[RowLayout] = []
        for row, below in reversed(list(pairwise(self.rows))):
            if row.is_above(below) and (below.has_data or below in heads[-1:]):
                heads.append(row)
        return tuple(reversed(heads))


BlockLayout = ParagraphLayout | TableLayout


@dataclass(frozen=True, slots=True)
class Layout:
    """All that a template lays down.

    Attributes:
        leaves: its paragraphs and tables in their order.
        margins: the texts of its headers and footers.
        names: the paths in the view that it prints, positions as ``*``.
        labels: those of them that are labels merged over rows.
        grouped: the loops in whose rounds nothing stands but another loop: what that one prints of
            the outer rows, by which these are told apart.
        formatted: what it prints in bold or another format that is no style's.
    """

    leaves: tuple[BlockLayout, ...]
    margins: tuple[str, ...]
    names: frozenset[ViewPath]
    labels: frozenset[ViewPath] = frozenset()
    grouped: Mapping[Loop, frozenset[ViewPath]] = field(default_factory=dict)
    formatted: tuple[re.Pattern[str], ...] = ()


def last_heading(leaves: Iterable[BlockLayout]) -> str:
    """The words of the last heading among ``leaves``; empty where there is none."""
    words = ""
    for leaf in leaves:
        if isinstance(leaf, ParagraphLayout) and leaf.is_heading:
            words = leaf.pattern.words
    return words


def paragraphs_in(leaves: Iterable[BlockLayout]) -> Iterator[ParagraphLayout]:
    """The paragraphs of ``leaves``, those in cells too."""
    for leaf in leaves:
        if isinstance(leaf, ParagraphLayout):
            yield leaf
        else:
            yield from (line for row in leaf.rows for cell in row.cells for line in cell.lines)
