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
from collections.abc import Sequence
from operator import attrgetter

from perfreport.pdf.display import Line, Run
from perfreport.pdf.linebreak import emergency, last_opportunity
from perfreport.pdf.measure import Kern, Paragraph, Piece

_SPACES = " \u3000"
_RIGID = re.compile("[!-~À-ÖØ-öø-ɏḀ-ỿ]{2,}|—{2,}|…{2,}")
_WIDEST_STRETCH = 0.5
"""Ems between two characters beyond which a short line is rather left short."""

_MOST_CLOSING = 3
"""Closing marks in a row that a line takes in at most."""


def lines(paragraph: Paragraph, width: float, indent: float, *, justified: bool) -> list[Line]:
    """``paragraph`` in lines up to ``width`` points wide, the first of them indented.

    All lines but the last are just ``width`` wide if ``justified``.
    """
    text = paragraph.text
    length = len(text)
    finished = []
    start = 0
    while start < length:
        room = width - indent
        limit, rest = paragraph.fit(start, room)
        end = limit
        if limit < length:
            end = _line_end(paragraph, start, limit, room, justified)
        visible = end
        while text[visible - 1] in _SPACES and visible > start + 1:
            visible -= 1
        if visible != limit:
            rest = room - paragraph.width(start, visible)
        lack = rest + paragraph.overhang(visible)
        span = _Span(start, visible, end, indent, room)
        finished.append(_line(paragraph, span, lack, justified))
        start = end
        indent = 0.0
    return finished


def _line_end(
    paragraph: Paragraph, start: int, limit: int, room: float, justified: bool
) -> int:
    """Where the line from ``start`` ends; its ``room`` holds the text up to ``limit``."""
    text = paragraph.text
    while text[limit] in _SPACES:
        limit += 1
        if limit == len(text):
            return limit
    if justified and text[limit] in paragraph.metrics.trimmed:
        end = _after_closing(paragraph, limit)
        if _can_take_in(paragraph, start, end, room):
            return end
    return last_opportunity(text, start, limit) or emergency(text, start, limit)


def _after_closing(paragraph: Paragraph, position: int) -> int:
    text, trimmed = paragraph.text, paragraph.metrics.trimmed
    most = min(position + _MOST_CLOSING, len(text))
    while position < most and text[position] in trimmed:
        position += 1
    return position


def _can_take_in(paragraph: Paragraph, start: int, end: int, room: float) -> bool:
    """Whether the line may end at ``end``, after punctuation, if all its punctuation gives way."""
    text = paragraph.text
    if end < len(text) and last_opportunity(text, start, end) != end:
        return False
    excess = paragraph.width(start, end) - paragraph.overhang(end) - paragraph.trim(end) - room
    return excess <= paragraph.metrics.half * len(_soft_places(paragraph, start, end))


def _soft_places(paragraph: Paragraph, start: int, end: int) -> list[int]:
    """Indices before which a line's punctuation has half an em to give."""
    metrics = paragraph.metrics
    return [
        match.end() if match[0] in metrics.trimmed else match.start()
        for match in metrics.soft.finditer(paragraph.text, start + 1, end - 1)
    ]


def _line(paragraph: Paragraph, span: _Span, lack: float, justified: bool) -> Line:
    """The line of ``span``, which lacks some points to be as wide as its room."""
    start, visible, end, indent, room = span
    text = paragraph.text[start:end]
    if lack < -paragraph.metrics.ease:
        return _squeezed_line(paragraph, span, lack, justified)
    if justified and end < len(paragraph.text):
        return _stretched_line(paragraph, span, lack)
    runs = _runs(paragraph, start, end, indent, paragraph.kerns(start, visible))
    return Line(runs, indent + room - lack, text)
