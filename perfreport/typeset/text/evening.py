"""Centred lines: as many as there have to be, few words parted, and about equally long.

What is in brackets at the end begins a line where it can.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from perfreport.basics.patterns import regex
from perfreport.blocks.words import partings
from perfreport.typeset.characters.linebreak import opportunities
from perfreport.typeset.display import TextLine
from perfreport.typeset.text.justify import TornLines, natural_line
from perfreport.typeset.text.measure import MeasuredText
from perfreport.typeset.text.metrics import SPACES

_BRACKETS_ALONE = regex(r"(?:[（(][^（()）]*[)）])?\Z")
_Cost = tuple[int, int, float]
"""How many words are parted, how many lines do not end before brackets, how unequal all are."""


def even_lines(
    paragraph: MeasuredText, lines: Sequence[TextLine], width: float
) -> Sequence[TextLine]:
    """``paragraph`` in as many ``lines``, of at most ``width`` points, but about equally long.

    Of all ways to part it those come first that part the fewest words, then those that part it
    before the brackets at its end. A code is not broken.
    """
    # Where something is too long for a line, nothing is left to be chosen.
    if lines.__class__ is TornLines:
        return lines
    ends = _Breaks(paragraph, width).even([len(line.text) for line in lines])
    # A first line that hangs holds more than the others.
    if not ends:
        return lines
    evened = [natural_line(paragraph, start, end) for start, end in pairwise([0, *ends])]
    # What a mark gives up at the end of a line is none of its width.
    return [line._replace(width=min(line.width, width)) for line in evened]


class _Breaks:
    """The places where the lines of a paragraph may end; they go by their numbers from 0."""

    def __init__(self, paragraph: MeasuredText, width: float) -> None:
        self._paragraph = paragraph
        self._width = width
        self._ends = [0, *opportunities(paragraph.text)]
        advances = (paragraph.width(start, end) for start, end in pairwise(self._ends))
        self._places = list(accumulate(advances, initial=0.0))
        self._most = width + paragraph.metrics.spacing

    def even(self, lengths: Sequence[int]) -> list[int]:
        """Where the lines end; nowhere if the text does not go into so many.

        Args:
            lengths: their characters when each is filled.
        """
        last = len(self._ends) - 1
        partings_at = partings(self._paragraph.text, self._ends)
        furthest = [bisect_right(self._ends, end) - 1 for end in accumulate(lengths)]
        # The cheapest way to each place where a line may end: its cost, and where the lines end.
        ways: dict[int, tuple[_Cost, list[int]]] = {0: ((0, 0, 0.0), [])}
        for far, near in zip(furthest, self._nearest(len(lengths)), strict=True):
            reached: dict[int, tuple[_Cost, list[int]]] = {}
            for end in range(near, far + 1):
                # Of two ways alike that with the longer line first.
                for start in sorted(ways, reverse=True):
                    (parted, plain, squares), ends = ways[start]
                    if start >= end or not self._fits(start, end):
                        continue
                    length = self._places[end] - self._places[start]
                    cost = (
                        parted + partings_at[self._ends[end]],
                        plain + (not self._is_before_bracket(start, end)),
                        squares + length * length,
                    )
                    if end not in reached or cost < reached[end][0]:
                        reached[end] = cost, [*ends, self._ends[end]]
            ways = reached
        return ways[last][1] if last in ways else []

    def _is_before_bracket(self, start: int, end: int) -> bool:
        """Whether there is nothing but brackets behind a line of some characters."""
        first, last = self._ends[start], self._ends[end]
        return last > first + 1 and _BRACKETS_ALONE.match(self._paragraph.text, last) is not None

    def _nearest(self, count: int) -> list[int]:
        """Where each of ``count`` lines ends at least, for the text to go into the others."""
        nearest = [len(self._ends) - 1]
        for _ in range(count - 1):
            start = nearest[-1]
            while start > 0 and self._fits(start - 1, nearest[-1]):
                start -= 1
            nearest.append(start)
        return nearest[::-1]

    def _fits(self, start: int, end: int) -> bool:
        """Whether a line holds what stands between two places."""
        over = self._places[end] - self._places[start] - self._most
        if over <= 0:
            return True
        # A mark at the end gives way, and blanks are not seen there.
        first, last = self._ends[start], self._ends[end]
        text = self._paragraph.text
        while text[last - 1] in SPACES and last > first + 1:
            last -= 1
        lack = self._paragraph.lack(first, last, self._width) + self._paragraph.trim(last)
        return lack >= self._paragraph.metrics.least_lack
