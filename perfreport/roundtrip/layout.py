"""What a form's Word template lays down: fixed paragraphs and tables, and the places of data.

The template is read backwards: what its loops repeat may stand any number of times, what its
conditions enclose may be there or not, and everything else is expected once, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from perfreport.basics.errors import TemplateError
from perfreport.docx.package import read_package
from perfreport.docx.page.blocks import Block, Cell, Page, Paragraph, Row
from perfreport.docx.page.limits import Limits
from perfreport.docx.page.numbering import UNTOLD
from perfreport.docx.page.package import main_part
from perfreport.docx.page.reader import read_page
from perfreport.roundtrip.pattern import (
    LOOPED,
    Pattern,
    Slot,
    SlotPath,
    bare,
    neighbours,
    pattern_of,
    resolved,
    run_together,
)

# Python before 3.11.5 reads a possessive repetition of a group wrongly (fixed with gh-106052).
_STATEMENT = re.compile(r"\{%(?:p|tr)\s([^%]*+(?:%(?!\})[^%]*+)*)%\}")
_SIDE_BY_SIDE = (
    "标签 {} 紧挨着，印出来就分不清各到哪里为止，改过的 Word 文件读不回来；"
    "请在两个标签之间写上文字或标点，或分成两段"
)
_RUN_TOGETHER = (
    "标签 {} 把一组内容印在一行里，印出来就分不清有几项，改过的 Word 文件读不回来；"
    "请用各占一段的 {{%p for … %}} 和 {{%p endfor %}}，每项印一段"
)
_NOTHING_OF_ITS_OWN = (
    "标签 {} 里只有内层的循环，印出来就分不清一项到哪里为止，改过的 Word 文件读不回来；"
    "请在内层循环之前为每一项印一行，如它的名称"
)
_FOR = re.compile(r"for\s+(\w+)\s+in\s+([\w.]+)")


@dataclass(frozen=True, slots=True)
class Loop:
    """A repetition; its number tells it from the others of the template."""

    number: int
    items: SlotPath


@dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """A paragraph of the template; the number of one that is numbered is no text of its field."""

    pattern: Pattern
    style: str
    is_heading: bool
    loops: tuple[Loop, ...] = ()
    is_optional: bool = False
    is_numbered: bool = False

    def text(self, piece: Paragraph | Cell) -> str:
        """What stands in ``piece``, made of this line: with numbers that the line has not."""
        if self.is_numbered or not self.pattern.slots:
            return piece.text
        return piece.numbered.replace(UNTOLD, "") if self.pattern.words else piece.numbered


@dataclass(frozen=True, slots=True)
class CellLayout:
    """A cell of a template's row: the lines in it."""

    lines: tuple[ParagraphLayout, ...]
    column: int
    columns: int
    style: str

    def covers(self, column: int) -> bool:
        """Whether it covers that column of the table's grid."""
        return self.column <= column < self.column + self.columns

    @property
    def is_fixed(self) -> bool:
        """Whether it holds no data."""
        return not self.slots

    @property
    def words(self) -> str:
        """Its fixed words without blanks."""
        return "".join(line.pattern.words for line in self.lines)

    @property
    def letters(self) -> str:
        """Its fixed words without blanks and punctuation."""
        return "".join(line.pattern.letters for line in self.lines)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The places of data in it."""
        return tuple(slot for line in self.lines for slot in line.pattern.slots)

    def says(self, text: str) -> bool:
        """Whether ``text`` has its fixed words and no others, but for what fills its slots."""
        if len(self.lines) == 1:
            return self.lines[0].pattern.match(text) is not None
        return self.is_fixed and self.letters == bare(text)


@dataclass(frozen=True, slots=True)
class RowLayout:
    """A row of a template's table.

    Attributes:
        cells: in it.
        loops: around it within the table, outermost first.
        is_optional: whether it stands under a condition.
        around: the loops around the whole table.
    """

    cells: tuple[CellLayout, ...]
    loops: tuple[Loop, ...] = ()
    is_optional: bool = False
    around: tuple[Loop, ...] = ()

    @property
    def words(self) -> str:
        """Its fixed words without blanks."""
        return "".join(cell.words for cell in self.cells)

    def is_said_by(self, row: Row) -> bool:
        """Whether ``row`` has all its fixed words in their cells."""
        return len(row.cells) == len(self.cells) and all(
            layout.says(cell.text)
            for layout, cell in zip(self.cells, row.cells, strict=True)
            if layout.words
        )

    def is_above(self, other: RowLayout) -> bool:
        """Whether its cells are as wide as those of ``other`` and may be their heads."""
        columns = [(cell.column, cell.columns) for cell in self.cells]
        is_alike = columns == [(cell.column, cell.columns) for cell in other.cells]
        return is_alike and sum(bool(cell.words) for cell in self.cells) > 1 and not self.loops


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
        """The rows that name the columns of those below."""
        pairs = pairwise(self.rows)
        return tuple(row for row, below in pairs if row.is_above(below) and _names_columns(row))


BlockLayout = ParagraphLayout | TableLayout


def _names_columns(row: RowLayout) -> bool:
    return all(cell.words or cell.is_fixed for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Layout:
    """All that a template lays down.

    Attributes:
        leaves: its paragraphs and tables in their order.
        margins: the texts of its headers and footers.
        names: the paths in the view that it prints, positions as ``*``.
        labels: those of them that are labels merged over rows.
    """

    leaves: tuple[BlockLayout, ...]
    margins: tuple[str, ...]
    names: frozenset[SlotPath]
    labels: frozenset[SlotPath] = frozenset()

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of its paragraphs and cells, by whose words a document of it is known."""
        return tuple(line.pattern for line in _lines(self.leaves))


