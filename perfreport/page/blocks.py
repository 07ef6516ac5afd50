"""A document as it stands on the page: blocks of text, with what an editor left in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

UNTOLD = "\0"
"""Stands for a number that cannot be told as text: a bullet, a list that is not defined."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (段落).

    Attributes:
        text: its words without its automatic number; line breaks are line feeds.
        style: name of its style in small letters; empty for the default one.
        is_heading: whether it stands in the document's outline.
        number: its automatic number, with a blank at its end where one is printed; ``UNTOLD`` where
            it cannot be told.
        level: of a heading in the outline, from 1; 0 where it is none, or its style does not say.
        is_styled: whether the file knows styles and headings; one without says nothing by them.
        place: of a file whose cells have names, where it stands, as ``目标表!A3``.
    """

    text: str
    style: str = ""
    is_heading: bool = False
    number: str = ""
    level: int = 0
    is_styled: bool = True
    place: str = ""

    @property
    def numbered(self) -> str:
        """Its words as if its number had been typed; a blank is put where the two would merge."""
        if not self.number:
            return self.text
        number = self.number.rstrip()
        is_word = number[-1:].isalpha() or number[-1:].isdecimal()
        would_merge = is_word or self.text[:1].isdecimal()
        return f"{self.number if would_merge else number}{self.text}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table (单元格).

    Attributes:
        paragraphs: in it, without empty ones.
        column: of the table's grid at which it begins.
        columns: how many it covers.
        above: the text of the cell that it is merged with from above; None if it is not.
        is_merged: whether a merged cell begins or goes on here; not where its beginning is gone.
        style: of its first paragraph; empty too where the file knows no styles.
        place: of a file whose cells have names, where it stands, as ``目标表!C7``.
        is_formula: whether what it says is computed in the file.
        fault: why it says nothing although something stands there, as ``#REF!``.
        value: of the number that it says, where the file keeps that apart from how it is written.
    """

    paragraphs: tuple[Paragraph, ...]
    column: int = 0
    columns: int = 1
    above: str | None = None
    style: str = ""
    is_merged: bool = False
    place: str = ""
    is_formula: bool = False
    fault: str = ""
    value: Decimal | None = None

    @property
    def label(self) -> str:
        """What it says to those below that continue it."""
        return self.text if self.above is None else self.above

    @property
    def text(self) -> str:
        """All its words."""
        paragraphs = self.paragraphs
        # Nearly all cells have one, and what they say is asked for again and again.
        return paragraphs[0].text if len(paragraphs) == 1 else "\n".join(p.text for p in paragraphs)

    @property
    def numbered(self) -> str:
        """All its words, as if automatic numbers had been typed."""
        return "\n".join(paragraph.numbered for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table (行)."""

    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The words of its cells."""
        return " ".join(filter(None, (cell.text for cell in self.cells)))


@dataclass(frozen=True, slots=True)
class Table:
    """A table (表格)."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(slots=True)
class Traces:
    """What an editor left behind besides words (编辑痕迹).

    Attributes:
        inserted: tracked insertions, not yet accepted.
        deleted: tracked deletions, not yet accepted.
        formatted: texts in a format that the document does not have by itself.
        comments: what comments say, with their authors.
        asides: words in places that belong to no running text: boxes, notes, hidden text.
        symbols: symbols that are not known, with the words around them, their fonts and codes.
        pictures: how many there are.
        remarks: what else there is to know about the file, each a sentence without its end.
    """

    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    formatted: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    pictures: int = 0
    remarks: list[str] = field(default_factory=list)


class Stray(NamedTuple):
    """Words that stand in no paragraph and no table.

    Attributes:
        words: as they stand.
        place: where, as it is said to people.
        reason: why they are no part of the page.
    """

    words: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it stands on the page.

    Attributes:
        blocks: its paragraphs and tables.
        margins: the texts of its headers and footers.
        traces: of editing.
        strays: what stands beside its blocks.
        program: that opens the file, as people call it: Word, Excel.
    """

    blocks: tuple[Block, ...]
    margins: tuple[str, ...]
    traces: Traces
    strays: tuple[Stray, ...] = ()
    program: str = "Word"

    @property
    def texts(self) -> Iterator[str]:
        """The texts of every paragraph and cell."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from (cell.text for row in block.rows for cell in row.cells)
