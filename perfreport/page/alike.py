"""Cells of a table, sorted by what they have alike, and how high they are at which width.

All is told from their texts alone, without fonts, and counted in whole numbers, so that every
machine finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from operator import add
from string import digits, whitespace
from typing import NamedTuple, Self

EM = 100
"""Parts of an em in which texts are measured."""

_ENDS = 40
"""Of an em that a line leaves free at its end: words, numbers and marks do not part anywhere."""

_NARROW = {
    28: "!',.:;[]`ijl|",
    35: " ()-Ifrst{}",
    72: "&+<=>^_~ABCDEFGHJKLNOPQRSTUVXYZ",
    85: "#%@MWmw",
}
_WIDTHS = bytes(
    next((width for width, group in _NARROW.items() if chr(code) in group), 50)
    for code in range(256)
)
"""How wide the characters of ASCII are, in parts of an em; all others have a whole one."""

_SAVINGS = bytes(EM - width if chr(code) != "\n" else code for code, width in enumerate(_WIDTHS))
"""What these lack of one; the ends of lines stay."""

_UNIT = 2 * EM
"""What a number needs beside it for a unit that is not parted from it: ``万元``."""

_DIGIT = b"0"
_SHAPES = bytes(
    _DIGIT[0]
    if chr(code) in digits
    else ord(" ")
    if code >= 128 or chr(code) in whitespace
    else next(other for other in range(ord("!"), 128) if _WIDTHS[other] == width)
    for code, width in enumerate(_WIDTHS)
)
"""Has bytes of UTF-8 part words, codes and numbers, and leaves of these how wide they are."""


_MOST_SETTINGS = 256


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """How the text of cells is set; lengths are in points; equal only to itself.

    Attributes:
        em: advance of a full-width character.
        leading: of its lines.
        beside: what is free at both sides of its lines.
        first: indent of the first of them.
        above: what is free above and below.
        height: of the row in which it begins, at least.
        upright: whether its characters stand one below the other (竖排).
    """

    em: float
    leading: float
    beside: float
    first: float
    above: float
    height: float
    upright: bool = False


class CellText(NamedTuple):
    r"""A cell that begins and ends in one row.

    Attributes:
        column: the first that it covers.
        columns: how many it covers.
        setting: how its text is set.
        paragraphs: its text; what line breaks part is parted by ``\n``.
    """

    column: int
    columns: int
    setting: Setting
    paragraphs: Sequence[str]


class AlikeCells:
    """The cells over the same columns that are set alike.

    Attributes:
        rows: of the cells.
        texts: what stands in each of them, in lines.
    """

    def __init__(self, setting: Setting) -> None:
        """Start with no cells."""
        self.setting = setting
        self.rows: list[int] = []
        self.texts: list[str] = []
        self._first = int(setting.first / setting.em * EM)
        # Of each line, whether a paragraph begins with it: asked where that makes a difference.
        self._is_first: list[bool] = []

    def take(self, row: int, paragraphs: Sequence[str]) -> None:
        """Add a cell of the row with this number."""
        self.rows.append(row)
        self.texts.append("\n".join(paragraphs))
        if self._first:
            for paragraph in paragraphs or ("",):
                self._is_first += (True, *[False] * paragraph.count("\n"))

    def take_lines(self, rows: Sequence[int], texts: Sequence[str]) -> None:
        """Add cells of these ``rows``, whose paragraphs are the lines of ``texts``."""
        self.rows += rows
        self.texts += texts
        if self._first:
            self._is_first += [True] * sum(text.count("\n") + 1 for text in texts)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.texts)

    @cached_property
    def _longest(self) -> int:
        """What no line of any cell is longer than, before it is set."""
        return max(map(len, self.texts)) * EM + max(self._first, 0)

    @cached_property
    def _paragraphs(self) -> list[int]:
        """How many lines each cell has, before they are set."""
        return [text.count("\n") + 1 for text in self.texts]

    @cached_property
    def _lengths(self) -> list[int]:
        """Of each line of each cell, before it is set."""
        # All lines at once: there are tens of thousands of them.
        savings = self._text.encode("ascii", "ignore").translate(_SAVINGS).split(b"\n")
        lines = zip(map(len, self._text.split("\n")), map(sum, savings), strict=True)
        lengths = [count * EM - saved for count, saved in lines]
        if self._first:
            lengths = list(map(add, lengths, (self._first * each for each in self._is_first)))
        # A text that just fills its last line needs no room for what stands at its end.
        return [length - _ENDS if length > EM else 1 for length in lengths]

    @cached_property
    def _different_lengths(self) -> frozenset[int]:
        return frozenset(self._lengths)

    def heights(self, width: float) -> list[int]:
        """Those of the cells, ``width`` points wide."""
        setting = self.setting
        leading, above, least = _in_parts(setting)
        usable = max(int((width - setting.beside) / setting.em * EM) - _ENDS, EM)
        if self._longest <= usable:
            counts = self._paragraphs
        else:
            lines_of = {length: -(-length // usable) for length in self._different_lengths}
            lines = map(lines_of.__getitem__, self._lengths)
            if len(self._lengths) == len(self.rows):
                counts = list(lines)
            else:
                counts = [sum(islice(lines, count)) for count in self._paragraphs]
        heights = {count: max(count * leading + above, least) for count in set(counts)}
        return list(map(heights.__getitem__, counts))

    @cached_property
    def widest(self) -> tuple[float, float]:
        """The width for the longest word, and for the longest with its unit, if it is a number."""
        # Words, codes and numbers, none of which is parted, are few by how wide they are.
        words = set(self._text.encode().translate(_SHAPES).split())
        widths = [(sum(word.translate(_WIDTHS)), word.endswith(_DIGIT)) for word in words]
        em, beside = self.setting.em, self.setting.beside
        alone, with_unit = (
            max([width + more * is_number for width, is_number in widths], default=0)
            for more in (0, _UNIT)
        )
        return alone * em / EM + beside, with_unit * em / EM + beside


@lru_cache(_MOST_SETTINGS)
def _in_parts(setting: Setting) -> tuple[int, ...]:
    """Of a setting: leading, what is free above and below, least height of the row."""
    return tuple(round(each * EM) for each in (setting.leading, setting.above, setting.height))


class TableCells:
    """The cells of a table, sorted by what they have alike.

    Attributes:
        rows: how many there are.
        by_columns: the cells by the first column that they cover, and that behind the last.
    """

    def __init__(self) -> None:
        """Start with no cells."""
        self.rows = 0
        self.by_columns: dict[tuple[int, int], list[AlikeCells]] = {}
        self._known: dict[tuple[int, int, Setting], AlikeCells] = {}

    @classmethod
    def of(cls, rows: Iterable[Sequence[CellText]]) -> Self:
        """The cells of ``rows``."""
        cells = cls()
        for number, row in enumerate(rows):
            for column, columns, setting, paragraphs in row:
                # Upright characters take as much height whatever the widths.
                if not setting.upright:
                    cells.alike(column, columns, setting).take(number, paragraphs)
            cells.rows = number + 1
        return cells

    def alike(self, column: int, columns: int, setting: Setting) -> AlikeCells:
        """The cells over these ``columns`` from ``column`` on that are set like that."""
        key = column, columns, setting
        if key not in self._known:
            found = self._known[key] = AlikeCells(setting)
            self.by_columns.setdefault((column, column + columns), []).append(found)
        return self._known[key]
