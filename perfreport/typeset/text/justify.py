"""Lines of a paragraph: where they end, what their punctuation gives up, how they are stretched.

Lines are filled as far as they go, as Chinese is set, and punctuation makes room first: the first
of two marks in a row has given up its blank half already, a mark at a line's end does so when the
line would not hold it otherwise, and in justified text marks inside a line give way to one that
would have to start the next. What a justified line still lacks goes evenly between its characters,
but never into Latin words, numbers, dashes or ellipses. A line that would be pulled apart takes in
the figure that begins the next, without its unit, or is left short. In text that is set left no
character stands alone in the last line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain
from math import inf
from operator import attrgetter

from perfreport.basics.patterns import regex
from perfreport.blocks.words import partings
from perfreport.typeset.characters.linebreak import (
    DIVIDING,
    emergency,
    last_figure,
    last_opportunity,
    lone_character,
)
from perfreport.typeset.display import EvenLines, Run, TextLine, make
from perfreport.typeset.text.measure import MeasuredText, PlainText
from perfreport.typeset.text.metrics import SPACES
from perfreport.typeset.text.runs import NATURAL, Justification, runs, underlined_line

_LATIN = "!-~À-ÖØ-öø-ɏḀ-ỿ"
_RIGID = regex(f"[{_LATIN}]+(?=[{_LATIN}])|—+(?=—)|…+(?=…)")
"""Words, numbers, dashes and ellipses, each without its last character."""

WIDEST_STRETCH = 1 / 5
"""Ems between two characters at most, in a line that is stretched; else it is left short.

In a line of 28 characters these are four, so that an amount of eight digits fits into the next line
whole. The hole that is left otherwise looks like the end of a paragraph, which is worse.
"""

_LOOSE = 1 / 8
"""Ems from which on a line rather takes in the figure that begins the next, without its unit.

