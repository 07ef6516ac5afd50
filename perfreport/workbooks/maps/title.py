"""The title of a sheet."""

from __future__ import annotations

from perfreport.blocks.lexicon import words_of
from perfreport.workbooks.maps.grid import Grid


def mark_title(grid: Grid, title: str | None, end: int) -> None:
    """Note that the ``title`` was read where it stands in a row before ``end``."""
    words = words_of(title or "")
    for spot in grid.unread():
        if words and spot.row < end and words_of(grid.text(spot)) == words:
            grid.mark_read(spot)
