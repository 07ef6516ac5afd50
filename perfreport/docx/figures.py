"""Figures that have no room in a line of their cell: its text is set smaller, as the PDF has it.

Word parts a number that is wider than its column wherever the line ends. A size is noted in the
runs of such a cell alone, so that a shorter figure, printed another time, has that of its style.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.docx.tags import TEXT_BEGINNING

HALF_POINT = 10
"""In twips."""

BRACKETS = 2
"""Halves of an em that brackets take beside a figure, more than characters."""

_WIDE = 24
"""Halves of an em that no figure fills: ``-123,456,789,012.345678``."""

_SMALLEST = 11
"""Half points of the smallest text (七号), as in the PDF."""

_TEXT = regex(f"{TEXT_BEGINNING}([^<]*)<")
_FIGURE = regex(r"([-−+(（《“〔【]?)([0-9][0-9.,%]*)([)）》”〕】]?)")
"""A number, and the marks beside it that neither end nor begin a line."""
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
        return _at_least(max(self.halves - BRACKETS, 1)).search(cell) is not None

    def size_for(self, halves: int) -> int:
        """The size in which it holds so many; its own where none that can be read does."""
        size = self.room * 2 // (halves * HALF_POINT)
        return size if _SMALLEST <= size < self.size else self.size


@cache
def _at_least(digits: int) -> re.Pattern[str]:
    """What finds such a figure, or more digits among the markup."""
    return re.compile(f"[0-9][0-9.,%]{{{digits - 1},}}")


def own_size(head: str, usual: int) -> int:
    """The size of the run that ends the ``head`` of a cell; ``usual`` where it has none."""
    size = _SIZE.search(head.rpartition("<w:r>")[2])
    return int(size[1]) if size else usual


def with_whole_figures(cell: str, line: Line) -> str:
    """The XML of a ``cell`` with such lines, its text smaller where a figure asks for it."""
    needed = max(map(_halves_of_figure, _TEXT.findall(cell)), default=0)
    if needed <= line.halves or (size := line.size_for(needed)) == line.size:
        return cell
    return _RUN.sub(lambda run: _begun(run, size), cell)


def _halves_of_figure(text: str) -> int:
    """The width of the widest figure in ``text``, in halves of an em."""
    return max(
        (
            len(figure) + sum(1 if mark.isascii() else 2 for mark in before + after)
            for before, figure, after in _FIGURE.findall(text)
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
