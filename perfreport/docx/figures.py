"""Figures that have no room in a line of their cell: its text is set smaller, as the PDF has it.

Word parts a number that is wider than its column wherever the line ends. A size is noted in the
runs of such a cell alone, so that a shorter figure, printed another time, has that of its style.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.docx.tags import TEXT_BEGINNING

HALF_POINT = 10
"""In twips."""

MARKS = 4
"""Halves of an em that the marks beside a figure take, more than characters."""

_WIDE = 24
"""Halves of an em that no figure fills: ``-123,456,789,012.345678``."""

_SMALLEST = 11
"""Half points of the smallest text (七号), as in the PDF."""

_TEXT = regex(f"{TEXT_BEGINNING}([^<]*)<")
_BEFORE = "-+−±－＋≥≤≧≦≠≈><=＞＜＝~～¥￥$＄№#(（《〈【〔「『“‘"
_AFTER = "%％‰‱°℃℉)）》〉】〕」』”’，。、；：！？,.;:!?"
_NUMBER = "[0-9][0-9.,/]*"
_FIGURE = regex(f"([{_BEFORE}]{{0,2}})({_NUMBER})([{_AFTER}]{{0,2}})")
"""A number, and the marks beside it that no line parts from it.

Word and LibreOffice keep signs with their numbers, even at the price of parting these; brackets and
punctuation neither end nor begin a line. Between a number and its unit a line may end.
"""
_RUN = regex(r"<w:r>(?:<w:rPr/>|<w:rPr>(.*?)</w:rPr>)?")
_SIZE = regex(r'<w:sz(?:Cs)? w:val="([0-9]+)"/>')
_BEHIND_SIZE = regex(
    r"<w:(?:highlight|u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish"
    r"|oMath)\b|\Z"
)
"""What stands behind the size among the properties of a run, which are a sequence."""


class Line(NamedTuple):
    """A line of a cell: the room in it in twips, and the size of its text in half points."""

    room: int
    size: int

    @property
    def halves(self) -> int:
        """How many halves of an em it holds: so wide are digits and points in Chinese faces."""
        return self.room * 2 // (self.size * HALF_POINT)

    @property
    def is_wide(self) -> bool:
        """Whether it has room for every figure."""
        return self.halves >= _WIDE

    def is_narrow_for(self, cell: str) -> bool:
        """Whether ``cell``, of which this is the XML, seems to have a figure without room."""
        return _at_least(max(self.halves - MARKS, 0) + 1).search(cell) is not None

    def size_for(self, halves: int) -> int:
        """The size in which it holds so many, or the smallest; never one above its own."""
        return min(max(self.room * 2 // (halves * HALF_POINT), _SMALLEST), self.size)


@cache
def _at_least(characters: int) -> re.Pattern[str]:
    """What finds a figure of so many or more, or as many like them among the markup."""
    return re.compile(f"[0-9./{re.escape(_BEFORE + _AFTER)}]{{{characters}}}")


def own_size(head: str, usual: int) -> int:
    """The size of the run that ends the ``head`` of a cell; ``usual`` where it has none."""
    size = _SIZE.search(head.rpartition("<w:r>")[2])
    return max(int(size[1]), 1) if size else usual


def with_whole_figures(cell: str, line: Line) -> str:
    """The XML of a ``cell`` with such lines, its text smaller where a figure asks for it."""
    needed = max(map(_halves_of_figure, _TEXT.findall(cell)), default=0)
    if needed <= line.halves or (size := line.size_for(needed)) == line.size:
        return cell
    return _RUN.sub(lambda run: _begun(run, size), cell)


def _halves_of_figure(text: str) -> int:
    """The width of the widest figure in ``text``, which is escaped, in halves of an em."""
    return max(
        (
            len(figure) + sum(1 if mark.isascii() else 2 for mark in before + after)
            for before, figure, after in _FIGURE.findall(unescape(text))
        ),
        default=0,
    )


def _begun(run: re.Match[str], size: int) -> str:
    """The beginning of a ``run``, with the ``size`` in half points among its properties."""
    others = _SIZE.sub("", run[1] or "")
    behind = _BEHIND_SIZE.search(others)
    place = behind.start() if behind else len(others)
    own = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return f"<w:r><w:rPr>{others[:place]}{own}{others[place:]}</w:rPr>"
