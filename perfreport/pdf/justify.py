"""Lines of a paragraph: where they end, what their punctuation gives up, how they are stretched.

Lines are filled as far as they go, as Chinese is set, and punctuation makes room first: the first
of two marks in a row has given up its blank half already, a mark at a line's end does so when the
line would not hold it otherwise, and in justified text marks inside a line give way to one that
would have to start the next. What a justified line still lacks goes evenly between its characters,
but never into Latin words, numbers, dashes or ellipses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter

from perfreport.pdf.display import Line, Run
from perfreport.pdf.linebreak import emergency, last_opportunity
from perfreport.pdf.measure import Kern, Paragraph, Piece

_SPACES = frozenset(" \u3000")
_RIGID = re.compile("[!-~À-ÖØ-öø-ɏḀ-ỿ]{2,}|—{2,}|…{2,}")
_WIDEST_STRETCH = 0.5
"""Ems between two characters beyond which a short line is rather left short."""

_MOST_CLOSING = 3
"""Closing marks in a row that a line takes in at most."""


class LineSetter:
    """Sets one paragraph."""

    def __init__(self, paragraph: Paragraph, width: float, *, justified: bool) -> None:
        """Set ``paragraph`` in lines up to ``width`` points wide.

        All lines but the last are just as wide as that if ``justified``.
        """
        self._paragraph = paragraph
        self._text = paragraph.text
        self._metrics = paragraph.metrics
        self._width = width
        self._justified = justified

    def lines(self, indent: float) -> list[Line]:
        """All lines, with ``indent`` points before the first."""
        paragraph, length = self._paragraph, len(self._text)
        lines = []
        start = 0
        while start < length:
            room = self._width - indent
            limit, lack = paragraph.fit(start, room)
            end = limit if limit == length else self._line_end(start, limit, room)
            visible = self._visible_end(start, end)
            if visible != limit:
                lack = room - paragraph.width(start, visible)
            lack += paragraph.overhang(visible)
            lines.append(self._line(start, end, indent, lack))
            start = end
            indent = 0.0
        return lines

    def _line_end(self, start: int, limit: int, room: float) -> int:
        """Where the line from ``start`` ends whose ``room`` holds the text up to ``limit``."""
        text = self._text
        while text[limit] in _SPACES:
            limit += 1
            if limit == len(text):
                return limit
        if self._justified and text[limit] in self._metrics.trimmed:
            end = self._after_closing(limit)
            if self._takes_in(start, end, room):
                return end
        end = last_opportunity(text, start, limit)
        return end if end > start else emergency(text, start, limit)

    def _visible_end(self, start: int, end: int) -> int:
        while self._text[end - 1] in _SPACES and end > start + 1:
            end -= 1
        return end

    def _after_closing(self, position: int) -> int:
        most = min(position + _MOST_CLOSING, len(self._text))
        while position < most and self._text[position] in self._metrics.trimmed:
            position += 1
        return position

    def _takes_in(self, start: int, end: int, room: float) -> bool:
        """Whether the line may end at ``end``, after a mark, once all its marks give way."""
        paragraph, text = self._paragraph, self._text
        if end < len(text) and last_opportunity(text, start, end) != end:
            return False
        natural = paragraph.width(start, end) - paragraph.overhang(end) - paragraph.trim(end)
        return natural - room <= self._metrics.half * len(self._soft_places(start, end))

    def _soft_places(self, start: int, end: int) -> list[int]:
        """Indices before which a mark inside the line has half an em to give."""
        return [
            match.end() if match[0] in self._metrics.trimmed else match.start()
            for match in self._metrics.soft.finditer(self._text, start + 1, end - 1)
        ]

    def _line(self, start: int, end: int, indent: float, lack: float) -> Line:
        """The line from ``start`` to ``end``, which lacks some points to be as wide as it can."""
        if lack < -self._metrics.ease:
            return self._squeezed(start, end, indent, lack)
        if self._justified and end < len(self._text):
            return self._stretched(start, end, indent, lack)
        kerns = self._paragraph.kerns(start, end)
        runs = self._runs(start, end, indent, kerns, 0.0)
        return Line(runs, self._width - lack, self._text[start:end])

    def _squeezed(self, start: int, end: int, indent: float, lack: float) -> Line:
        """A line that is too long: marks at its end, then inside it, give way."""
        visible = self._visible_end(start, end)
        lack = min(lack + self._paragraph.trim(visible), 0.0)
        places = self._soft_places(start, visible) if lack and self._justified else []
        if places:
            squeeze = -lack / len(places)
            kerns = ...
