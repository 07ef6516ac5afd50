"""Sheets before they are written: boxes of text on a grid. Lengths are in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from perfreport.typeset.markup.blocks import PageSetup

UNSEEN = -1
"""A border in the colour of the paper: what it is around is read as part of a table."""

HIGHEST = 409.0
"""Points that a row of Excel can be high."""


class Font(NamedTuple):
    """How characters are set."""

    name: str
    size: float
    bold: bool
    underline: bool


class Piece(NamedTuple):
    """Characters in one font."""

    text: str
    font: Font


class Look(NamedTuple):
    """How a box is formatted.

    Attributes:
        font: of what has none of its own.
        horizontal: ``left``, ``center`` or ``right``.
        vertical: ``top``, ``vcenter`` or ``bottom``.
        upright: its characters stand one below the other (竖排).
        indent: from its side, in Excel's steps.
        borders: Excel's styles at the top, right, bottom and left; 0 for none, or ``UNSEEN``.
        fill: its colour, ``#FFFF00``; empty for none.
    """

    font: Font
    horizontal: str = "left"
    vertical: str = "vcenter"
    upright: bool = False
    indent: int = 0
    borders: tuple[int, int, int, int] = (0, 0, 0, 0)
    fill: str = ""


class Box(NamedTuple):
    """What stands in one cell, or in several merged ones.

    Attributes:
        row: the first, from 0.
        column: the first, from 0.
        rows: how many it covers.
        columns: how many it covers.
        pieces: its text; line feeds part its lines.
        mark: of the figure that it shows, if it is one alone.
        look: of it.
    """

    row: int
    column: int
    rows: int
    columns: int
    pieces: tuple[Piece, ...]
    mark: int | None
    look: Look

    @property
    def text(self) -> str:
        """All its characters."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Plan:
    """One sheet.

    Attributes:
        setup: of its pages.
        edges: of its columns, from the left edge of the first.
        heights: of its rows.
        boxes: from top to bottom, each row's from left to right.
        breaks: rows that begin a page.
        heads: first and last of the rows that stand on every page, if there are any.
        is_centred: whether it stands in the middle of the page.
    """

    setup: PageSetup
    edges: tuple[float, ...]
    heights: list[float] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    heads: tuple[int, int] | None = None
    is_centred: bool = False

    @property
    def columns(self) -> int:
        """How many it has."""
        return len(self.edges) - 1


def with_possible_heights(plan: Plan) -> Plan:
    """``plan`` with several rows for each that is higher than Excel has them."""
    parts = [max(ceil(height / HIGHEST), 1) for height in plan.heights]
    if max(parts, default=1) == 1:
        return plan
    first = list(accumulate(parts, initial=0))
    heads = plan.heads and (first[plan.heads[0]], first[plan.heads[1] + 1] - 1)
    return Plan(
        plan.setup,
        plan.edges,
        [
            height / count
            for height, count in zip(plan.heights, parts, strict=True)
            for _ in range(count)
        ],
        [
            box._replace(row=first[box.row], rows=first[box.row + box.rows] - first[box.row])
            for box in plan.boxes
        ],
        [first[row] for row in plan.breaks],
        heads,
        plan.is_centred,
    )
