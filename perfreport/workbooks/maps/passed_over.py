"""Rows among those of a block that are none of its items: totals, and heads printed again."""

from __future__ import annotations

from perfreport.basics.totals import is_total
from perfreport.blocks.lexicon import words_of
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.maps.blocks import Block
from perfreport.workbooks.maps.grid import Grid
from perfreport.workbooks.maps.heads import Heads
from perfreport.workbooks.maps.notes import Notes

_ADDED_UP = "累计"
_FEWEST_HEADS = 2
_NAME = "名称"


def items(grid: Grid, block: Block, heads: Heads, rows: range, notes: Notes) -> list[int]:
    """Those of the ``rows`` that may be items of the ``block``; the others are noted and read."""
    if block.into is None or block.fixed is not None:
        return list(rows)
    found, totals, again = [], [], []
    for row in rows:
        if _is_head(grid, heads, row):
            again.append(row)
        elif _is_total(grid, heads, row):
            totals.append(row)
        else:
            found.append(row)
    for numbers, what in ((totals, "是合计行，由各行得出"), (again, "又印了一遍表头")):
        if numbers:
            notes.remark(f"第 {'、'.join(str(each + 1) for each in numbers)} 行{what}，没有收")
            spots = (Spot(row, each) for row in numbers for each in range(grid.columns))
            grid.mark_read(*(spot for spot in spots if grid.own(spot)))
    return found


def _is_head(grid: Grid, heads: Heads, row: int) -> bool:
    """Whether ``row`` says in every column what one of the rows of the heads says there."""
    said = {at: words_of(text) for at in range(grid.columns) if (text := grid.own(Spot(row, at)))}
    above = range(heads.row, heads.below)
    return len(said) >= _FEWEST_HEADS and all(
        text in {words_of(grid.own(Spot(each, at))) for each in above} for at, text in said.items()
    )


def _is_total(grid: Grid, heads: Heads, row: int) -> bool:
    named = next((at for at, each in heads.columns.items() if each.field == _NAME), None)
    texts = (grid.row_text(row), grid.own(Spot(row, named)) if named is not None else "")
    said = ["".join(each.split()).rstrip(":：") for each in texts]
    return any(is_total(each) or each == _ADDED_UP for each in said)
