"""Heads of blocks found in a sheet: which column of the sheet is which of the map."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import product
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
from perfreport.workbooks.maps.unitrows import is_row_of_units


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
    def likeness(self) -> tuple[int, int]:
        """How like they are to what is wanted: how many there are, by their own names first."""
        return len(self.columns), -len(self.renamed)

    @property
    def below(self) -> int:
        """The first row under them."""
        return self.row + self.depth

    def without(self, columns: Container[Column]) -> Heads:
        """The same heads but for those of ``columns``."""
        kept = {at: each for at, each in self.columns.items() if each not in columns}
        return self._replace(columns=kept)

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
    names = _Names(block, scopes_of(model) if model else SCOPES)
    most = len(block.columns)
    best = _best((names.heads(row, grid, block.depth) for row in range(start, grid.rows)), most)
    if block.depth == 1 and (best is None or len(best.columns) < most):
        # Somebody put groups over some of the heads, which then stand in two rows.
        grouped = _best((names.grouped(row, grid) for row in range(start, grid.rows - 1)), most)
        if grouped and (best is None or len(grouped.columns) > len(best.columns)):
            best = grouped
    # In the upper row of two, half of the words stand as well.
    if best is None or 2 * len(best.columns) < most:
        return None
    return best._replace(depth=best.depth + is_row_of_units(grid, best.below))


def _best(found: Iterable[Heads], most: int) -> Heads | None:
    """The first of those most like what is wanted; none after one with ``most`` columns counts."""
    best: Heads | None = None
    for each in found:
        if best is None or each.likeness > best.likeness:
            best = each
        if len(best.columns) == most:
            break
    return best


_Words = tuple[str, ...]


class _Names:
    """What the columns of a block may be called."""

    def __init__(self, block: Block, scopes: Sequence[Scope]) -> None:
        self._own = {
            tuple(map(normal, (*each.headings[:-1], heading))): each
            for each in block.columns
            for heading in each.in_months(each.heading).values()
        }
        self._others: dict[_Words, Column] = {}
        for column in block.columns:
            names = [_other_names(each, scopes) for each in column.headings]
            also = (column.in_months(each).values() for each in column.also)
            names[-1] |= {normal(each) for names_of_one in also for each in names_of_one}
            for words in product(*names):
                self._others.setdefault(words, column)

    def heads(self, row: int, grid: Grid, depth: int) -> Heads:
        """The heads in ``row`` of ``grid``."""
        return self._heads(row, depth, dict(_texts(grid, row, depth)))

    def grouped(self, row: int, grid: Grid) -> Heads:
        """The heads, of one row each, that stand in ``row`` or under groups in it."""
        lowest, joined = {}, {}
        for column in range(grid.columns):
            upper, lower = (grid.first(Spot(row + down, column)) for down in range(2))
            said = lower if grid.text(lower) else upper
            if grid.text(said) and said.column == column:
                lowest[column] = (grid.text(said),)
                joined[column] = (f"{grid.text(upper)}{grid.text(lower)}",)
        found, other = (self._heads(row, 2, texts) for texts in (lowest, joined))
        taken = set(map(id, found.columns.values()))
        more = {
            at: each
            for at, each in other.columns.items()
            if at not in found.columns and id(each) not in taken
        }
        return found._replace(columns=found.columns | more)

    def _heads(self, row: int, depth: int, texts: Mapping[int, _Words]) -> Heads:
        columns: dict[int, Column] = {}
        twice: dict[str, None] = {}
        renamed: list[tuple[str, str]] = []
        for known in (self._own, self._others):
            before = set(map(id, columns.values()))
            for at, said in texts.items():
                column = known.get(tuple(map(words_of, said)))
                if column is None or at in columns or id(column) in before:
                    continue
                if column in columns.values():
                    twice[column.called] = None
                    continue
                columns[at] = column
                if known is self._others:
                    renamed.append((said[-1], column.called))
        return Heads(row, depth, columns, tuple(twice), tuple(renamed))


def _other_names(label: str, scopes: Sequence[Scope]) -> set[str]:
    """The names that the lexicon has for what ``label`` means, and itself."""
    found = (lexicon().recognise(label, scope) for scope in scopes)
    names = {normal(name) for entry in found if entry for name in entry.names}
    return names | {normal(label)}


def _texts(grid: Grid, row: int, depth: int) -> Iterator[tuple[int, _Words]]:
    """What the columns are called that have heads in ``row``, from the top down."""
    for column in range(grid.columns):
        spots = [grid.first(Spot(row + down, column)) for down in range(depth)]
        said = [spot for spot in dict.fromkeys(spots) if grid.text(spot)]
        # A head over several columns is that of the first one, or stands above their own.
        if said and said[-1].column == column and said[0].row == row:
            yield column, tuple(grid.text(spot) for spot in said)


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
