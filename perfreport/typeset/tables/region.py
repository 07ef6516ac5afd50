"""What layout asks of the place where it puts things."""

from __future__ import annotations

from math import inf
from typing import Protocol

from perfreport.typeset.display import Item


class Region(Protocol):
    """Where rows go: the free part of a page, and the pages after it.

    Attributes:
        y: where the next row starts.
        top: where rows start on a new page.
        bottom: where the room for rows ends on each page.
        items: the display list of the page.
    """

    y: float
    top: float
    bottom: float
    items: list[Item]

    def break_page(self) -> None:
        """Go on at the top of the next page."""


class PageRegion(Region, Protocol):
    """A region that knows what should stay together with what stands above.

    Attributes:
        left: of the type area.
        measure: width of the type area.
    """

    left: float
    measure: float

    def begin(self, height: float, before: float = 0.0) -> None:
        """A block starts whose first ``height`` points must stand together."""


class Galley:
    """A region without end."""

    def __init__(self) -> None:
        """Start at its top."""
        self.y = 0.0
        self.top = 0.0
        self.bottom = inf
        self.items: list[Item] = []

    def break_page(self) -> None:
        """Nobody needs to."""
        raise AssertionError("a galley has no end")
