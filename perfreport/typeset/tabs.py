"""Lines with tabs: what stands between them, each at its stop.

A tab leads to the first stop beyond the text before it: those of the style, the left edge of the
other lines where the first stands further out, then every second em, as in Word. What has no room
on its line goes on below, so that nothing is ever printed over anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perfreport.typeset.display import BLANK_LINE, TextLine, Underline
from perfreport.typeset.markup.styles import TAB, ParagraphStyle, Span
from perfreport.typeset.text.justify import TornLines
from perfreport.typeset.text.setting import TextStyle, set_lines

_USUAL_STOPS = 2
"""Ems between stops where the style has no more of them."""

_NEAR = 0.05
"""Points by which a stop must be beyond the text, and text may be beyond its room."""

_FAR = 100_000.0
"""A width that no text fills."""

_PARTS = {"left": 0.0, "center": 0.5, "right": 1.0}


def set_tabbed(
    spans: Iterable[Span], style: ParagraphStyle, width: float, indent: float
) -> Sequence[TextLine]:
    """``spans``, some of which are tabs, in lines up to ``width`` points wide.

    Args:
        spans: without forced line breaks.
        style: of the paragraph; ``width`` is what its indents leave.
        width: of the lines.
        indent: of the first line.

    Raises:
        GlyphError: no face has a character.
    """
    setter = _Tabbed(style, width, indent)
    part: list[Span] = []
    for text, text_style in spans:
        if text is TAB:
            setter.add(part)
            setter.tab(text_style)
            part = []
        else:
            part.append((text, text_style))
    setter.add(part)
    return setter.lines()


class _Tabbed:
    """The lines so far, the last of which goes on, and the stop at which it does."""

    def __init__(self, style: ParagraphStyle, width: float, indent: float) -> None:
        self._style = style
        self._width = width
        self._stops = [(place - style.left, align) for place, align in style.tabs]
        if indent < 0:
            self._stops = sorted([*self._stops, (0.0, "left")])
        self._finished: list[TextLine] = []
        self._line = BLANK_LINE
        self._x = indent
        self._stop = (indent, "left")
        self._underlined = 0.0
        self._torn = False

    def lines(self) -> Sequence[TextLine]:
        """All of them."""
        lines = [*self._finished, self._line]
        return TornLines(lines) if self._torn else lines

    def tab(self, style: TextStyle) -> None:
        """What follows stands at the first stop beyond the text so far."""
        self._stop = self._next_stop()
        self._underlined = style.size if style.underline else 0.0

    def _next_stop(self) -> tuple[float, str]:
        for place, align in self._stops:
            if place > self._x + _NEAR:
                return place, align
        step, left = _USUAL_STOPS * self._style.em, self._style.left
        return ((self._x + left + _NEAR) // step + 1) * step - left, "left"

    def add(self, part: Sequence[Span]) -> None:
        """Place ``part`` at the stop, or as far right of it as it has to be."""
        natural = set_lines(part, _FAR, 0.0, "left")
        stop, align = self._stop
        wide = natural[0].width if natural else 0.0
        before = wide * _PARTS[align]
        start = max(stop - before, self._x)
        if not natural:
            self._put(natural, min(start, self._width), 0.0)
        elif start + wide <= self._width + _NEAR:
            self._put(natural, start, wide)
        elif align != "left" and wide <= self._width:
            self._next_line()
            self._put(natural, min(max(stop - before, 0.0), self._width - wide), wide)
        else:
            self._wrap(part, start)

    def _wrap(self, part: Sequence[Span], start: float) -> None:
        """Place ``part`` over as many lines as it takes, the first from ``start`` on."""
        if self._width - start < self._style.em and self._x > 0:
            self._next_line()
            start = 0.0
        align = self._style.text.align
        lines = set_lines(part, self._width, start, align)
        # A number that has no room behind the tab may have it on a line of its own.
        if isinstance(lines, TornLines) and self._x > 0:
            self._next_line()
            lines = set_lines(part, self._width, 0.0, align)
        self._torn = self._torn or isinstance(lines, TornLines)
        first, *others = lines
        self._line = self._line.beside([first], first.width)
        for line in others:
            self._next_line()
            self._line = line
        self._x = self._line.width

    def _put(self, natural: Sequence[TextLine], start: float, wide: float) -> None:
        line = self._line.beside([line.moved(start) for line in natural], start + wide)
        if self._underlined and start > self._x:
            below = Underline(self._x, start, self._underlined)
            line = line._replace(underlines=(*line.underlines, below))
        self._line, self._x = line, start + wide

    def _next_line(self) -> None:
        self._finished.append(self._line)
        self._line, self._x = BLANK_LINE, 0.0
