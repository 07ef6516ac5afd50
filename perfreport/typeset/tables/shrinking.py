"""Cells in which a number is wider than its column: their text is set smaller (缩小字体填充).

Columns of given widths and shares keep them whatever stands in the rows, which are set as they are
read. A number that has no room is neither broken nor cut: the text of its cell gives way. Widening
the column instead would move the whole grid for one cell, and only after all rows were read; a form
that wants that asks for ``fit(24mm)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from perfreport.basics.errors import NumberError
from perfreport.basics.patterns import regex
from perfreport.typeset.characters.breakclasses import CLOSING, OPENING
from perfreport.typeset.characters.linebreak import Interval, figures, marked_numbers, numbers
from perfreport.typeset.markup.blocks import Paragraph
from perfreport.typeset.markup.styles import Span, text_of
from perfreport.typeset.paragraphs import SLACK
from perfreport.typeset.text.setting import TextStyle, natural_width, set_lines

SMALLEST = 5.5
"""Points of the smallest text (七号)."""

_STEP = 0.5
"""Points from one size to the next, as in the sizes of type that offices use."""

_WHOLE_PART = 0.75
"""As much smaller text may become for the sake of a whole date or range; one that has no room even
then is parted where its numbers meet."""


_GIVING = regex(f"[{OPENING}{CLOSING}]")
"""Punctuation that may give up some of its width, though never all of it."""


class _Piece:
    """A number in its styles, and the width that a line has for it."""

    def __init__(self, spans: Sequence[Span], width: float) -> None:
        self.text = text_of(spans)
        self._spans = spans
        self._width = width
        self._most = sum(natural_width(*span) for span in spans)
        self._least = self._most - sum(_given_up(*span) for span in spans)

    def fits(self, scale: float) -> bool:
        """Whether it stands on one line when it is set ``scale`` times as large."""
        # A number without brackets is told by these two bounds, mostly without setting a line.
        if self._most * scale <= self._width:
            return True
        if self._least * scale > self._width + SLACK:
            return False
        return len(set_lines(_scaled_spans(self._spans, scale), self._width)) <= 1


def _given_up(text: str, style: TextStyle) -> float:
    """More than what the punctuation in ``text`` and the spacing behind it can give up."""
    tightened = max(style.size - style.em, 0.0)
    return len(_GIVING.findall(text)) * style.size + tightened


def fitting_scale(paragraphs: Sequence[Paragraph], size: float, width: float) -> float:
    """The part of their size in which ``paragraphs`` have no number wider than ``width``.

    Args:
        paragraphs: of one cell.
        size: of the cell's text; what comes of it is a multiple of half a point.
        width: of the lines.

    Raises:
        NumberError: a number has no room even in the smallest size.
    """
    smallest = min(SMALLEST, size)
    wishes = (
        (figures, max(size * _WHOLE_PART, smallest)),
        (marked_numbers, smallest),
        (numbers, smallest),
    )
    for find, least in wishes:
        pieces = list(_pieces(paragraphs, find, width))
        for smaller in sizes(size, least):
            scale = smaller / size
            # What fits at one size fits at every smaller one.
            pieces = [piece for piece in pieces if not piece.fits(scale)]
            if not pieces:
                return scale
    raise NumberError(pieces[0].text, smallest)


def scaled(paragraph: Paragraph, scale: float) -> Paragraph:
    """``paragraph`` set ``scale`` times as large, on lines as far apart."""
    segments = tuple(tuple(_scaled_spans(spans, scale)) for spans in paragraph.segments)
    style = replace(paragraph.style, text=_scaled_text(paragraph.style.text, scale))
    return paragraph._replace(style=style, segments=segments)


def sizes(size: float, least: float) -> Iterator[float]:
    """``size`` and the smaller ones down to ``least``."""
    while size >= least:
        yield size
        size = (-(-size // _STEP) - 1) * _STEP


def _pieces(
    paragraphs: Iterable[Paragraph], find: Callable[[str], list[Interval]], width: float
) -> Iterator[_Piece]:
    for paragraph in paragraphs:
        indent = max(paragraph.style.indent, 0.0) + paragraph.style.around
        for spans in paragraph.segments:
            for place in find(text_of(spans)):
                yield _Piece(list(_cut(spans, place)), width - indent)


def _cut(spans: Iterable[Span], place: Interval) -> Iterator[Span]:
    """What of ``spans`` stands at ``place`` of their text."""
    start, end = place
    for text, style in spans:
        yield text[max(start, 0) : max(end, 0)], style
        start, end = start - len(text), end - len(text)


def _scaled_spans(spans: Iterable[Span], scale: float) -> list[Span]:
    return [(text, _scaled_text(style, scale)) for text, style in spans]


def _scaled_text(style: TextStyle, scale: float) -> TextStyle:
    pitch = style.pitch and style.pitch * scale
    return replace(style, size=style.size * scale, pitch=pitch)
