"""The measures of a style: advances of its characters, and which marks have room to give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import isclose
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.typeset.cache import Cache
from perfreport.typeset.display import TextLine, make
from perfreport.typeset.fonts.book import Chain
from perfreport.typeset.fonts.face import Face, PlaneFont
from perfreport.typeset.fonts.missing import glyph_error

TOLERANCE = 0.05
"""Points that a line may be too long without anybody seeing it."""

_LATIN = " -~À-ÖØ-öø-ɏḀ-ỿ"
_LATIN_RUN = regex(f"[{_LATIN}]+")
_FIGURES = "0123456789"
_ANY, _NONE = regex("(?s:.)"), regex("(?!)")

FULL_MARK, HALF_MARK = b"?", "\1"
"""What a full-width character, and one squeezed to half, become among the bytes of `PlainText`."""

FULL, HALF = FULL_MARK[0], ord(HALF_MARK)

SPACES = frozenset(" \u3000")
"""What hangs over a line's end unseen."""


_ENOUGH_STRANGERS = 2000
_STRANGERS_PER_KNOWN = 8
"""How many strangers make up for a search being prepared: so many, or so many for each character
that it then passes over. Documents bring new characters for a long time."""
_SHORT_LINES_KEPT = 2048
"""Short lines that are kept of each style; they take less than a kilobyte each."""


class Piece(NamedTuple):
    """Consecutive characters of a text that one font sets in one style.

    Attributes:
        start: index of the first character.
        end: index after the last.
        font: that has them.
        size: of the font.
        spacing: added after each character.
        underlined: whether a line stands below them.
    """

    start: int
    end: int
    font: PlaneFont
    size: float
    spacing: float
    underlined: bool


