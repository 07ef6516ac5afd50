"""The text of cells and paragraphs: its pieces, and how high it is where lines are so wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from perfreport.basics.errors import GlyphError
from perfreport.blocks.tracing import unmarked
from perfreport.typeset.markup.blocks import Cell, Paragraph
from perfreport.typeset.markup.styles import TAB, ParagraphStyle, Span, text_of
from perfreport.typeset.paragraphs import set_paragraph
from perfreport.typeset.text.setting import TextStyle, natural_width
from perfreport.xlsx.looks import font_of
from perfreport.xlsx.plan import Piece

_LINE = 1.25
"""Height of a line of Chinese text in Excel, which knows no leading, in sizes of its font."""

_BESIDE = 2.8
"""Points that Excel leaves free at either side of a text."""

_CERTAIN = 0.985
"""Part of a width that a text is given, for other programs break lines by other rules."""

_WIDER = 1.3
"""How much wider figures are in faces that stand in for one that is not there."""

_BLANK = "　"
_FULL_WIDTH = "国"


class Content(NamedTuple):
    """Text that stands together.

    Attributes:
        paragraphs: in the styles that hold.
        pieces: of them all; line feeds part their lines.
        mark: of the figure that it is, if it is one alone.
    """

    paragraphs: tuple[Paragraph, ...]
    pieces: tuple[Piece, ...]
    mark: int | None

    @property
    def text(self) -> str:
        """All its characters."""
        return "".join(piece.text for piece in self.pieces)


def content_of(cell: Cell, style: ParagraphStyle) -> Content:
    """What ``cell`` says, plain text in ``style``."""
    plain = cell.format.style
    paragraphs = []
    for each in cell.content:
        if isinstance(each, str):
            paragraphs.append(Paragraph(style, (((each, style.text),),)))
        elif each.style.text is plain.text and style is not plain:
            paragraphs.append(each._replace(style=each.style.aligned(style.text.align)))
        else:
            paragraphs.append(each)
    return content(paragraphs)


def content(paragraphs: Iterable[Paragraph]) -> Content:
    """What ``paragraphs`` say, without the marks of figures."""
    plain: list[Paragraph] = []
    marks: list[int | None] = []
    for paragraph in paragraphs:
        segments = []
        for spans in paragraph.segments:
            pairs = [(unmarked(text), style) for text, style in spans if text is not TAB]
            marks += [mark for (_, mark), _ in pairs]
            segments.append(_without_marks(spans))
        plain.append(paragraph._replace(segments=tuple(segments)))
    pieces = tuple(_joined(_pieces(plain)))
    return Content(tuple(plain), pieces, marks[0] if len(marks) == 1 else None)


def _without_marks(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple((text if text is TAB else unmarked(text)[0], style) for text, style in spans)


def _pieces(paragraphs: Iterable[Paragraph]) -> Iterator[Piece]:
    """The text of ``paragraphs``, the indents of first lines as blanks."""
    is_first = True
    for paragraph in paragraphs:
        style = paragraph.style
        indent = _BLANK * round(style.indent / style.em) if style.indent > 0 else ""
        for spans in paragraph.segments:
            font = font_of(spans[0][1] if spans else style.text)
            if not is_first:
                yield Piece("\n", font)
            if indent and text_of(spans).strip():
                yield Piece(indent, font)
            for text, text_style in spans:
                yield Piece(2 * _BLANK if text is TAB else text, font_of(text_style))
            is_first, indent = False, ""


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """``pieces``, those beside each other in one font as one."""
    for font, alike in groupby(pieces, key=lambda piece: piece.font):
        if text := "".join(piece.text for piece in alike):
            yield Piece(text, font)


def height_of(paragraphs: Sequence[Paragraph], width: float) -> float:
    """Points that ``paragraphs`` are high in a cell ``width`` wide, with the space between them."""
    room = (width - 2 * _BESIDE) * _CERTAIN
    height = 0.0
    for number, paragraph in enumerate(paragraphs):
        if number:
            height += max(paragraphs[number - 1].style.after, paragraph.style.before)
        height += _lines(paragraph, room) * line_height(paragraph.style)
    return height


def upright_height(paragraphs: Iterable[Paragraph], style: ParagraphStyle) -> float:
    """The same where characters stand one below the other."""
    characters = sum(len(text_of(spans)) for each in paragraphs for spans in each.segments)
    return characters * _LINE * style.em


def width_of(paragraphs: Iterable[Paragraph]) -> float:
    """Points that a cell has to be wide for the longest line of ``paragraphs``."""
    lines = (
        sum(_natural(text, style) for text, style in spans if text is not TAB)
        for paragraph in paragraphs
        for spans in paragraph.segments
    )
    return max(lines, default=0.0) / _CERTAIN + 2 * _BESIDE


def _natural(text: str, style: TextStyle) -> float:
    try:
        return natural_width(text, style)
    except GlyphError:
        return len(text) * style.em


def line_height(style: ParagraphStyle) -> float:
    """Of a line in ``style``, where what it asks for is more than Excel needs."""
    return max(style.leading, _LINE * style.text.size)


def _lines(paragraph: Paragraph, width: float) -> int:
    style = paragraph.style
    if style.around and width - style.around - max(style.indent, 0.0) < style.em:
        style = style.flush()
    room = max(width, 1.05 * (style.em + max(style.indent, 0.0)) + style.around)
    try:
        lines = len(set_paragraph(paragraph._replace(style=style), room).lines)
        return max(lines, 2) if _may_be_broken(paragraph, room) else lines
    except GlyphError:  # no face here, but perhaps one where the file is opened
        segments = tuple(
            tuple((text if text is TAB else _FULL_WIDTH * len(text), each) for text, each in spans)
            for spans in paragraph.segments
        )
        return len(set_paragraph(Paragraph(style, segments), room).lines)


def _may_be_broken(paragraph: Paragraph, room: float) -> bool:
    """Whether other programs may break a date at its hyphens, where it fits only just."""
    return any(
        text_of(spans).isascii()
        and "-" in text_of(spans)
        and sum(_natural(text, style) for text, style in spans if text is not TAB) * _WIDER > room
        for spans in paragraph.segments
    )
