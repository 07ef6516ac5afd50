"""A workbook as it was read: sheets of cells that say what they show and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import NamedTuple

NOT_SAVED = "公式没有保存算出的值（还没有用 Excel 算过）；请用 Excel、WPS 打开，保存后再读"
"""The fault of a formula whose value is not known."""

MACROS = "文件里有宏，没有运行"
LINKS = "有公式取自别的工作簿，所读的是上次保存时的值"
"""What whoever gave a workbook should know."""

_LETTERS = 26


class Spot(NamedTuple):
    """Where a cell stands in its sheet.

    Attributes:
        row: from 0.
        column: from 0.
    """

    row: int
    column: int

    @property
    def address(self) -> str:
        """As Excel has it: ``C7``."""
        return f"{_letters(self.column)}{self.row + 1}"


@cache
def _letters(column: int) -> str:
    """What Excel calls a column: C, AB."""
    before, letter = divmod(column, _LETTERS)
    return (_letters(before - 1) if before else "") + chr(ord("A") + letter)


class Area(NamedTuple):
    """A rectangle of cells: its first and its last."""

    first: Spot
    last: Spot


Held = Decimal | date | datetime | time | bool | None
"""What a cell holds besides its text: a number (12), a date, a truth value; None for text alone."""


class Waiting(NamedTuple):
    """A formula that was saved without its value.

    Attributes:
        formula: without ``=``.
        show: what its cell would show of a number, what it would hold, and its fault.
    """

    formula: str
    show: Callable[[Decimal], tuple[str, Held, str]]


class Cell(NamedTuple):
    """A cell that is not blank.

    Attributes:
        shown: its text, as Excel shows it: 59.80 for 59.8 in the format 0.00, 95% for 0.95 in 0%.
        held: the number, date or truth value that is shown so; None for text.
        is_formula: whether it is computed in the sheet.
        fault: why it has no value: ``#REF!``, or that a formula was saved without its value; empty
            where it has one.
        is_bordered: whether a line is drawn along any of its sides; not known of .ods.
        waiting: its formula, where that has no value though the file says how to come to it; known
            of .xlsx alone.
    """

    shown: str
    held: Held = None
    is_formula: bool = False
    fault: str = ""
    is_bordered: bool = False
    waiting: Waiting | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing; a number that its format hides says something, but for 0."""
        return not (self.shown.strip() or self.held or self.fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet (工作表).

    Attributes:
        name: on its tab.
        cells: those that are not blank, row by row.
        merged: the merged areas; what they show is the cell at their first spot.
        bordered: the blank cells with a line along any of their sides; not known of .ods.
        is_hidden: whether the sheet is hidden.
        hidden_rows: rows that are not shown, by hand or by a filter.
        hidden_columns: columns that are not shown.
        is_filtered: whether a filter leaves out rows at present; not known of .xls.
        margins: the texts of its headers and footers, 1 for a page number; known of .xlsx alone.
        struck: the cells that are struck through (删除线); known of .xlsx alone.
    """

    name: str
    cells: Mapping[Spot, Cell]
    merged: tuple[Area, ...] = ()
    bordered: frozenset[Spot] = frozenset()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_filtered: bool = False
    margins: tuple[str, ...] = ()
    struck: frozenset[Spot] = frozenset()

    def place(self, spot: Spot) -> str:
        """``spot`` as messages have it: ``项目!C7``."""
        return f"{self.name}!{spot.address}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook (工作簿).

    Attributes:
        name: of its file, for messages; None for one from memory.
        sheets: in the order of their tabs, hidden ones too.
        remarks: what whoever gave it should know, each a sentence without its end: that it has
            macros which are not run, links to other workbooks whose values are as last saved.
    """

    name: str | None
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = field(default=())

    def sheet(self, name: str) -> Sheet | None:
        """The sheet called ``name``; None without one."""
        return next((each for each in self.sheets if each.name == name), None)
