"""The title of a sheet, and the groups over its heads."""

from __future__ import annotations

from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.blocks.lexicon import words_of
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.maps.grid import Grid
from perfreport.workbooks.maps.notes import Notes

_TITLE = regex(r"[^:：]+表(?:[（(].*[)）])?")


def mark_title(grid: Grid, title: str | None, end: int, notes: Notes) -> None:
    """Note that the ``title`` was read where it stands in a row before ``end``.

    What else looks like a title there, or is the group of several columns, is remarked on.
    """
    words = words_of(title or "")
    for spot in grid.unread():
        if spot.row >= end:
            continue
        text = grid.text(spot)
        if words and words_of(text) == words:
            grid.mark_read(spot)
        elif _TITLE.fullmatch(text) or _is_of_groups(grid, spot.row):
            grid.mark_read(spot)
            notes.remark(f"{spot.address} 的{quoted(text)}是标题或几列上面的分组，没有收")


def _is_of_groups(grid: Grid, row: int) -> bool:
    """Whether all that stands in ``row`` goes over several columns and has nothing of a label."""
    spots = [spot for at in range(grid.columns) if grid.own(spot := Spot(row, at))]
    return all(
        grid.beside(spot).column > spot.column + 1 and not set(":：") & set(grid.text(spot))
        for spot in spots
    )
