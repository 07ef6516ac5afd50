"""The entries of a contents list (目录): a heading, a leader of dots, and its page at the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from perfreport.basics.errors import TemplateError
from perfreport.typeset.display import TextLine
from perfreport.typeset.markup.blocks import (
    Block,
    Contents,
    Heading,
    PageNumber,
    Paragraph,
    Row,
    Table,
)
from perfreport.typeset.markup.styles import ParagraphStyle
from perfreport.typeset.paragraphs import BLANK_LINE, TextBox
from perfreport.typeset.text.setting import TextStyle, natural_width, set_text

_DOTS = "…"
_LEAST_LEADER = 2.0
"""Ems between the longest line of a heading and its page."""

_GAP = 0.25
"""Ems left free on both sides of the leader."""


class ReadBlocks:
    """Blocks that have all been read, and can be gone through more than once."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Read ``blocks``, and the rows of their tables."""
        self._blocks: list[tuple[Block, list[Row]]] = [
            (block, list(block.rows) if isinstance(block, Table) else []) for block in blocks
        ]

    def __iter__(self) -> Iterator[Block]:
        """The blocks in their order."""
        for block, rows in self._blocks:
            yield block._replace(rows=iter(rows)) if isinstance(block, Table) else block

    @property
    def headings(self) -> list[Heading]:
        """The headings among them."""
        paragraphs = (block for block, _ in self._blocks if isinstance(block, Paragraph))
        return [paragraph.heading for paragraph in paragraphs if paragraph.heading]


class ContentsSetter:
    """Sets the entries of one contents list."""

    def __init__(self, contents: Contents, number: PageNumber | None, measure: float) -> None:
        """Set them ``measure`` points wide, their figures in the face of the page ``number``."""
        self._styles = [style.aligned("left") for style in contents.styles]
        self._number = number
        self._measure = measure

    def entry(self, heading: Heading, page: int, digits: int) -> TextBox | None:
        """The entry of ``heading``, which stands on ``page``; None if the list leaves it out.

        How many lines it takes follows from the heading and from ``digits``, for which there is
        room at the right, and not from ``page``.

        Raises:
            TemplateError: the page is too narrow for it.
            GlyphError: no face has a character of the text.
        """
        if heading.level > len(self._styles):
            return None
        style = self._styles[heading.level - 1]
        numerals = self._numerals(style)
        indent = style.indent
        room = self._measure - indent - natural_width("0" * digits, numerals)
        width = room - _LEAST_LEADER * style.em
        if width < style.em:
            raise TemplateError(
                "版面标记 <contents>：版心太窄，放不下目录，请减小字号、缩进或页边距"
            )
        lines = list(set_text(heading.text, style.text, width)) or [BLANK_LINE]
        (number,) = set_text(str(page), numerals, self._measure)
        number = number.moved(self._measure - indent - number.width)
        last = lines.pop()
        leader = _leader(last.width, room, style)
        lines.append(TextLine(last.runs + leader.runs + number.runs, self._measure - indent))
        return TextBox([line.moved(indent) for line in lines], style, style.leading, self._measure)

    def _numerals(self, style: ParagraphStyle) -> TextStyle:
        """How pages are printed beside headings in ``style``."""
        if self._number is None:
            return style.text
        face = self._number.style.text
        return replace(style.text, chain=face.chain, latin=face.latin)


def _leader(start: float, end: float, style: ParagraphStyle) -> TextLine:
    """Dots between ``start`` and ``end``, which stand below those of other entries."""
    gap = _GAP * style.em
    dots = _DOTS * int((end - start - 2 * gap) // style.em)
    (line,) = set_text(dots, style.text, end)
    return line.moved(end - gap - line.width)
