"""Setting text: broken into lines, justified, and encoded for the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from perfreport.pdf.display import Line, Run
from perfreport.pdf.fonts import Chain

Align = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True, eq=False)
class TextStyle:
    """How characters are set. Belongs to the document whose faces it names.

    Attributes:
        chain: faces of the text.
        size: of the font, in points.
        pitch: advance of a full-width character, in points; None for ``size``.
        latin: faces of Latin letters and digits; None to take them from ``chain``.
        align: only ``justify`` changes what is set; the others are for whoever places the lines.
        cjk_latin_space: a quarter em between Chinese and Latin letters or digits.
    """

    chain: Chain
    size: float
    pitch: float | None = None
    latin: Chain | None = None
    align: Align = "justify"
    cjk_latin_space: bool = False


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
    lines: list[Line] = []
    for text, style in spans:
        lines.extend(set_text(text, style, width, first_indent))
        first_indent = 0.0
    return lines


def set_text(text: str, style: TextStyle, width: float, first_indent: float = 0.0) -> list[Line]:
    """Set ``text`` as `set_lines` does, all in one style."""
    face = style.chain.primary
    spacing = (style.pitch or style.size) - style.size
    lines = []
    start, x = 0, first_indent
    while start < len(text):
        end, room = start, x
        while end < len(text):
            room += face.face.advance(text[end]) * style.size / 1000 + spacing
            if room > width and end > start:
                break
            end += 1
        part = text[start:end]
        show = f"<{face.encode(part)}> Tj"
        lines.append(Line((Run(x, face, style.size, spacing, show),), room, part))
        start, x = end, 0.0
    return lines


def natural_width(text: str, style: TextStyle) -> float:
    """Width of ``text`` on one line, in points, unjustified."""
    lines = set_text(text, style, float("inf"))
    return lines[0].width if lines else 0.0


def longest_unbreakable(text: str, style: TextStyle) -> float:
    """Width of the widest piece of ``text`` that no line break may divide, in points."""
    return max((natural_width(character, style) for character in text), default=0.0)
