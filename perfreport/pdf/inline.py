"""The text of a paragraph as it is read: pieces, spans, forced line breaks."""

from __future__ import annotations

from perfreport.pdf.styles import Span
from perfreport.pdf.text import TextStyle


class InlineText:
    """Gathers the spans of one paragraph at a time."""

    __slots__ = ("_outer", "_segments", "_spans", "_style")

    def start(self, style: TextStyle, opening: tuple[Span, ...] = ()) -> None:
        """Begin a paragraph in ``style``, after the spans ``opening``."""
        self._style = self._outer = style
        self._spans = list(opening)
        self._segments: list[tuple[Span, ...]] = []

    def add(self, text: str) -> None:
        """More text in the style that holds now."""
        if not text:
            return
        if self._spans and self._spans[-1][1] is self._style:
            text = self._spans.pop()[0] + text
        self._spans.append((text, self._style))

    def open_span(self, style: TextStyle) -> None:
        """What follows is set in ``style``."""
        self._style = style

    def close_span(self) -> None:
        """What follows is set in the style of the paragraph again."""
        self._style = self._outer

    def break_line(self) -> None:
        """What follows starts a new line."""
        self._segments.append(tuple(self._spans))
        self._spans.clear()

    @property
    def blank(self) -> bool:
        """Whether the paragraph has nothing but blanks so far."""
        return not self._segments and not any(text.strip() for text, _ in self._spans)

    def finish(self) -> tuple[tuple[Span, ...], ...]:
        """The paragraph: the spans between its forced line breaks."""
        return (*self._segments, tuple(self._spans))
