"""Setting text: broken into lines, justified, and encoded for the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from perfreport.pdf.display import Line
from perfreport.pdf.fonts import Chain
from perfreport.pdf.justify import LineSetter, natural_line
from perfreport.pdf.linebreak import opportunities
from perfreport.pdf.measure import MixedText, Paragraph, PlainText
from perfreport.pdf.metrics import Metrics

_SHORT = 24
_MOST_SHORT_LINES = 4096
"""Characters of a text, and number of texts, that are worth to be kept with their lines."""

Align = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True, eq=False)
class TextStyle:
    """How characters are set. Belongs to the document whose faces it names.

    Attributes:
        chain: faces of the text.
        size: of the font, in points.
        pitch: advance of a full-width character, in points; None for ``size``. What it adds to or
            takes from the size goes to every character, Latin ones too.
        latin: faces of Latin letters, digits and ASCII signs; None to take them from ``chain``.
        align: only ``justify`` changes what is set; the others are for whoever places the lines.
        cjk_latin_space: a quarter em between Chinese characters and Latin letters or digits.
    """

    chain: Chain
    size: float
    pitch: float | None = None
    latin: Chain | None = None
    align: Align = "justify"
    cjk_latin_space: bool = False

    @cached_property
    def metrics(self) -> Metrics:
        """The measures of the style's characters, shared with styles that differ in ``align``."""
        pitch = self.pitch or self.size
        key = (self.size, pitch, self.cjk_latin_space, self.latin)
        known = self.chain.metrics
        if key not in known:
            known[key] = Metrics(
                self.chain, self.size, pitch, self.latin, spaced=self.cjk_latin_space
            )
        return known[key]


def set_lines(
    spans: Sequence[tuple[str, TextStyle]], width: float, first_indent: float = 0.0
) -> list[Line]:
    """Set ``spans`` one after the other as a paragraph of lines up to ``width`` points wide.

    ``first_indent`` stands before the first line; it is part of the line's width and of its runs'
    ``x``. The paragraph is justified when its first span's style says so. A line is never empty,
    and there is none for an empty paragraph.

    Raises:
        GlyphError: if no face has a character.
    """
    filled = [span for span in spans if span[0]]
    if len(filled) < 2:
        return [line for span in filled for line in set_text(*span, width, first_indent)]
    paragraph = MixedText([(text, style.metrics) for text, style in filled])
    justified = filled[0][1].align == "justify"
    return LineSetter(paragraph, width, justified=justified).lines(first_indent)


def set_text(text: str, style: TextStyle, width: float, first_indent: float = 0.0) -> list[Line]:
    """Set ``text`` as `set_lines` does, all in one style."""
    if 0 < len(text) <= _SHORT and not first_indent:
        line = _short_line(text, style)
        if width - line.width >= style.metrics.least_lack:
            return [line]
    justified = style.align == "justify"
    return LineSetter(_measured(text, style), width, justified=justified).lines(first_indent)


def _short_line(text: str, style: TextStyle) -> Line:
    """``text`` on one line; made once for the many cells that hold the same few words."""
    known = style.metrics.short_lines
    line = known.get(text)
    if line is None:
        line = natural_line(_measured(text, style))
        if len(known) < _MOST_SHORT_LINES:
            known[text] = line
    return line


def natural_width(text: str, style: TextStyle) -> float:
    """Width of ``text`` on one line, in points, unjustified."""
    return -_measured(text, style).lack(0, len(text), 0.0) if text else 0.0


def longest_unbreakable(text: str, style: TextStyle) -> float:
    """Width of the widest piece of ``text`` that no line break may divide, in points."""
    if not text:
        return 0.0
    paragraph = _measured(text, style)
    places = [0, *opportunities(text)]
    return max(
        -paragraph.lack(start, start + len(text[start:end].rstrip(" ")), 0.0)
        for start, end in pairwise(places)
    )


def _measured(text: str, style: TextStyle) -> Paragraph:
    metrics = style.metrics
    return PlainText(text, metrics) if metrics.is_plain(text) else MixedText([(text, metrics)])