Seen at 150 dpi: from here on the eye takes a line for one that is spaced for emphasis.
"""

_NARROW = 20
"""Ems of a column up to which lines are rather left short: figures there are read in one piece."""

_SOFTNESS = 0.3
"""Ems that a mark inside a line gives up at most: more would look like another mark."""

_MOST_CLOSING = 3
"""Closing marks in a row that a line takes in at most."""


_MOST_ALONE = 4
"""Characters of a last line that may hold one and marks."""


class TornLines(list[TextLine]):
    """Lines of which one ends where none should: a word or number was longer than that."""


class LineSetter:
    """Sets one paragraph."""

    def __init__(self, paragraph: MeasuredText, width: float, *, justified: bool) -> None:
        """Set ``paragraph`` in lines up to ``width`` points wide.

        All lines but the last are just as wide as that if ``justified``.
        """
        self._paragraph = paragraph
        self._text = paragraph.text
        self._metrics = paragraph.metrics
        self._width = width
        self._justified = justified
        self._rigid: list[int] = []  # first and last index, by turns, of what stays together
        if justified:
            self._rigid += chain.from_iterable(map(re.Match.span, _RIGID.finditer(self._text)))
        self._torn = False

    def lines(self, indent: float) -> Sequence[TextLine]:
        """All lines, with ``indent`` points before the first."""
        paragraph = self._paragraph
        is_left = not (self._justified or indent)
        if is_left and isinstance(paragraph, PlainText) and paragraph.is_even:
            return self._even_lines(paragraph)
        return self._lines(indent)

    def _even_lines(self, paragraph: PlainText) -> Sequence[TextLine]:
        """The same of an even paragraph that is set left, with few calls for each line."""
        text, width, length = self._text, self._width, len(self._text)
        fit, least = paragraph.fitting(width), self._metrics.least_lack
        texts, widths = [], []
        start = 0
        while start < length:
            end, lack = fit(start)
            if end == start or not DIVIDING.match(text, end):
                limit = end
                if end != length:
                    end = self._line_end(start, limit, width)
                if end != limit or text[end - 1] in SPACES:
                    lack = paragraph.lack(start, self._visible_end(start, end), width)
            if 0 < length - end <= _MOST_ALONE:
                end, lack = self._with_company(start, end, width, lack)
            if lack < least:
                _, lack = self._squeeze(start, end, lack)
            texts.append(text[start:end])
            widths.append(width - lack)
            start = end
        piece = paragraph.pieces[0]
        lines = EvenLines(piece.font, piece.size, piece.spacing, texts, widths)
        return TornLines(lines) if self._torn else lines

    def _lines(self, indent: float) -> list[TextLine]:
        """The same of any paragraph."""
        paragraph, text, length = self._paragraph, self._text, len(self._text)
        room = self._width - indent
        fit = paragraph.fitting(room)
        justified, least = self._justified, self._metrics.least_lack
        loose = self._metrics.size * _LOOSE
        alone, even = len(paragraph.pieces) == 1, not paragraph.kerns(0, length)
        _, _, font, size, spacing, _ = paragraph.pieces[0]
        underlined = any(map(attrgetter("underlined"), paragraph.pieces))
        most_alone = 0 if justified else _MOST_ALONE
        lines = []
        start = 0
        while start < length:
            limit, lack = fit(start)
            end = limit
            # Mostly two neighbours alone say that a line may end between them.
            if end == start or not DIVIDING.match(text, end):
                end = limit if limit == length else self._line_end(start, limit, room)
                if end != limit or text[end - 1] in SPACES:
                    lack = paragraph.lack(start, self._visible_end(start, end), room)
            justification = NATURAL
            if 0 < length - end <= most_alone:
                end, lack = self._with_company(start, end, room, lack)
            if lack < least:
                justification, lack = self._squeeze(start, end, lack)
            elif justified and end < length:
                justification, lack = self._stretch(start, end, lack)
                if end < limit and not 0 < justification.stretch <= loose:
                    figure = self._with_figure(start, end, limit, room)
                    end, justification, lack = figure or (end, justification, lack)
            # The run of most lines, without the calls that any other needs.
            if justification is NATURAL and alone and (even or not paragraph.kerns(start, end)):
                run = make(Run, (indent, font, size, spacing, text[start:end], None))
                line_runs: tuple[Run, ...] = (run,)
            else:
                line_runs = runs(paragraph, start, end, indent, justification)
            line = make(TextLine, (line_runs, self._width - lack, ()))
            part = start, end
            line = (
                underlined_line(line, paragraph, part, indent, justification, self._width)
                if underlined
                else line
            )
            lines.append(line)
            start = end
            if indent:
                indent, room = 0.0, self._width
                fit = paragraph.fitting(room)
        return TornLines(lines) if self._torn else lines

    def _line_end(self, start: int, limit: int, room: float) -> int:
        """Where the line from ``start`` ends whose ``room`` holds the text up to ``limit``."""
        text = self._text
        if text[limit] in self._metrics.yielding:
            while text[limit] in SPACES:
                limit += 1
                if limit == len(text):
                    return limit
            if self._justified and text[limit] in self._metrics.trimmed:
                end = self._after_closing(limit)
                if self._takes_in(start, end, room):
                    return end
        end = last_opportunity(text, start, limit)
        if end > start:
            return end
        self._torn = True
        return emergency(text, start, limit)

    def _with_company(self, start: int, end: int, room: float, lack: float) -> tuple[int, float]:
        """Where a line ends that would leave one character to the last, and what it lacks.

        It gives that line a character more, if there is room for both.
        """
        text, paragraph = self._text, self._paragraph
        if not lone_character.match(text, end):
            return end, lack
        earlier = self._before_word(start, last_opportunity(text, start, end - 1))
        rest = paragraph.lack(earlier, len(text), self._width)
        if earlier <= start + 1 or end - earlier > _MOST_ALONE or rest < 0:
            return end, lack
        return earlier, paragraph.lack(start, self._visible_end(start, earlier), room)

    def _before_word(self, start: int, end: int) -> int:
        """``end``, or the last place before it at which no word is parted, if that is near."""
        places = range(end, max(end - _MOST_ALONE + 2, start), -1)
        parted = partings(self._text, places)
        whole = (place for place in places if not parted[place])
        place = next(whole, end)
        return place if place == last_opportunity(self._text, start, place) else end

    def _visible_end(self, start: int, end: int) -> int:
        """The end of what is to be seen of a line, which is something in any case."""
        text = self._text
        while text[end - 1] in SPACES and end > start + 1:
            end -= 1
        return end

    def _after_closing(self, position: int) -> int:
        most = min(position + _MOST_CLOSING, len(self._text))
        while position < most and self._text[position] in self._metrics.trimmed:
            position += 1
        return position

    def _takes_in(self, start: int, end: int, room: float) -> bool:
        """Whether the line may end at ``end``, after a mark, once all its marks give way."""
        if end < len(self._text) and last_opportunity(self._text, start, end) != end:
            return False
        lack = self._paragraph.lack(start, end, room) + self._paragraph.trim(end)
        places = self._soft_places(start, end)
        return lack + len(places) * self._metrics.size * _SOFTNESS >= 0

    def _soft_places(self, start: int, end: int) -> list[int]:
        """Indices before which a mark inside the line has something to give."""
        return [
            match.end() if match[0] in self._metrics.trimmed else match.start()
            for match in self._metrics.soft.finditer(self._text, start + 1, end - 1)
        ]

    def _squeeze(self, start: int, end: int, lack: float) -> tuple[Justification, float]:
        """What marks give up in a line that is too long, and what it lacks then."""
        visible = self._visible_end(start, end)
        lack = min(lack + self._paragraph.trim(visible), 0.0)
        places = self._soft_places(start, visible) if lack and self._justified else []
        if not places:
            return NATURAL, lack
        # Marks of several sizes give way in proportion, each by the same part of its em.
        ems = sum(map(self._paragraph.size, places))
        return Justification(places, -lack / ems, [], 0.0), 0.0

    def _stretch(self, start: int, end: int, lack: float) -> tuple[Justification, float]:
        """What comes between the characters of a line that is too short, and what it lacks then."""
        visible = self._visible_end(start, end) if self._text[end - 1] in SPACES else end
        rigid = self._rigid_between(start, visible) if self._rigid else []
        joints = visible - start - 1
        if rigid:
            joints -= sum(rigid[1::2]) - sum(rigid[::2])
        if lack > joints * self._metrics.size * WIDEST_STRETCH or not joints:
            return NATURAL, lack
        return make(Justification, ([], 0.0, rigid, lack / joints)), 0.0

    def _with_figure(
        self, start: int, end: int, limit: int, room: float
    ) -> tuple[int, Justification, float] | None:
        """A loose line up to ``end`` with the figure after it: its end, its stretch, its lack.

        None if no figure begins the next line, ``room`` for the text up to ``limit`` is too little
        for it, or the column is narrow.
        """
        figure = last_figure(self._text, end, limit)
        if figure == end or self._width <= self._metrics.size * _NARROW:
            return None
        lack = self._paragraph.lack(start, figure, room)
        return figure, *self._stretch(start, figure, lack)

    def _rigid_between(self, start: int, end: int) -> list[int]:
        """First and last index, by turns, of all that is rigid from ``start`` to ``end``."""
        places = self._rigid
        first = bisect_right(places, start)
        last = bisect_left(places, end - 1, first)
        rigid = places[first:last]
        # An odd index stands inside a word: the line begins, or ends, in the middle of it.
        if first % 2:
            rigid.insert(0, start)
        if last % 2:
            rigid.append(end - 1)
        return rigid


def natural_line(paragraph: MeasuredText, start: int = 0, end: int | None = None) -> TextLine:
    """What of ``paragraph`` stands from ``start`` to ``end``, on one line as wide as it comes."""
    text = paragraph.text[start:end]
    end = start + len(text)
    visible = start + (len(text.rstrip(" \u3000")) or 1)
    if isinstance(paragraph, PlainText) and paragraph.is_even:
        _, _, font, size, spacing, _ = paragraph.pieces[0]
        run = make(Run, (0.0, font, size, spacing, text, None))
        return make(TextLine, ((run,), -paragraph.lack(start, visible, 0.0), ()))
    line_runs = runs(paragraph, start, end, 0.0, NATURAL)
    line = TextLine(line_runs, -paragraph.lack(start, visible, 0.0))
    return underlined_line(line, paragraph, (start, end), 0.0, NATURAL, inf)