class Metrics:
    """The advances of one style's characters, and the fonts they come from.

    May be shared by documents and threads.

    Attributes:
        size: of the font.
        pitch: advance of a full-width character.
        spacing: what the pitch adds to every character's own advance.
        least_lack: of a line in which nothing gives way.
        half: half an em, by which punctuation gives way.
        spaced: whether Chinese and Latin stand a quarter em apart.
        underlined: whether a line stands below the text.
        squeezed: finds punctuation that gives way to the punctuation after it.
        soft: finds other punctuation with a blank half.
        trimmed: closing punctuation that may hang over a line's end by half an em.
        yielding: what may stand beyond the end of a full line: these, and spaces.
        advances: by character, with spacing; those met so far.
        even_figures: whether the digits are all equally wide.
        short_lines: short texts that have been set on one line.
        narrow_advances: by Latin-1 code; `FULL` and `HALF` stand for what they say.
        narrow_savings: by Latin-1 code, what they take less than the pitch.
    """

    def __init__(
        self,
        chain: Chain,
        size: float,
        pitch: float,
        latin: Chain | None,
        *,
        spaced: bool,
        underlined: bool = False,
    ) -> None:
        """Measure ``size`` points of ``chain``, with ``latin`` faces of its own if not None."""
        self.size = size
        self.spacing = round(pitch - size, 5) + 0.0  # never -0.0, which is equal but prints a sign
        self.pitch = size + self.spacing
        self.least_lack = min(self.spacing, 0.0) - TOLERANCE
        self.half = size / 2
        self.spaced = spaced
        self.underlined = underlined
        face = chain.primary
        self.trimmed = frozenset(face.half_closing)
        self.yielding = self.trimmed | SPACES
        self.squeezed, self.soft = _marks(face.half_closing, face.half_opening)
        self.advances: dict[str, float] = {}
        self.narrow_advances = [pitch] * 256
        self.narrow_advances[HALF] = pitch - self.half
        self.narrow_savings = [0.0] * 256
        self.narrow_savings[HALF] = self.half
        # Bound once, for a line asks it for each of its narrow characters.
        self.narrow_saving = self.narrow_savings.__getitem__
        self.short_lines: Cache[str, TextLine] = Cache(_SHORT_LINES_KEPT)
        self._chain = chain
        self._latin = latin
        figures = [(figure, self._find(figure)) for figure in _FIGURES]
        self.even_figures = len({face and face.advance(each) for each, face in figures}) == 1
        self._plain_chinese = chain.font(chain.primary, 0)
        self._plain_latin = (latin or chain).font((latin or chain).primary, 0)
        self._fonts: dict[str, PlaneFont] = {}
        self._regular: set[str] = set()
        self._strangers = _ANY
        self._strangers_met = 0

    def is_plain(self, text: str) -> bool:
        """Whether `PlainText` can measure ``text``.

        Raises:
            GlyphError: if no face has a character of it.
        """
        strangers = self._strangers.findall(text)
        return not strangers or self._meet(strangers, text)

    def pieces(self, text: str, offset: int = 0) -> Iterator[Piece]:
        """``text``, whose characters have all been met, by fonts; it starts at ``offset``."""
        for font, characters in groupby(text, self._fonts.__getitem__):
            end = offset + sum(1 for _ in characters)
            yield Piece(offset, end, font, self.size, self.spacing, self.underlined)
            offset = end

    def plain_pieces(self, text: str) -> list[Piece]:
        """The same for a plain text."""
        # A style without a Latin face of its own is all one piece.
        if self._plain_latin is self._plain_chinese:
            whole = (0, len(text), self._plain_chinese, self.size, self.spacing, self.underlined)
            return [make(Piece, whole)]
        fonts = (self._plain_chinese, self._plain_latin)
        cuts = [0, *(cut for match in _LATIN_RUN.finditer(text) for cut in match.span()), len(text)]
        return [
            make(Piece, (start, end, fonts[number % 2], self.size, self.spacing, self.underlined))
            for number, (start, end) in enumerate(pairwise(cuts))
            if start < end
        ]

    def _meet(self, strangers: Sequence[str], text: str) -> bool:
        """Get to know ``strangers``; whether all of them are regular."""
        if not self._regular.issuperset(strangers):
            for character in strangers:
                if character not in self.advances:
                    self._learn(character, text)
            if not self._regular.issuperset(strangers):
                return False
        self._strangers_met += len(strangers)
        # Text without strangers is then told by one search, not by a look-up for each character.
        enough = max(_ENOUGH_STRANGERS, _STRANGERS_PER_KNOWN * len(self._regular))
        if self._strangers_met > enough:
            regular = "".join(sorted(self._regular))
            self._strangers = re.compile(f"[^{re.escape(regular)}]")
            self._strangers_met = 0
        return True

    def _learn(self, character: str, text: str) -> None:
        primary = self._chain.primary
        font: PlaneFont | None
        # Most characters are ideographs of the first face, which need no more than a look at it.
        if "一" <= character <= "鿿" and primary.glyph(character):
            font, is_first = self._plain_chinese, True
        else:
            font = self._font(character)
            if font is None:
                raise glyph_error(character, text)
            is_first = font.face is self._preferred(character).primary
        advance = font.face.advance(character) / 1000 * self.size + self.spacing
        if is_first and self._fits_a_cell(character, advance):
            self._regular.add(character)
        self._fonts[character] = font
        self.advances[character] = advance  # last, as it says that all is known

    def _font(self, character: str) -> PlaneFont | None:
        """The font that sets ``character``; None if no face has it."""
        plane = ord(character) >> 16
        if face := self._find(character):
            return self._preferred(character).font(face, plane)
        face = self._chain.book.last_resort(character)
        return self._chain.stand_in(face, plane) if face else None

    def _find(self, character: str) -> Face | None:
        return self._preferred(character).find(character) or self._chain.find(character)

    def _preferred(self, character: str) -> Chain:
        return self._latin if self._latin and _LATIN_RUN.match(character) else self._chain

    def _fits_a_cell(self, character: str, advance: float) -> bool:
        """Whether a byte says how wide ``character`` is; notes the width if so."""
        code = ord(character)
        # Another plane is another font, which a byte does not tell.
        if code > 0xFFFF:
            return False
        if code > 0xFF:
            return isclose(advance, self.pitch) and not _LATIN_RUN.match(character)
        # A question mark is the byte that stands for full width, and would be taken for it; where
        # Latin stands a quarter em apart its place depends on what is beside it.
        if code == FULL or advance > self.pitch or self.spaced:
            return False
        self.narrow_advances[code] = advance
        self.narrow_savings[code] = self.pitch - advance
        return True


def _marks(closing: str, opening: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds marks that are squeezed, and marks that are soft.

    The first are closing before any punctuation and opening before opening; beside the second there
    is room, and no other punctuation that has given way.
    """
    # An empty class would be no pattern; a face without such marks has none that give way.
    if not (closing and opening):
        return _NONE, _NONE
    ends, begins, both = (
        f"[{re.escape(marks)}]" for marks in (closing, opening, closing + opening)
    )
    return (
        re.compile(f"{both}(?:(?<={ends})(?={both})|(?={begins}))"),
        re.compile(f"{ends}(?!{both})|(?<!{both}){begins}"),
    )
