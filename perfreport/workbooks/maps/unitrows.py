"""A row under the heads that says the units of the columns and nothing else: 万元|万元|%."""

from __future__ import annotations

from perfreport.basics.patterns import regex
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.maps.grid import Grid

_UNIT = regex(r"[（(]?(?:单位[:：])?(?P<unit>亿元|万元|元|[%％])[)）]?")


def money_alone(text: str) -> str:
    """The unit of money that ``text`` says and nothing besides; blank where it does not."""
    unit = _alone(text)
    return unit if unit.endswith("元") else ""


def is_row_of_units(grid: Grid, row: int) -> bool:
    """Whether all that stands in ``row`` are units, of which one at least is of money."""
    texts = [text for at in range(grid.columns) if (text := grid.own(Spot(row, at)))]
    return any(map(money_alone, texts)) and all(map(_alone, texts))


def _alone(text: str) -> str:
    found = _UNIT.fullmatch("".join(text.split()))
    return found["unit"] if found else ""
