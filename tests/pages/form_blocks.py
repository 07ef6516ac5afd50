"""The blocks of a form: rows that are repeated below heads, read off its Word template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from lxml import etree

from perfreport.docx.wordml import W
from tests.content import squeeze
from tests.docx.word_files import body_of
from tools.templates import WORD

_FOR = re.compile(r"\{%tr for \w+ in ([\w.]+) %\}")
_PARAGRAPHS = re.compile(r"\{%p for \w+ in ([\w.]+) %\}")
_PLAIN_TAG = re.compile(r"\{\{ (?:unit|period) \}\}|\{% width [^%]*%\}")


class Cell(NamedTuple):
    """A cell: its first column, its text, whether it goes on from above."""

    column: int
    text: str
    goes_on: bool


class Row(NamedTuple):
    """A row, and whether it is marked as one of heads."""

    cells: tuple[Cell, ...]
    is_head: bool

    @property
    def text(self) -> str:
        """What all cells say."""
        return "".join(cell.text for cell in self.cells)

    @property
    def is_fixed(self) -> bool:
        """Whether it says the same in every document, in more than one cell."""
        return "{" not in _PLAIN_TAG.sub("", self.text) and len(self.cells) > 1


class Block(NamedTuple):
    """Rows under heads: what is repeated in them, and the heads.

    Attributes:
        name: of the list of which they are; of one row with long texts, of what one of them says.
        heads: the rows of heads; those right of a label that goes on beside the block.
        is_inner: whether they stand in the midst of a table.
    """

    name: str
    heads: tuple[Row, ...]
    is_inner: bool

    def words(self) -> set[str]:
        """What the heads say, apart from labels beside the block."""
        label = self.heads[0].cells[0].text if self.is_inner else ""
        texts = [cell.text for row in self.heads for cell in row.cells if cell.text != label]
        return {word for text in texts for word in map(squeeze, _PLAIN_TAG.split(text)) if word}


def _rows_of(table: etree._Element) -> Iterator[Row]:
    for row in table.iterchildren(W + "tr"):
        cells, column = [], 0
        for cell in row.iterchildren(W + "tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(W + "val") != "restart"
            text = "".join(each.text or "" for each in cell.iter(W + "t"))
            cells.append(Cell(column, text, goes_on))
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            column += 1 if span is None else int(span.get(W + "val", "1"))
        yield Row(tuple(cells), row.find(f"{W}trPr/{W}tblHeader") is not None)


@cache
def blocks_of(form_id: str) -> tuple[Block, ...]:
    """The blocks in the Word template of a built-in form."""
    root = body_of((WORD / f"{form_id}.docx").read_bytes())
    return tuple(
        block for table in root.iter(W + "tbl") for block in _blocks(list(_rows_of(table)))
    )


def _blocks(rows: Sequence[Row]) -> Iterator[Block]:
    for number, row in enumerate(rows):
        above = [each for each in rows[:number] if "{%tr" not in each.text]
        if loop := _FOR.search(row.text):
            while above and not above[-1].is_fixed:
                above.pop()
            yield _block(loop[1], above)
        elif row.cells[0].goes_on and rows[number - 1].is_fixed:
            yield from (_block(name, above) for name in _PARAGRAPHS.findall(row.text))


def _block(loop: str, above: Sequence[Row]) -> Block:
    is_inner = not all(each.is_head for each in above)
    return Block(loop.rpartition(".")[2], _heads(above), is_inner)


def _heads(above: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that end ``above``, with those from which a cell beside the label goes on."""
    first = len(above) - 1
    while any(cell.goes_on for cell in above[first].cells[1:]):
        first -= 1
    return tuple(above[first:])
