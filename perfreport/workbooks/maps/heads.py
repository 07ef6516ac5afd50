"""Heads of blocks found in a sheet: which column of the sheet is which of the map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from perfreport.basics.messages import quoted
from perfreport.blocks.fields import is_needed
from perfreport.blocks.lexicon import SCOPES, Scope, normal, scopes_of, words_of
from perfreport.blocks.walk import field_at, model_there
from perfreport.data.lexicon import lexicon
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.maps.blocks import Block
from perfreport.workbooks.maps.columns import Column
from perfreport.workbooks.maps.grid import Grid
from perfreport.workbooks.maps.notes import Notes


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
    return all(is_called(text, known, scopes) for text, known in zip(texts, names, strict=True))


def is_called(text: str, names: Sequence[str], scopes: Sequence[Scope] = SCOPES) -> bool:
    """Whether ``text`` is one of the ``names``, or another name of the first in the lexicon."""
    words = words_of(text)
    return bool(words) and (
        words in map(normal, names) or lexicon().mean_the_same(text, names[0], scopes)
    )


def all_heads(
    grid: Grid, blocks: Sequence[Block], model: type[BaseModel], notes: Notes
) -> list[tuple[Block, Heads]]:
    """The heads of all ``blocks``, one below the other, as far as they are there.

    Those that are missing, stand twice or are called otherwise are noted.
    """
    found: list[tuple[Block, Heads]] = []
    for block in blocks:
        inside = model_there(model, block.place) if block.into else model
        heads = find_heads(grid, block, found[-1][1].below if found else 0, inside)
        if heads is None:
            wanted = "、".join(each.called for each in block.columns)
            notes.refuse(f"没有找到“{block.name}”的表头，应有这些列：{wanted}")
            continue
        _judge(block, heads, inside, notes)
        if not block.is_by_letters:
            rows = range(heads.row, heads.below)
            grid.mark_read(*(Spot(row, each) for row in rows for each in heads.columns))
        found.append((block, heads))
    return found


def _judge(block: Block, heads: Heads, model: type[BaseModel] | None, notes: Notes) -> None:
    where = f"“{block.name}”的表头（第 {heads.row + 1} 行）"
    missing = [each for each in block.columns if heads.place(each) is None]
    if needed := [each.called for each in missing if _is_needed(each, model)]:
        notes.refuse(f"{where}缺：{'、'.join(needed)}；请补上这些列")
    if others := [each.called for each in missing if not _is_needed(each, model)]:
        notes.remark(f"{where}没有这些列，按空白读：{'、'.join(others)}")
    if heads.twice:
        notes.refuse(f"{where}写了两次：{'、'.join(heads.twice)}；请只留要读的一列")
    if heads.renamed:
        told = (f"{quoted(typed)}按{quoted(meant)}读" for typed, meant in heads.renamed)
        notes.remark(f"{where}：{'，'.join(told)}")
    if block.head is not None and heads.row != block.head - 1:
        notes.remark(f"{where}本来在第 {block.head} 行")


def _is_needed(column: Column, model: type[BaseModel] | None) -> bool:
    """Whether nothing can be read without the ``column``."""
    field = field_at(model, column.path) if model and column.field else None
    return column.is_compulsory or (field is not None and is_needed(field))
