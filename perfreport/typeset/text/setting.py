"""Setting text: broken into lines and justified."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from perfreport.typeset.cache import Cache
from perfreport.typeset.characters.linebreak import opportunities
from perfreport.typeset.display import EvenLines, TextLine, make
from perfreport.typeset.fonts.book import Chain, FontBook
from perfreport.typeset.text.evening import even_lines
from perfreport.typeset.text.justify import LineSetter, natural_line
from perfreport.typeset.text.measure import MeasuredText, MixedText, PlainText
from perfreport.typeset.text.metrics import SPACES, Metrics

_SHORT = 24
"""Characters of a text that is kept on one line, whatever the width."""

_ZEROS = str.maketrans("123456789", "000000000")
"""Amounts of one length are one text to whoever only wants to know how wide they are."""

# Those of a long table are more than fit into the processor's caches: setting them anew is faster
# than remembering them.
_MOST_REMEMBERED = 400
"""Paragraphs of one document that are worth to be kept with their lines."""

_MOST_METRICS = 256
_LINES_KEPT = 4 << 20
"""How many styles are kept measured, and how many bytes of lines that were set in them."""

_WEIGHT_OF_LINE = 500
_WEIGHT_OF_CHARACTER = 5
"""Bytes that a line takes to keep: as such, and for each character."""


Align = Literal["justify", "left", "center", "right"]


class _UnsetText(NamedTuple):
    """All that the lines of a paragraph depend on."""

    spans: tuple[tuple[str, Metrics], ...]
    width: float
    indent: float
    align: Align


class _SetBefore:
    """What documents with the same fonts share: their styles measured, and lines set in them."""

    def __init__(self) -> None:
        # A report made again after an edit finds nearly all of its lines here.
        self.metrics: Cache[Hashable, Metrics] = Cache(_MOST_METRICS)
        self.lines: Cache[_UnsetText, Sequence[TextLine]] = Cache(_LINES_KEPT)


class LineMemory:
    """The lines that documents with the same fonts have set, as one of them makes use of it."""

    def __init__(self, book: FontBook) -> None:
        """Let a document use the lines that were set with ``book``."""
        self._lines = book.kept(_SetBefore).lines
        self._left = _MOST_REMEMBERED

    def set(self, paragraph: _UnsetText) -> Sequence[TextLine]:
        """The lines of ``paragraph``, set now if nobody has done so yet."""
        if not self._left:
            return _set(paragraph)
        self._left -= 1
        lines = self._lines.get(paragraph)
        if lines is None:
            lines = _set(paragraph)
            # What is set once and printed often is made once as well.
            if type(lines) is EvenLines:
                lines = list(lines)
            self._lines.put(paragraph, lines, sum(map(_weight, lines)))
        return lines


def _set(paragraph: _UnsetText) -> Sequence[TextLine]:
    spans, width, indent, align = paragraph
    measured = _measured(*spans[0]) if len(spans) == 1 else MixedText(spans)
    lines = LineSetter(measured, width, justified=align == "justify").lines(indent)
    if align == "center" and len(lines) > 1:
        return even_lines(measured, lines, width)
    return lines


def _weight(line: TextLine) -> int:
    return _WEIGHT_OF_LINE + len(line.text) * _WEIGHT_OF_CHARACTER


@dataclass(frozen=True, eq=False)
class TextStyle:
    """How characters are set.

    Attributes:
        chain: faces of the text.
        size: of the font, in points.
        pitch: advance of a full-width character, in points; None for ``size``. What it adds to or
            takes from the size goes to every character, Latin ones too.
        latin: faces of Latin letters, digits and ASCII signs; None to take them from ``chain``.
        align: ``justify`` makes all lines but the last as long as they can be, ``center`` about
            equally long; where they stand is for whoever places them.
        cjk_latin_space: a quarter em between Chinese characters and Latin letters or digits.
        underline: a line stands below the text.
        memory: of lines, for the document that the style belongs to.
    """

    chain: Chain
    size: float
    pitch: float | None = None
    latin: Chain | None = None
    align: Align = "justify"
    cjk_latin_space: bool = False
    underline: bool = False
    memory: LineMemory | None = None

    @property
    def em(self) -> float:
        """Advance of a full-width character."""
        return self.pitch or self.size

    @cached_property
    def metrics(self) -> Metrics:
        """The measures of the style's characters, shared with styles that differ in ``align``."""
        # Alignment is left out: what is measured for the left serves at the right too.
        key = (
            *(self.chain, self.size, self.em, self.latin),
            *(self.cjk_latin_space, self.underline),
        )
        known = self.chain.book.kept(_SetBefore).metrics
        metrics = known.get(key)
        if metrics is None:
            metrics = Metrics(
                *(self.chain, self.size, self.em, self.latin),
                spaced=self.cjk_latin_space,
                underlined=self.underline,
            )
            known.put(key, metrics, 1)
        return metrics