def layout_of(template: Path) -> Layout:
    """What the Word template at this path lays down; read again when the file has changed."""
    status = template.stat()
    return _read(template, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _read(template: Path, _changed: int, _size: int) -> Layout:
    parts = read_package(template)
    page = read_page(parts, main_part(parts), Limits(), is_template=True)
    return layout(page, f"Word 模板 {template.name} 正文")


def layout(page: Page, where: str) -> Layout:
    """What the ``page`` of a template, with its tags, lays down.

    Raises:
        TemplateError: when what it prints could not be read back; names ``where`` and the tag.
    """
    compiler = _Compiler(where)
    leaves = tuple(compiler.leaves(page.blocks))
    compiler.check_loops()
    slots = [slot for line in _lines(leaves) for slot in line.pattern.slots]
    names = frozenset(slot.path for slot in slots if slot.path)
    labels = frozenset(slot.path for slot in slots if slot.path and slot.is_label)
    return Layout(leaves, page.margins, names, labels)


def _lines(leaves: Iterable[BlockLayout]) -> Iterator[ParagraphLayout]:
    for leaf in leaves:
        if isinstance(leaf, ParagraphLayout):
            yield leaf
        else:
            yield from (line for row in leaf.rows for cell in row.cells for line in cell.lines)


class _Compiler:
    """Follows the statements of a template and knows the loops that are open."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._open: list[Loop | None] = []
        self._scope: dict[str, SlotPath] = {}
        self._count = 0
        self._around: dict[Loop, Loop] = {}
        self._own: set[Loop] = set()
        self._tags: dict[Loop, str] = {}

    def leaves(self, blocks: Sequence[Block]) -> Iterator[BlockLayout]:
        for block in blocks:
            if isinstance(block, Paragraph):
                if not self._obeyed(block.text):
                    yield self._line(block)
            else:
                loops, is_optional = self._stand(), self._is_optional
                yield TableLayout(tuple(self._rows(block.rows, loops)), loops, is_optional)

    def _rows(self, rows: Sequence[Row], around: tuple[Loop, ...]) -> Iterator[RowLayout]:
        for row in rows:
            texts = [cell.text for cell in row.cells if cell.text.strip()]
            if len(texts) == 1 and self._obeyed(texts[0]):
                continue
            loops = self._stand()[len(around) :]
            yield RowLayout(tuple(self._cells(row)), loops, self._is_optional, around)

    def _cells(self, row: Row) -> Iterator[CellLayout]:
        for cell in row.cells:
            lines = [self._line(each) for each in cell.paragraphs if not self._obeyed(each.text)]
            yield CellLayout(tuple(lines), cell.column, cell.columns, cell.style)

    def _line(self, paragraph: Paragraph) -> ParagraphLayout:
        if tags := neighbours(paragraph.text):
            raise TemplateError(f"{self._where}：{_SIDE_BY_SIDE.format(tags)}")
        if tags := run_together(paragraph.text):
            raise TemplateError(f"{self._where}：{_RUN_TOGETHER.format(tags)}")
        pattern = pattern_of(paragraph.text, self._scope)
        return ParagraphLayout(
            pattern,
            paragraph.style,
            paragraph.is_heading,
            self._stand(),
            self._is_optional,
            is_numbered=bool(paragraph.number),
        )

    def _stand(self) -> tuple[Loop, ...]:
        """The loops around a piece of the template; the innermost has something of its own."""
        loops = tuple(loop for loop in self._open if loop)
        if self._open and self._open[-1]:
            self._own.add(self._open[-1])
        return loops

    def check_loops(self) -> None:
        """See that every round of a loop around another one shows where it begins.

        Raises:
            TemplateError: names the first that does not.
        """
        for outer in self._around.values():
            if outer not in self._own:
                raise TemplateError(
                    f"{self._where}：{_NOTHING_OF_ITS_OWN.format(self._tags[outer])}"
                )

    @property
    def _is_optional(self) -> bool:
        return None in self._open

    def _obeyed(self, text: str) -> bool:
        """Whether ``text`` is a statement for whole paragraphs or rows; opens or closes it."""
        found = _STATEMENT.fullmatch(text.strip())
        if found is None:
            return False
        statement = found[1].strip()
        if loop := _FOR.fullmatch(statement):
            self._enter(loop[1], resolved(loop[2], self._scope), text.strip())
        elif statement.startswith("if"):
            self._open.append(None)
        elif statement.startswith("end") and self._open:
            self._open.pop()
        return True

    def _enter(self, variable: str, items: SlotPath, tag: str) -> None:
        self._count += 1
        loop = Loop(self._count, items)
        if outer := next(filter(None, reversed(self._open)), None):
            self._around[loop] = outer
        self._tags[loop] = tag
        self._open.append(loop)
        self._scope = {**self._scope, variable: (*items, LOOPED)}
