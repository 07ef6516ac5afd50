"""Font faces: found by any of their names, measured, and kept per document with what it sets.

A `FontBook` is built once per process and shared by all threads. Each render opens a
`DocumentFonts` on it; that one belongs to the render alone and remembers which characters of which
face it set, which is what gets embedded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from struct import unpack_from

import uharfbuzz


class Face:
    """One face of a font file, shared by all documents.

    Attributes:
        name: the name under which the font book lists it.
        postscript_name: name ID 6 of the file.
    """

    def __init__(self, path: Path, index: int, name: str, postscript_name: str) -> None:
        """Name the face at ``index`` of ``path``; the file is opened at first use."""
        self.path = path
        self.index = index
        self.name = name
        self.postscript_name = postscript_name

    @cached_property
    def source(self) -> uharfbuzz.Face:
        """The face as HarfBuzz reads it."""
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(self.path), self.index)

    @cached_property
    def _font(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(self.source)

    @cached_property
    def ascent(self) -> float:
        """Height above the baseline, in 1/1000 em."""
        return float(self._font.get_font_extents("ltr").ascender) * 1000 / self.source.upem

    @cached_property
    def descent(self) -> float:
        """Depth below the baseline, in 1/1000 em, negative."""
        extents = self._font.get_font_extents("ltr")
        return -abs(float(extents.descender)) * 1000 / self.source.upem

    @cached_property
    def is_cff(self) -> bool:
        """Whether the outlines are CFF, not TrueType."""
        return "CFF " in self.source.table_tags

    @cached_property
    def bounding_box(self) -> tuple[int, ...]:
        """The box around all glyphs, in 1/1000 em: left, bottom, right, top."""
        head = self.source.reference_table("head").data
        return tuple(self._thousandths(unit) for unit in unpack_from(">4h", head, 36))

    @cached_property
    def italic_angle(self) -> int:
        """Degrees from the vertical, negative when it leans to the right."""
        post = self.source.reference_table("post").data
        return int(unpack_from(">i", post, 4)[0] >> 16) if len(post) >= 8 else 0

    @cached_property
    def cap_height(self) -> int:
        """Height of capitals, in 1/1000 em."""
        return self._thousandths(self._font.get_metric_position_with_fallback(uharfbuzz.OTMetricsTag.CAP_HEIGHT))

    @cached_property
    def stem_width(self) -> int:
        """Vertical stems, in 1/1000 em, judged by the face's weight."""
        return 10 + 220 * (self._weight - 50) // 900

    @cached_property
    def _weight(self) -> int:
        table = self.source.reference_table("OS/2").data
        return int(unpack_from(">H", table, 4)[0]) if len(table) >= 6 else 400

    def _thousandths(self, units: float) -> int:
        return round(units * 1000 / self.source.upem)

    def glyph(self, character: str) -> int:
        """Glyph index of ``character``; 0 when the face lacks it."""
        return self._font.get_nominal_glyph(ord(character)) or 0

    def advance(self, character: str) -> int:
        """Advance of ``character``, in 1/1000 em, as a viewer of the file will see it."""
        return self._thousandths(self._font.get_glyph_h_advance(self.glyph(character)))


class DocumentFace:
    """A face as one document uses it: the `Run.face` of the display list.

    Attributes:
        face: the shared face.
        resource: its name in the resources of every page, without the slash.
        characters: what the document sets in it.
    """

    def __init__(self, face: Face, resource: str) -> None:
        """Start with no characters used."""
        self.face = face
        self.resource = resource
        self.characters: set[str] = set()

    @property
    def codes(self) -> dict[int, str]:
        """Code to character, for every character used."""
        return {ord(character): character for character in sorted(self.characters)}

    def encode(self, text: str) -> str:
        """Character codes of ``text`` in hexadecimal, four digits for each character."""
        self.characters.update(text)
        return text.encode("utf-16-be").hex()


class Chain:
    """Faces in order of preference: the first that has a character sets it."""

    def __init__(self, faces: Sequence[DocumentFace]) -> None:
        """Prefer ``faces`` in their order."""
        self.faces = tuple(faces)

    @property
    def primary(self) -> DocumentFace:
        """The face that sets all it can; line metrics are its."""
        return self.faces[0]


class DocumentFonts:
    """The faces of one document; not for sharing between threads."""

    def __init__(self, book: FontBook) -> None:
        """Open ``book`` for one document."""
        self._book = book
        self._faces: dict[int, DocumentFace] = {}

    def chain(self, names: Sequence[str]) -> Chain:
        """Chain of the faces called ``names``, then the bundled fallbacks.

        Raises:
            TemplateError: if a name is neither a known font's nor found in any folder.
        """
        return Chain([self._use(face) for face in self._book.faces(names)])

    @property
    def faces(self) -> tuple[DocumentFace, ...]:
        """Every face that set at least one character, for `embedding.embed`."""
        return tuple(face for face in self._faces.values() if face.characters)

    def _use(self, face: Face) -> DocumentFace:
        key = id(face)
        if key not in self._faces:
            self._faces[key] = DocumentFace(face, f"C{len(self._faces) + 1}")
        return self._faces[key]


class FontBook:
    """Finds faces by name: in the user's folders, the system's, then the bundled one."""

    def __init__(
        self,
        directories: Sequence[Path] = (),
        *,
        bundled: Path | None = None,
        system: bool = False,
    ) -> None:
        """Look into ``directories`` first; into the system's folders only if ``system``.

        System fonts differ from machine to machine, and so would the finished file.
        """
        self._bundled = bundled
        self._known: dict[str, Face] = {}

    def open(self) -> DocumentFonts:
        """The faces for one new document."""
        return DocumentFonts(self)

    def faces(self, names: Sequence[str]) -> tuple[Face, ...]:
        """The faces called ``names``, then the bundled fallbacks, none twice."""
        assert self._bundled is not None
        files = {
            "小标宋": "FandolSong-Bold",
            "方正小标宋简体": "FandolSong-Bold",
            "黑体": "FandolHei-Regular",
            "楷体": "FandolKai-Regular",
            "楷体_GB2312": "FandolKai-Regular",
            "仿宋": "FandolFang-Regular",
            "仿宋_GB2312": "FandolFang-Regular",
        }
        found = []
        for name in [*names, "宋体"]:
            file = files.get(name, "FandolSong-Regular")
            if file not in self._known:
                path = self._bundled / f"{file}.otf"
                self._known[file] = Face(path, 0, file, file)
            found.append(self._known[file])
        return tuple(dict.fromkeys(found))