def set_lines(
    spans: Sequence[tuple[str, TextStyle]],
    width: float,
    first_indent: float = 0.0,
    align: Align | None = None,
) -> Sequence[TextLine]:
    """Set ``spans`` one after the other as a paragraph of lines up to ``width`` points wide.

    ``first_indent`` stands before the first line; it is part of the line's width and of its runs'
    ``x``. The paragraph is aligned as ``align`` says, else as its first span's style does. A line
    is never empty, and there is none for an empty paragraph.

    Raises:
        GlyphError: if no face has a character.
    """
    filled = [span for span in spans if span[0]]
    if len(filled) == 1:
        return set_text(*filled[0], width, first_indent, align)
    if not filled:
        return []
    first = filled[0][1]
    measured = tuple((text, style.metrics) for text, style in filled)
    return _lines(measured, first, width, first_indent, align)


def set_text(
    text: str,
    style: TextStyle,
    width: float,
    first_indent: float = 0.0,
    align: Align | None = None,
) -> Sequence[TextLine]:
    """Set ``text`` as `set_lines` does, all in one style."""
    if not text:
        return []
    metrics = style.metrics
    if len(text) <= _SHORT and not first_indent:
        line = _short_line(text, metrics)
        # Short cells end here, without a paragraph or a line setter being made.
        if width - line.width >= metrics.least_lack:
            return [line]
    return _lines(((text, metrics),), style, width, first_indent, align)


def _lines(
    spans: tuple[tuple[str, Metrics], ...],
    style: TextStyle,
    width: float,
    indent: float,
    align: Align | None,
) -> Sequence[TextLine]:
    align = align or style.align
    # Lines know nothing of where they stand: those set left serve at the right too.
    if align == "right":
        align = "left"
    paragraph = make(_UnsetText, (spans, width, indent, align))
    return style.memory.set(paragraph) if style.memory else _set(paragraph)


def _short_line(text: str, metrics: Metrics) -> TextLine:
    """``text`` on one line; made once for the many cells that hold the same few words."""
    line = metrics.short_lines.get(text)
    if line is None:
        line = natural_line(_measured(text, metrics))
        metrics.short_lines.put(text, line, 1)
    return line


def natural_width(text: str, style: TextStyle) -> float:
    """Width of ``text`` on one line, in points, unjustified."""
    if not text:
        return 0.0
    # Amounts of one length are as wide as each other, and are measured once.
    if style.metrics.even_figures:
        text = text.translate(_ZEROS)
    if len(text) <= _SHORT and text[-1] not in SPACES:
        return _short_line(text, style.metrics).width
    return -_measured(text, style.metrics).lack(0, len(text), 0.0)


def longest_unbreakable(text: str, style: TextStyle) -> float:
    """Width of the widest piece of ``text`` that no line break may divide, in points."""
    return _longest_piece(_measured(text, style.metrics)) if text else 0.0


def _longest_piece(paragraph: MeasuredText) -> float:
    text = paragraph.text
    return max(
        -paragraph.lack(start, start + len(text[start:end].rstrip(" ")), 0.0)
        for start, end in pairwise([0, *opportunities(text)])
    )


def _measured(text: str, metrics: Metrics) -> MeasuredText:
    return PlainText(text, metrics) if metrics.is_plain(text) else MixedText([(text, metrics)])
