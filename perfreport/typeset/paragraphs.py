"""Set paragraphs: lines that know their height, can be cut, and can be placed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from perfreport.basics.errors import TemplateError
from perfreport.basics.patterns import regex
from perfreport.typeset.display import (
    BLANK_LINE,
    EvenLines,
    Item,
    PlacedLines,
    Stroke,
    TextLine,
    make,
)
from perfreport.typeset.markup.blocks import Paragraph, Split
from perfreport.typeset.markup.styles import TAB, ParagraphStyle, Span, varied_text
from perfreport.typeset.tabs import set_tabbed
from perfreport.typeset.text.justify import TornLines
from perfreport.typeset.text.setting import TextStyle, set_lines, set_text

FEWEST_LINES = 2
"""A paragraph leaves no fewer lines than these at the foot of a page or the top of the next."""

SLACK = 0.3
"""Points by which lengths that are meant to be equal may differ; less than eye or printer tell."""

_UNDERLINE_DEPTH, _UNDERLINE_WEIGHT = 0.17, 0.05
"""Of a line below text, in sizes of it: how far below the baseline, and how thick."""

_UPRIGHT_LEADING = 1.15
_UPRIGHT_UNIT = regex(r"[0-9A-Za-z.,%+０-９．％‰＋－-]+|.", re.DOTALL)


class TextBox(NamedTuple):
    """Lines of one paragraph, or some of them.

    Attributes:
        lines: from top to bottom; a paragraph without text has one without runs.
        style: of the paragraph.
        leading: height of a line.
        width: in which the lines were set.
    """

    lines: Sequence[TextLine]
    style: ParagraphStyle
    leading: float
    width: float

    @property
    def height(self) -> float:
        """Of all lines together."""
        return len(self.lines) * self.leading

    def cut(self, count: int) -> tuple[TextBox, TextBox]:
        """The first ``count`` lines, and the others."""
        return self._replace(lines=self.lines[:count]), self._replace(lines=self.lines[count:])


def parted(box: TextBox) -> tuple[TextBox, TextBox]:
    """``box`` without its last lines, and these; there is no space between them."""
    head, tail = box.cut(len(box.lines) - FEWEST_LINES)
    return (
        head._replace(style=replace(box.style, after=0.0)),
        tail._replace(style=replace(box.style, before=0.0)),
    )


def least_height(box: TextBox) -> float:
    """Height of the lines of ``box`` that must stand on the page where it starts."""
    lines = len(box.lines)
    return (lines if lines < 2 * FEWEST_LINES else FEWEST_LINES) * box.leading


def set_plain(text: str, style: ParagraphStyle, width: float) -> TextBox:
    """``text`` as a paragraph in ``style``."""
    if style.around:
        width = _within_indents(style, width)
    lines = set_text(text, style.text, width, style.indent)
    return make(TextBox, (lines or [BLANK_LINE], style, style.leading, width))


def set_paragraph(paragraph: Paragraph, width: float) -> TextBox:
    """``paragraph`` in lines up to ``width`` points wide."""
    style = paragraph.style
    width = _within_indents(style, width)
    return TextBox(_set_segments(paragraph, width), style, style.leading, width)


def set_block(block: Paragraph | Split, width: float) -> TextBox:
    """``block`` in lines up to ``width`` points wide."""
    return set_paragraph(block, width) if isinstance(block, Paragraph) else set_split(block, width)


def set_upright(spans: Iterable[Span], style: ParagraphStyle, width: float) -> TextBox:
    """``spans`` with their characters one below the other; numbers that fit lie on one line."""
    centred = style.aligned("center").flush()
    lines: list[TextLine] = []
    em = style.em
    for text, text_style in spans:
        # A line below each character would part them.
        plain = varied_text(text_style, underline=False)
        em = max(em, plain.em)
        for unit in _UPRIGHT_UNIT.findall(text):
            together = set_text(unit, plain, width)
            fits = len(together) == 1
            singly = together if fits else [set_text(each, plain, width)[0] for each in unit]
            lines += [_turned(line, plain) for line in singly]
    return TextBox(lines or [BLANK_LINE], centred, em * _UPRIGHT_LEADING, width)


def _turned(line: TextLine, style: TextStyle) -> TextLine:
    """``line``, but of one character in the form for vertical text if it has such a form."""
    font = style.chain.vertical(line.text)
    if font is None:
        return line
    (run,) = line.runs
    width = font.face.advance(line.text) / 1000 * run.size
    return TextLine((run._replace(font=font),), width)


def set_split(split: Split, width: float) -> TextBox:
    """Both ends of ``split`` on one line, or one below the other if they are too long for that."""
    width = _within_indents(split.left.style, width)
    # Both ends touch the edges, so an indent of the first line would be wrong here.
    style = replace(split.left.style.aligned("left"), indent=0.0)
    left = _set_segments(split.left._replace(style=style), width)
    right = _set_segments(split.right._replace(style=style), width)
    together = left[-1].width + style.em + right[0].width <= width
    moved = [line.moved(width - line.width) for line in right]
    if together:
        moved[0] = left.pop().beside([moved[0]], width)
    return TextBox(left + moved, style, style.leading, width)


def _within_indents(style: ParagraphStyle, width: float) -> float:
    """What the indents of ``style`` leave of ``width``.

    Raises:
        TemplateError: not even one character has room there.
    """
    measure = width - style.around
    if style.around and measure - max(style.indent, 0.0) < style.em - SLACK:
        raise TemplateError(
            f"版面标记里有段落在左右缩进之间只剩 {max(measure, 0.0):.1f}pt，放不下一个字，"
            "请减小 left、right、indent"
        )
    return measure


def _set_segments(paragraph: Paragraph, width: float) -> list[TextLine]:
    indent = paragraph.style.indent
    lines: list[TextLine] = []
    torn = False
    style = paragraph.style
    for spans in paragraph.segments:
        if any(text is TAB for text, _ in spans):
            segment: Sequence[TextLine] = set_tabbed(spans, style, width, indent)
        else:
            segment = set_lines(spans, width, indent, style.text.align) or [BLANK_LINE]
        torn = torn or isinstance(segment, TornLines)
        lines += segment
        indent = 0.0
    return TornLines(lines) if torn else lines


def _stacked(boxes: Sequence[TextBox]) -> Iterator[tuple[float, TextBox]]:
    """``boxes`` one below the other, each with the space above it: the larger of two."""
    below = None
    for box in boxes:
        yield 0.0 if below is None else max(below, box.style.before), box
        below = box.style.after


def stack_height(boxes: Sequence[TextBox]) -> float:
    """Height of ``boxes`` one below the other, with the space between them."""
    if len(boxes) == 1:
        return boxes[0].height
    height = 0.0
    for space, box in _stacked(boxes):
        height += space
        height += box.height
    return height


def cut_stack(
    boxes: Sequence[TextBox], height: float
) -> tuple[tuple[TextBox, ...], tuple[TextBox, ...]]:
    """What of ``boxes`` fits into ``height``, and what is left over.

    A paragraph that is cut leaves no single line on either side, if it has lines enough or others
    stand before it.
    """
    room = height + SLACK
    for index, (space, box) in enumerate(_stacked(boxes)):
        room -= space
        if box.height > room:
            lines = len(box.lines)
            count = lines_before_cut(lines, int(max(room, 0) // box.leading))
            # One that does not begin the stack can go on whole, as on a page.
            if index and min(count, lines - count) < FEWEST_LINES:
                count = 0
            if count == 0:
                return tuple(boxes[:index]), tuple(boxes[index:])
            head, tail = box.cut(count)
            return (*boxes[:index], head), (tail, *boxes[index + 1 :])
        room -= box.height
    return tuple(boxes), ()


def lines_before_cut(lines: int, room: int) -> int:
    """How many of ``lines`` to leave before a cut where there is room for ``room`` of them."""
    if lines - room < FEWEST_LINES <= lines - FEWEST_LINES:
        return lines - FEWEST_LINES
    return room


def place_stack(boxes: Sequence[TextBox], x: float, top: float, items: list[Item]) -> None:
    """Append ``boxes`` to ``items``, the first with its top left corner at ``x`` and ``top``."""
    if len(boxes) == 1:
        place_box(boxes[0], x, top, items)
        return
    y = top
    for space, box in _stacked(boxes):
        y += space
        place_box(box, x, y, items)
        y += box.height


def place_box(box: TextBox, x: float, top: float, items: list[Item]) -> None:
    """Append the lines of ``box`` to ``items``, its top left corner at ``x`` and ``top``."""
    lines, style, leading, width = box
    x += style.left
    baseline = top + leading / 2 + style.rise
    part = style.part
    if not part:
        items.append(make(PlacedLines, (x, baseline, leading, lines)))
        if type(lines) is EvenLines:  # none of which is underlined
            return
        for line in lines:
            if line.underlines:
                items += _strokes(line, x, baseline)
            baseline += leading
        return
    # Lines that are not set left begin each at its own place, and are entries of their own.
    for line in lines:
        left = x + (width - line.width) * part
        items.append(make(PlacedLines, (left, baseline, leading, (line,))))
        if line.underlines:
            items += _strokes(line, left, baseline)
        baseline += leading


def _strokes(line: TextLine, x: float, baseline: float) -> list[Stroke]:
    """What is drawn below ``line``, which begins at ``x``."""
    return [
        Stroke(x + start, y, x + end, y, round(size * _UNDERLINE_WEIGHT, 2))
        for start, end, size in line.underlines
        for y in (baseline + size * _UNDERLINE_DEPTH,)
    ]
