"""A face of a font file: its glyphs and measures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import unpack_from

import uharfbuzz

from perfreport.typeset.characters.breakclasses import CLOSING, OPENING
from perfreport.typeset.characters.obstacles import obstacle
from perfreport.typeset.fonts.names import DRAWN_WRONG_BY_FANDOL, is_hei
from perfreport.typeset.fonts.sfnt import FaceFile, tables_of

_EM = 1000
_REGULAR_WEIGHT = 400
_NO_CHARACTER = 0xFDD0
_UPRIGHT = "丨"
_THICK = 130
"""Width of `_UPRIGHT` in a face for titles: the bundled 小标宋 has 158, the others about 100."""

_DARKNESS_OF_TITLES = 30
_DARKNESS_OF_HEI = 15

_HALF_BRACKETS = str.maketrans("()[]{}", "（）［］｛｝")

TURNED = frozenset("()[]{}（）［］｛｝〈〉《》「」『』【】〔〕〖〗，。、；：！？—–…‥")
"""What has another form where characters stand one below the other: brackets, dashes, marks."""

BOLD = 30
"""Line around the outlines of a regular face, in 1/1000 em, that makes it a bold one."""

_BOLD_WEIGHT = 600


class _Learned(dict[str, int]):
    """What is known of characters; the rest is found out when it is asked for."""

    def __init__(self, find: Callable[[str], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, character: str) -> int:
        found = self[character] = self._find(character)
        return found


class Face:
    """One face, shared by all documents and threads; its file is opened at first use.

    Lengths are in 1/1000 em, rounded to whole ones as they are in finished files, so that layout
    and viewer reckon with the same numbers.

    Attributes:
        variant: which of the forms of its characters it has; blank for the usual ones.
    """

    variant = ""

    def __init__(self, file: FaceFile) -> None:
        """Stand for the face in ``file``."""
        self._file = file
        self._glyphs = _Learned(self._find_glyph)
        self._advances = _Learned(self._measure)
        self._fonts: dict[tuple[int, int, bool], PlaneFont] = {}

    def __repr__(self) -> str:
        """The face's name."""
        return f"<Face {self.postscript_name}>"

    @cached_property
    def postscript_name(self) -> str:
        """Name ID 6 of the file, reduced to what names in files bear."""
        return re.sub(r"[^A-Za-z0-9+_-]", "", self._file.postscript_name) or "Font"

    @property
    def name(self) -> str:
        """A name for messages."""
        return self._file.title or self._file.path.name

    @property
    def place(self) -> tuple[Path, int]:
        """The file with the face, and which of the faces in it that is."""
        return self._file.path, self._file.number

    @cached_property
    def source(self) -> uharfbuzz.Face:
        """The face as HarfBuzz reads it."""
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(self._file.path), self._file.number)

    @cached_property
    def _font(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(self.source)

    def font(self, plane: int, emboldening: int = 0, *, stands_in: bool = False) -> PlaneFont:
        """The font by which documents show characters of ``plane``.

        It is another one where the face is drawn by a line, or only stands in for that of a style.
        """
        # A font of its own, so that the file knows what to remark on.
        key = (plane, emboldening, stands_in)
        return self._fonts.get(key) or self._fonts.setdefault(key, PlaneFont(self, *key))

    def glyph(self, character: str) -> int:
        """Glyph index of ``character``; 0 when the face lacks it or it cannot be set by itself."""
        return self._glyphs[character]

    def glyphs(self, characters: str) -> list[int]:
        """Glyph indices of ``characters``, without a call for each."""
        return [*map(self._glyphs.__getitem__, characters)]

    def _find_glyph(self, character: str) -> int:
        # One glyph a character: shaping would need glyphs that no character alone stands for.
        if obstacle(character) or self._draws_wrong(character):
            return 0
        glyph = int(self._font.get_nominal_glyph(ord(character)) or 0)
        return glyph if glyph < self.source.glyph_count else 0  # a broken cmap says anything

    @cached_property
    def vertical(self) -> VerticalFace:
        """The forms that characters have in vertical text."""
        return VerticalFace(self, self._file)

    def vertical_glyph(self, character: str) -> int:
        """Glyph index of the form that ``character`` has in vertical text; 0 if it has none."""
        full = character.translate(_HALF_BRACKETS)
        if character not in TURNED or not self.glyph(full):
            return 0
        buffer = uharfbuzz.Buffer()
        buffer.add_str(full)
        buffer.direction, buffer.script = "ttb", "Hani"
        # Where the file does not say it, HarfBuzz takes the compatibility characters (U+FE35).
        uharfbuzz.shape(self._font, buffer)
        glyph = int(buffer.glyph_infos[0].codepoint)
        return glyph if glyph != self.glyph(full) and glyph < self.source.glyph_count else 0

    def _draws_wrong(self, character: str) -> bool:
        """Whether the face has ``character`` and draws something else."""
        return character in DRAWN_WRONG_BY_FANDOL and self.postscript_name.startswith("Fandol")

    @cached_property
    def codes(self) -> uharfbuzz.Set:
        """The code points that the face says it has; none if its file cannot be read any more."""
        try:
            # A face is opened when it is first asked, which may be long after its folder was read.
            return self.source.unicodes
        except (OSError, uharfbuzz.HarfBuzzError):
            return uharfbuzz.Set()

    def draws(self, character: str) -> bool:
        """Whether something is to be seen of ``character``, and it is that character.

        Faces of coloured pictures have blank outlines; some draw one box for all there is, even for
        a code point that never is a character.
        """
        if ord(character) not in self.codes or _NO_CHARACTER in self.codes:
            return False
        glyph = self.glyph(character)
        extents = self._font.get_glyph_extents(glyph)
        return glyph != 0 and (character.isspace() or bool(extents and extents.width))

    def advance(self, character: str) -> int:
        """Advance of ``character``."""
        return self._advances[character]

    def advances(self, characters: str) -> list[int]:
        """Advances of ``characters``, without a call for each."""
        return [*map(self._advances.__getitem__, characters)]

    def _measure(self, character: str) -> int:
        return self._thousandths(self._font.get_glyph_h_advance(self.glyph(character)))

    @cached_property
    def darkness(self) -> int:
        """Line around its outlines, in 1/1000 em, that makes a regular 宋体 as dark as this face.

        The weight that a file states does not tell: that of the bundled 小标宋 says regular.
        """
        if self.glyph(_UPRIGHT) and self._ink(_UPRIGHT)[1] > _THICK:
            return _DARKNESS_OF_TITLES
        return _DARKNESS_OF_HEI if is_hei(self._file.names) else 0

    @cached_property
    def is_bold(self) -> bool:
        """Whether it needs no line around its outlines to be bold."""
        return self._file.weight >= _BOLD_WEIGHT or self.darkness >= BOLD

    @property
    def weight(self) -> int:
        """What the file says: 400 for regular, 700 for bold."""
        return self._file.weight

    def is_of_family(self, other: Face) -> bool:
        """Whether it is an upright face that goes by one of the names of ``other``."""
        return not self._file.italic and not self._file.names.isdisjoint(other._file.names)

    @cached_property
    def half_closing(self) -> str:
        """Closing punctuation whose ink keeps to the left half of a full-width body."""
        return "".join(mark for mark in CLOSING if self._ink_within(mark)[1] <= _EM // 2)

    @cached_property
    def half_opening(self) -> str:
        """Opening punctuation whose ink keeps to the right half of a full-width body."""
        return "".join(mark for mark in OPENING if self._ink_within(mark)[0] >= _EM // 2)

    def _ink_within(self, character: str) -> tuple[int, int]:
        """Where the ink of ``character`` begins and ends; all over it if it is not full-width."""
        left, width = self._ink(character)
        return (left, left + width) if self.advance(character) == _EM else (0, _EM)

    def _ink(self, character: str) -> tuple[int, int]:
        """Where the ink of ``character`` begins, and how wide it is."""
        extents = self._font.get_glyph_extents(self.glyph(character))
        if extents is None:
            return 0, _EM
        return self._thousandths(extents.x_bearing), self._thousandths(extents.width)

    @cached_property
    def ascent(self) -> int:
        """Height of the face above the baseline."""
        return abs(self._thousandths(self._font.get_font_extents("ltr").ascender))

    @cached_property
    def descent(self) -> int:
        """Depth of the face below the baseline, as a negative number."""
        return -abs(self._thousandths(self._font.get_font_extents("ltr").descender))

    @cached_property
    def cap_height(self) -> int:
        """Height of capitals."""
        metric = uharfbuzz.OTMetricsTag.CAP_HEIGHT
        return self._thousandths(self._font.get_metric_position_with_fallback(metric))

    @cached_property
    def bounding_box(self) -> tuple[int, ...]:
        """The box around all glyphs: left, bottom, right, top."""
        return tuple(map(self._thousandths, unpack_from(">4h", self.table("head"), 36)))

    @cached_property
    def italic_angle(self) -> int:
        """Degrees from the vertical, negative when the face leans to the right."""
        # `post` is not among the tables without which a face is passed over.
        post = self.table("post")
        return int(unpack_from(">h", post, 4)[0]) if len(post) >= 6 else 0

    @cached_property
    def stem_width(self) -> int:
        """Vertical stems, as the weight of the face suggests."""
        # Some old files count weights from 1 to 9.
        weight = self._file.weight if 100 <= self._file.weight <= 1000 else _REGULAR_WEIGHT
        return 10 + 220 * (weight - 50) // 900

    @property
    def is_cff(self) -> bool:
        """Whether the outlines are CFF; TrueType otherwise."""
        return "CFF " in self.source.table_tags

    def table(self, tag: str) -> bytes:
        """The table called ``tag``, empty if there is none."""
        return bytes(self.source.reference_table(tag).data)

    def view(self, tag: str) -> memoryview:
        """The table called ``tag`` as it stands in the file, of which no more is read than used."""
        place, length = self._tables.get(tag, (0, 0))
        return self._mapped[place : place + length]

    @cached_property
    def _mapped(self) -> memoryview:
        with self._file.path.open("rb") as file:
            return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))

    @cached_property
    def _tables(self) -> dict[str, tuple[int, int]]:
        with self._file.path.open("rb") as file:
            return tables_of(file, self._file.number)

    def _thousandths(self, units: float) -> int:
        return round(units * _EM / int(self.source.upem))


class VerticalFace(Face):
    """The characters of a face that have another form in vertical text, in that form."""

    variant = "vertical"

    def __init__(self, face: Face, file: FaceFile) -> None:
        """Stand for these forms of ``face``, which is in ``file``."""
        super().__init__(file)
        self._face = face

    @cached_property
    def source(self) -> uharfbuzz.Face:
        """The face as HarfBuzz reads it."""
        return self._face.source

    def _find_glyph(self, character: str) -> int:
        return self._face.vertical_glyph(character)


@dataclass(frozen=True, slots=True, eq=False)
class PlaneFont:
    """The characters of a face in one plane of Unicode: what a document has as one font.

    File formats give characters of a font codes of two bytes, which hold no more than a plane.

    Attributes:
        face: that has the characters.
        plane: of Unicode; 0 is the Basic Multilingual Plane.
        emboldening: line around the outlines in 1/1000 em.
        stands_in: whether the face was not asked for, and only has what those of a style lack.
    """

    face: Face
    plane: int
    emboldening: int = 0
    stands_in: bool = False
