"""The text of a paragraph as it is read: pieces, spans, forced line breaks."""

from __future__ import annotations

from perfreport.typeset.markup.styles import TAB, Span
from perfreport.typeset.text.setting import TextStyle


class InlineText:
    """Gathers the text of one paragraph at a time; most are plain, so that comes first."""

    __slots__ = ("_outer", "_segments", "_spans", "_style", "_text")

    def start(self, style: TextStyle) -> None:
        """Begin a paragraph in ``style``."""
        self._style = self._outer = style
        self._text = ""
        self._spans: list[Span] = []
        self._segments: list[tuple[Span, ...]] = []

    def add(self, text: str) -> None:
        """More text in the style that holds now."""
        self._text += text

    def add_spans(self, spans: tuple[Span, ...]) -> None:
        """Text that is in styles of its own."""
        self._end_span()
        self._spans += spans

    @property
    def style(self) -> TextStyle:
        """The style that holds now."""
        return self._style

    def open_span(self, style: TextStyle) -> None:
        """What follows is set in ``style``."""
        self._end_span()
        self._style = style

    def close_span(self) -> None:
        """What follows is set in the style of the paragraph again."""
        self._end_span()
        self._style = self._outer

    def add_tab(self) -> None:
        """What follows stands at the next tab stop."""
        self._end_span()
        self._spans.append((TAB, self._style))

    def break_line(self) -> None:
        """What follows starts a new line."""
        self._end_span()
        self._segments.append(tuple(self._spans))
        self._spans = []

    @property
    def plain(self) -> str | None:
        """All the text, if it has but one style and no forced line break."""
        return None if self._spans or self._segments else self._text

    @property
    def blank(self) -> bool:
        """Whether there is nothing but blanks."""
        plain = self.plain
        return plain is not None and not plain.strip()

    def finish(self) -> tuple[tuple[Span, ...], ...]:
        """The paragraph: the spans between its forced line breaks."""
        self._end_span()
        return (*self._segments, tuple(self._spans))

    def _end_span(self) -> None:
        if self._text:
            self._spans.append((self._text, self._style))
            self._text = ""
