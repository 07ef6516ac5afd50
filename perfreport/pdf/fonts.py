"""Fonts: faces found by any of their names, and kept per document with what they set.

A `FontBook` is built once per process and shared by all threads. Each render opens a
`DocumentFonts` on it, which belongs to that render alone and remembers which characters of which
face it set; these are embedded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from perfreport.errors import GlyphError, TemplateError
from perfreport.pdf.face import Face
from perfreport.pdf.fontnames import design_of, normalized
from perfreport.pdf.missing import advice, glyph_error
from perfreport.pdf.sfnt import FaceFile, read_faces

if TYPE_CHECKING:
    from perfreport.pdf.metrics import Metrics

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_FALLBACKS = ("FandolSong-Regular", "FandolFang-Regular", "FandolKai-Regular", "FandolHei-Regular")
_REGULAR_WEIGHT = 400
_SURROGATES = range(0xD800, 0xE000)


class DocumentFace:
    """A face as one document uses it: the ``face`` of a run in the display list.

    A character's code is its code point. Characters beyond the Basic Multilingual Plane take, in
    the order of their first use, the codes that Unicode keeps for surrogates and no character has.

    Attributes:
        face: the shared face.
        resource: its name in the resources of every page, without the slash.
        codes: code to character, for every character the document uses.
    """

    def __init__(self, face: Face, resource: str) -> None:
        """Start with no characters used."""
        self.face = face
        self.resource = resource
        self.codes: dict[int, str] = {}
        self._beyond: dict[int, int] = {}

    def admit(self, character: str) -> None:
        """Take ``character``, which the face has, among those that get embedded.

        Raises:
            GlyphError: if there are no codes left.
        """
        code = ord(character)
        if code > 0xFFFF:
            if code not in self._beyond:
                self._beyond[code] = self._next_surrogate(character)
            code = self._beyond[code]
        self.codes[code] = character

    def encode(self, text: str) -> str:
        """The codes of ``text`` in hexadecimal, four digits for each character.

        All characters must have been admitted.
        """
        if self._beyond:
            text = text.translate(self._beyond)
        return text.encode("utf-16-be", "surrogatepass").hex()

    def _next_surrogate(self, character: str) -> int:
        if len(self._beyond) == len(_SURROGATES):
            message = f"一份文件里的生僻字不能超过 {len(_SURROGATES)} 种，请把文件分成几份。"
            raise GlyphError(character, character, message)
        return _SURROGATES[len(self._beyond)]


class Chain:
    """Faces of one document in order of preference: the first that has a character sets it."""

    def __init__(self, faces: Sequence[DocumentFace], book: FontBook) -> None:
        """Prefer ``faces`` in their order; there is at least one."""
        self.faces = tuple(faces)
        self.metrics: dict[tuple[float, float, bool, Chain | None], Metrics] = {}
        self._book = book

    @property
    def primary(self) -> DocumentFace:
        """The face that sets all it can; line metrics are its."""
        return self.faces[0]

    def find(self, character: str) -> DocumentFace | None:
        """The first face that has ``character``."""
        return next((used for used in self.faces if used.face.glyph(character)), None)

    def missing(self, character: str, text: str) -> GlyphError:
        """The error to raise for ``character`` in ``text``, which no face has."""
        return glyph_error(character, text, self._book.all_faces())


class DocumentFonts:
    """The faces of one document; not for sharing between threads."""

    def __init__(self, book: FontBook) -> None:
        """Open ``book`` for one document."""
        self._book = book
        self._used: dict[Face, DocumentFace] = {}

    def chain(self, names: Sequence[str]) -> Chain:
        """The faces called ``names``, then the bundled fallbacks.

        Raises:
            TemplateError: if a name is no known font's and found nowhere.
        """
        return Chain([self._use(face) for face in self._book.faces(names)], self._book)

    @property
    def faces(self) -> tuple[DocumentFace, ...]:
        """Every face that sets at least one character, for `embedding.embed`."""
        return tuple(used for used in self._used.values() if used.codes)

    def _use(self, face: Face) -> DocumentFace:
        if face not in self._used:
            self._used[face] = DocumentFace(face, f"C{len(self._used) + 1}")
        return self._used[face]


class FontBook:
    """Finds faces by name: in the user's folders, then the system's, then among the bundled.

    May be shared by threads. Folders are looked through once, when they are first needed.
    """

    def __init__(
        self, directories: Sequence[Path] = (), *, bundled: Path, system: bool = False
    ) -> None:
        """Look into ``directories``, in their order, into the system's only if ``system``.

        What a system has installed differs from machine to machine, and so would the file made.
        ``bundled`` is the folder of the Fandol faces.
        """
        folders = [*directories, *(_system_folders() if system else ())]
        self._shelves = [_Shelf(folder) for folder in folders]
        self._bundled = _Shelf(bundled)

    def open(self) -> DocumentFonts:
        """The faces for one new document."""
        return DocumentFonts(self)

    def faces(self, names: Sequence[str]) -> tuple[Face, ...]:
        """The faces called ``names``, then the bundled ones that stand in for them, none twice.

        Raises:
            TemplateError: if a name is no known font's and found nowhere.
        """
        asked = [self._find(name) for name in names]
        designs = [design.bundled for design in map(design_of, names) if design]
        stand_ins = [self._bundled.find(name) for name in (*designs, *_FALLBACKS)]
        return tuple(dict.fromkeys(face for face in (*asked, *stand_ins) if face))

    def all_faces(self) -> Iterator[Face]:
        """Every face there is, once for each file."""
        for shelf in (*self._shelves, self._bundled):
            yield from shelf.faces

    def advice(self, character: str) -> str:
        """What to do about ``character`` when no face of a style has it."""
        return advice(character, self.all_faces())

    def _find(self, name: str) -> Face | None:
        """The face called ``name`` or, shelf by shelf, the next best of the same design.

        None when only a bundled face of another name can stand in for it.
        """
        design = design_of(name)
        candidates = (name, *design.names) if design else (name,)
        for shelf in (*self._shelves, self._bundled):
            for candidate in candidates:
                if face := shelf.find(candidate):
                    return face
        if design is None:
            raise TemplateError(
                f"找不到字体“{name}”：请把字体文件放进字体文件夹，或在版式里换一个字体。"
            )
        return None


class _Shelf:
    """The faces of one folder and the folders in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    @property
    def faces(self) -> Iterable[Face]:
        """Every face, once, in the order of file names."""
        return self._contents[0]

    def find(self, name: str) -> Face | None:
        """The face called ``name``, the regular one if several are."""
        return self._contents[1].get(normalized(name))

    @property
    def _contents(self) -> tuple[tuple[Face, ...], dict[str, Face]]:
        with self._lock:
            return self._read

    @cached_property
    def _read(self) -> tuple[tuple[Face, ...], dict[str, Face]]:
        files = [file for path in _font_files(self._folder) for file in read_faces(path)]
        faces = {file: Face(file) for file in files}
        by_name: dict[str, Face] = {}
        for file in sorted(files, key=_irregularity, reverse=True):
            by_name.update(dict.fromkeys(map(normalized, file.names), faces[file]))
        return tuple(faces.values()), by_name


def _irregularity(file: FaceFile) -> tuple[bool, int, str, int]:
    """Sorts the upright and regular first, then by file name: the same everywhere."""
    return file.italic, abs(file.weight - _REGULAR_WEIGHT), file.path.name, file.number


def _font_files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file()
    )


def _system_folders() -> list[Path]:
    """Where this system keeps its fonts, the user's own first."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        return [local / "Microsoft" / "Windows" / "Fonts", windows / "Fonts"]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [
        *(home / ".fonts", home / ".local/share/fonts"),
        *(Path("/usr/local/share/fonts"), Path("/usr/share/fonts")),
    ]
