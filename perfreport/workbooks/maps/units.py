"""The unit of a sheet's amounts, where a line above its heads says it: 单位：元."""

from __future__ import annotations

from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Unit
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.heads import unit_in
from perfreport.workbooks.maps.grid import Grid
from perfreport.workbooks.maps.heads import Heads
from perfreport.workbooks.maps.notes import Notes
from perfreport.workbooks.maps.unitrows import money_alone

_LABEL = regex(r"[（(]?(?:(?:金额|货币|计量)?单位)[:：]?")
_LINE = regex(rf"{_LABEL.pattern}(?:人民币)?(?P<unit>亿元|万元|元)[)）]?")


def unit_above(grid: Grid, rows: range, unit: Unit, notes: Notes) -> Unit:
    """The unit that a line in these ``rows`` says, which is marked as read; else the ``unit``.

    Two lines that say different units are noted as a mistake.
    """
    found: dict[str, Spot] = {}
    for row in rows:
        for column in range(grid.columns):
            spot = Spot(row, column)
            if said := _said(grid, spot):
                found.setdefault(said, spot)
    if len(found) > 1:
        *_, last = found.values()
        units = "、".join(map(quoted, found))
        notes.wrong(last, f"表头上面写了不同的金额单位：{units}，请只留一个")
    return Unit.named(next(iter(found))) if found else unit


def _said(grid: Grid, spot: Spot) -> str:
    text = "".join(grid.own(spot).split())
    if line := _LINE.fullmatch(text):
        grid.mark_read(spot)
        return line["unit"]
    if _LABEL.fullmatch(text):
        beside = grid.beside(spot)
        behind = _LINE.fullmatch(f"单位{''.join(grid.own(beside).split())}")
        if behind:
            grid.mark_read(spot, beside)
            return behind["unit"]
    # A title may say it behind its words: 监控汇总表（单位：元）.
    return unit_in(text) if "单位" in text else ""


def units_of(grid: Grid, heads: Heads, unit: Unit) -> dict[int, Unit]:
    """The unit of each column: what its heading in the sheet says, or else the ``unit``."""
    found: dict[int, Unit] = {}
    for at in heads.columns:
        texts = (grid.text(Spot(row, at)) for row in range(heads.row, heads.below))
        said = [each for text in texts if (each := unit_in(text) or money_alone(text))]
        found[at] = Unit.named(said[-1]) if said else unit
    return found
