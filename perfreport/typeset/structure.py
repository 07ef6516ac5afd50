"""What each text is part of, for whoever has the document read aloud (结构树)."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class Role(Enum):
    """What a part of a document is."""

    DOCUMENT = auto()
    SECTION = auto()
    HEADING = auto()
    PARAGRAPH = auto()
    LINK = auto()
    FIGURE = auto()
    TABLE = auto()
    ROWS = auto()
    """Several rows of one."""
    ROW = auto()
    CELL = auto()
    COLUMN_HEAD = auto()
    """A cell that says what stands below it."""
    ROW_HEAD = auto()
    """One that says what stands beside it."""


class Element:
    """A part of a document; equal only to itself.

    Attributes:
        role: what it is.
        children: its parts, in reading order.
        level: of a heading, from 1.
        columns: how many a cell covers.
        rows: how many a cell covers.
        text: what is read aloud of a figure.
    """

    __slots__ = ("children", "columns", "level", "role", "rows", "text")

    def __init__(
        self,
        role: Role,
        parent: Element | None = None,
        *,
        level: int = 0,
        columns: int = 1,
        rows: int = 1,
        text: str = "",
    ) -> None:
        """Be the last child of ``parent``."""
        self.role = role
        self.children: list[Element] = []
        self.level = level
        self.columns = columns
        self.rows = rows
        self.text = text
        if parent is not None:
            parent.children.append(self)


class Tag(NamedTuple):
    """The texts that follow on the page are those of ``element``; of None if they are furniture.

    Furniture is what stands on every page, and what is printed again after a page break.
    """

    element: Element | None
