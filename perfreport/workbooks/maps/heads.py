"""Heads of a block found in a sheet: which column of the sheet is which of the map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from perfreport.basics.messages import quoted
from perfreport.blocks.lexicon import SCOPES, Scope, normal, scopes_of, words_of
from perfreport.data.lexicon import lexicon
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.maps.blocks import Block
from perfreport.workbooks.maps.columns import Column
from perfreport.workbooks.maps.grid import Grid


class Heads(NamedTuple):
    """Where the heads of a block stand.

    Attributes:
        row: the first of them.
        depth: how many rows they take.
        columns: of the map, by the columns of the sheet.
        twice: what more than one column of the sheet is called.
        renamed: what columns are called in place of the map's heading.
    """

    row: int
    depth: int
    columns: dict[int, Column]
    twice: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def below(self) -> int:
        """The first row under them."""
        return self.row + self.depth

    def place(self, column: Column) -> int | None:
        """Where ``column`` is in the sheet; None where it is missing."""
        return next((at for at, each in self.columns.items() if each is column), None)


def find_heads(grid: Grid, block: Block, start: int, model: type[BaseModel] | None) -> Heads | None:
    """The heads of ``block`` in the first row from ``start`` on that has most of them.

    Args:
        grid: of the sheet.
        block: whose heads are wanted.
        start: the first row that may be one.
        model: of what stands in its rows, which says in what sense labels are meant.

    Returns:
        None where less than half of them stand in one row.
    """
    if block.is_by_letters:
        assert block.head is not None
        columns = dict(zip(block.numbers, block.columns, strict=True))
        return Heads(block.head - 1, block.depth, columns)
    scopes = scopes_of(model) if model else SCOPES
    least = (len(block.columns) + 1) // 2
    best: Heads | None = None
    for row in range(start, grid.rows):
        if not grid.is_blank(row):
            found = _heads(grid, block, row, scopes)
            if len(found.columns) >= least and (not best or _is_better(found, best)):
                best = found
    return best


def _is_better(one: Heads, other: Heads) -> bool:
    # In a row of two heads the upper one is known by half of its words as well.
    return len(one.columns) - len(one.renamed) / 100 > len(other.columns) - len(other.renamed) / 100


def _heads(grid: Grid, block: Block, row: int, scopes: Sequence[Scope]) -> Heads:
    texts = dict(_texts(grid, row, block.depth))
    columns: dict[int, Column] = {}
    twice: list[str] = []
    renamed: list[tuple[str, str]] = []
    for is_other_name in (False, True):
        for column in block.columns:
            if column in columns.values():
                continue
            free = [at for at in texts if at not in columns]
            found = [at for at in free if _is(column, texts[at], scopes, is_other_name)]
            if found:
                columns[found[0]] = column
                if is_other_name:
                    renamed.append((texts[found[0]][-1], column.called))
            if len(found) > 1:
                twice.append(column.called)
    return Heads(row, block.depth, columns, tuple(twice), tuple(renamed))


def _texts(grid: Grid, row: int, depth: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What the columns are called that have heads in ``row``, from the top down."""
    for column in range(grid.columns):
        spots = [grid.first(Spot(row + down, column)) for down in range(depth)]
        said = [spot for spot in dict.fromkeys(spots) if grid.text(spot)]
        # A head over several columns is that of the first one, or stands above their own.
        if said and said[-1].column == column and said[0].row == row:
            yield column, tuple(grid.text(spot) for spot in said)


def _is(
    column: Column, texts: tuple[str, ...], scopes: Sequence[Scope], is_other_name: bool
) -> bool:
    wanted = column.headings
    if len(wanted) != len(texts):
        return False
    if not is_other_name:
        return all(normal(one) == words_of(text) for one, text in zip(wanted, texts, strict=True))
    names = [(each,) for each in wanted[:-1]] + [(wanted[-1], *column.also)]
    return all(
        is_called(text, known, scopes) for text, known in zip(texts, names, strict=True)
    )


def is_called(text: str, names: Sequence[str], scopes: Sequence[Scope] = SCOPES) -> bool:
    """Whether ``text`` is one of the ``names``, or another name of the first in the lexicon."""
    words = words_of(text)
    return bool(words) and (
        words in map(normal, names) or lexicon().mean_the_same(text, names[0], scopes)
    )


def wanted(block: Block) -> str:
    """What the heads of ``block`` are called, for a message."""
    return "、".join(each.called for each in block.columns)


def renamed_remark(heads: Heads) -> str:
    """That columns were known by other names; empty where none was."""
    told = (f"{quoted(typed)}按{quoted(meant)}读" for typed, meant in heads.renamed)
    return "，".join(told)
