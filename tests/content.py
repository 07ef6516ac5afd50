"""What a document says, however it is stored: the form in which Word and PDF are compared.

Readers of both formats yield a :data:`Content`. White space is not compared: a line break of one
format is nothing in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

_BLANK = re.compile(r"[\s\u200b\ufeff]+")


def squeeze(text: str) -> str:
    """``text`` without any white space."""
    return _BLANK.sub("", text)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph outside tables, with its automatic number."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A table cell; ``row`` and ``column`` are those of its top left corner, from 0."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Table:
    """A table in reading order, whole even where its pages part it.

    Attributes:
        cells: by row, then by column.
        header_rows: number of rows that are repeated on later pages; 0 where none is or where
            the table does not leave its page.
    """

    cells: tuple[Cell, ...]
    header_rows: int = 0

    def grid(self) -> list[list[str]]:
        """Rows of texts; the text of a merged cell stands in every place that the cell covers."""
        rows = max((cell.row + cell.rowspan for cell in self.cells), default=0)
        columns = max((cell.column + cell.colspan for cell in self.cells), default=0)
        grid = [[""] * columns for _ in range(rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    grid[row][column] = cell.text
        return grid


Content = tuple[Paragraph | Table, ...]


def table_of(cells: Iterable[Cell], header_rows: int = 0) -> Table:
    """A table of ``cells``, without the grid lines at which no cell begins."""
    cells = sorted(cells, key=lambda cell: (cell.row, cell.column))
    rows = _ordinals(cell.row for cell in cells)
    columns = _ordinals(cell.column for cell in cells)
    compact = (
        Cell(
            row=rows[cell.row],
            column=columns[cell.column],
            text=cell.text,
            rowspan=sum(cell.row <= row < cell.row + cell.rowspan for row in rows),
            colspan=sum(cell.column <= column < cell.column + cell.colspan for column in columns),
        )
        for cell in cells
    )
    return Table(tuple(compact), sum(row < header_rows for row in rows))


def _ordinals(values: Iterable[int]) -> dict[int, int]:
    return {value: ordinal for ordinal, value in enumerate(sorted(set(values)))}


def tables(content: Content) -> list[Table]:
    """The tables alone."""
    return [block for block in content if isinstance(block, Table)]


def plain_text(content: Content) -> str:
    """All text in reading order, one line for each paragraph and each cell."""
    lines: list[str] = []
    for block in content:
        if isinstance(block, Table):
            lines.extend(cell.text for cell in block.cells)
        else:
            lines.append(block.text)
    return "\n".join(lines)


def differences(expected: Content, actual: Content) -> list[str]:
    """What ``actual`` says differently, each as a sentence with its place; empty when nothing.

    Tables are compared cell by cell. The paragraphs between two tables are compared as one text:
    lines of a page do not always tell where a paragraph ends.
    """
    found: list[str] = []
    table = 0
    for one, other in zip_longest(_passages(expected), _passages(actual)):
        if isinstance(one, Table) and isinstance(other, Table):
            table += 1
            found.extend(f"table {table}, {each}" for each in _table_differences(one, other))
        elif one != other:
            found.append(f"before table {table + 1}: {_describe(one)} is not {_describe(other)}")
    return found


def _passages(content: Content) -> Iterator[str | Table]:
    for is_table, blocks in groupby(content, lambda block: isinstance(block, Table)):
        if is_table:
            yield from (block for block in blocks if isinstance(block, Table))
        else:
            texts = (block.text for block in blocks if isinstance(block, Paragraph))
            if text := squeeze("".join(texts)):
                yield text


def _table_differences(expected: Table, actual: Table) -> Iterator[str]:
    missing: list[str] = []
    rows = zip_longest(expected.grid(), actual.grid(), fillvalue=missing)
    for row, (one, other) in enumerate(rows):
        if len(one) != len(other):
            yield f"row {row}: {one!r} is not {other!r}"
            continue
        for column, (text, other_text) in enumerate(zip(one, other, strict=True)):
            if squeeze(text) != squeeze(other_text):
                yield f"row {row}, column {column}: {text!r} is not {other_text!r}"


def _describe(passage: str | Table | None) -> str:
    if passage is None:
        return "nothing"
    return "a table" if isinstance(passage, Table) else repr(passage)
