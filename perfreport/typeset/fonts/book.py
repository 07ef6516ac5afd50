"""Fonts: faces found by any of their names.

A `FontBook` is built once per process and shared by all threads and documents.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import uharfbuzz

from perfreport.basics.errors import TemplateError
from perfreport.typeset.cache import Cache
from perfreport.typeset.characters.obstacles import obstacle
from perfreport.typeset.fonts.face import BOLD, TURNED, Face, PlaneFont
from perfreport.typeset.fonts.names import design_of, normalized
from perfreport.typeset.fonts.sfnt import FaceFile, font_files, read_faces

_Kept = TypeVar("_Kept")

_FALLBACKS = ("FandolSong-Regular", "FandolFang-Regular", "FandolKai-Regular", "FandolHei-Regular")
_PRIVATE_USE = "Co"
_REGULAR_WEIGHT, _BOLD_WEIGHT = 400, 700
_MOST_CHAINS = 256


@dataclass(frozen=True, eq=False)
class Chain:
    """Faces of a book in order of preference: the first that has a character sets it.

    Attributes:
        faces: at least one.
        book: that they are of.
        names: by which they were asked for.
        regular: the chain of which this is the bold one; None if it is not bold.
    """

    faces: tuple[Face, ...]
    book: FontBook
    names: tuple[str, ...] = ()
    regular: Chain | None = None

    @property
    def primary(self) -> Face:
        """The face that sets all it can; line metrics are its."""
        return self.faces[0]

    def find(self, character: str) -> Face | None:
        """The first face that has ``character``."""
        return next((face for face in self.faces if face.glyph(character)), None)

    def weighted(self, *, bold: bool) -> Chain:
        """The chain for the same text in bold or regular."""
        if bold == (self.regular is not None):
            return self
        return self._bold if self.regular is None else self.regular

    @cached_property
    def _bold(self) -> Chain:
        # Of each face the bold one of its family, else it itself with a line around it.
        return Chain(self.book.with_bold(self.faces), self.book, self.names, self)

    def font(self, face: Face, plane: int) -> PlaneFont:
        """The font by which documents show characters of ``plane`` in ``face``, one of these."""
        return face.font(plane, BOLD if self.regular and not face.is_bold else 0)

    def vertical(self, character: str) -> PlaneFont | None:
        """The font with the form of ``character`` for vertical text; None where it is upright."""
        if character not in TURNED:
            return None
        for face in self.faces:
            if face.vertical.glyph(character):
                return face.vertical.font(0, BOLD if self.regular and not face.is_bold else 0)
        return None

    def stand_in(self, face: Face, plane: int) -> PlaneFont:
        """The same for a face of last resort, as dark as these are."""
        darkness = BOLD if self.regular else self.primary.darkness
        return face.font(plane, darkness, stands_in=True)


class FontBook:
    """Finds faces by name: in the user's folders, then the system's, then among the bundled.

    What the faces of a style lack is set by a last resort, character by character: by any face in
    the user's folders, then among the bundled, then the system's.

    May be shared by threads. Folders are looked through once, when they are first needed.
    """

    def __init__(
        self, directories: Sequence[Path] = (), *, bundled: Path, system: bool = False
    ) -> None:
        """Look into ``directories``, in their order, into the system's only if ``system``.

        What a system has installed differs from machine to machine, and so would the file made.
        ``bundled`` is the folder of the faces that ship with perfreport.
        """
        # The system's come last: a resort opens every face of a shelf, and they differ by machine.
        given = [_Shelf(folder) for folder in directories]
        installed = [_Shelf(folder) for folder in system_folders()] if system else []
        self._bundled = _Shelf(bundled)
        self._shelves = (*given, *installed, self._bundled)
        self._last_resorts = (*given, self._bundled, *installed)
        self._chains: Cache[tuple[str, ...], Chain] = Cache(_MOST_CHAINS)
        self._kept: dict[type, Any] = {}

    def chain(self, names: Sequence[str]) -> Chain:
        """The faces called ``names``, then the bundled fallbacks.

        Raises:
            TemplateError: if a name is no known font's and found nowhere.
        """
        key = tuple(names)
        chain = self._chains.get(key)
        if chain is None:
            chain = Chain(self.faces(names), self, key)
            self._chains.put(key, chain, 1)
        return chain

    def kept(self, kind: type[_Kept]) -> _Kept:
        """The one object of ``kind`` that goes with this book, made at the first call.

        The stages that set text keep there what they worked out from its faces.
        """
        # The book knows nothing of what is kept, so that fonts stand below all who set text.
        kept = self._kept.get(kind)
        if kept is None:
            # Of two threads that both made one the first wins, so that all share the same.
            kept = self._kept.setdefault(kind, kind())
        return kept  # type: ignore[no-any-return]  # it is filed under its class

    def faces(self, names: Sequence[str]) -> tuple[Face, ...]:
        """The faces called ``names``, then the bundled ones that stand in for them, none twice.

        Raises:
            TemplateError: if a name is no known font's and found nowhere.
        """
        asked = [self._find(name) for name in names]
        designs = [design.bundled for design in map(design_of, names) if design]
        stand_ins = [self._bundled.find(name) for name in (*designs, *_FALLBACKS)]
        return tuple(dict.fromkeys(face for face in (*asked, *stand_ins) if face))

    def has(self, name: str) -> bool:
        """Whether a style may ask for the face called ``name``."""
        return design_of(name) is not None or any(shelf.find(name) for shelf in self._shelves)

    def with_bold(self, faces: Iterable[Face]) -> tuple[Face, ...]:
        """``faces``, before each the bold one of its family, if there is one beside it."""
        pairs = ((self._bold_of(face), face) for face in faces)
        return tuple(dict.fromkeys(face for pair in pairs for face in pair if face))

    def _bold_of(self, face: Face) -> Face | None:
        found = (shelf.bold_of(face) for shelf in self._shelves)
        return None if face.is_bold else next((bold for bold in found if bold), None)

    def last_resort(self, character: str) -> Face | None:
        """The face that sets ``character`` where those of a style lack it.

        Of a private character nobody else can know what it means.
        """
        if obstacle(character) or unicodedata.category(character) == _PRIVATE_USE:
            return None
        found = (shelf.face_with(character) for shelf in self._last_resorts)
        return next((face for face in found if face), None)

    def without_glyph(self, characters: Iterable[str]) -> set[str]:
        """Those of ``characters`` that no face at hand has, whatever a style asks for."""
        missing = set(characters)
        for face in self.faces(()):
            missing = {each for each in missing if not face.glyph(each)}
            if not missing:
                break
        return {each for each in missing if not (self.last_resort(each) or self._is_private(each))}

    def _is_private(self, character: str) -> bool:
        """Whether ``character`` is of private use, and some face at hand has it."""
        return unicodedata.category(character) == _PRIVATE_USE and any(
            ord(character) in shelf.codes for shelf in self._shelves
        )

    def _find(self, name: str) -> Face | None:
        """The face called ``name`` or, shelf by shelf, the next best of the same design.

        None when only a bundled face of another name can stand in for it.
        """
        design = design_of(name)
        candidates = (name, *design.names) if design else (name,)
        for shelf in self._shelves:
            # Another maker's face in the user's folder comes before the very name elsewhere.
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
        # Threads that read a folder at once would make two faces of one file, which are told apart
        # by identity; `cached_property` has no lock from Python 3.12 on.
        self._lock = Lock()

    def find(self, name: str) -> Face | None:
        """The face called ``name``, the regular one if several are."""
        return self._by_name.get(normalized(name))

    def bold_of(self, face: Face) -> Face | None:
        """The bold face of the family of ``face``, the one nearest to the usual weight."""
        family = [each for each in self._faces.values() if each.is_of_family(face)]
        bold = [each for each in family if each.is_bold]
        return min(bold, key=lambda each: abs(each.weight - _BOLD_WEIGHT), default=None)

    def face_with(self, character: str) -> Face | None:
        """The first face that draws ``character``."""
        if ord(character) not in self.codes:
            return None
        return next((face for face in self._faces.values() if face.draws(character)), None)

    @cached_property
    def codes(self) -> uharfbuzz.Set:
        """The code points that one face or another has; the first to ask opens all faces."""
        codes = uharfbuzz.Set()
        for face in self._faces.values():
            codes.update(face.codes)
        return codes

    @cached_property
    def _by_name(self) -> dict[str, Face]:
        """The first face that has each name."""
        faces = reversed(self._faces.items())
        return {normalized(name): face for file, face in faces for name in file.names}

    @property
    def _faces(self) -> dict[FaceFile, Face]:
        """Every face, once, the upright and regular first."""
        with self._lock:
            return self._read

    @cached_property
    def _read(self) -> dict[FaceFile, Face]:
        # A folder gives its files in another order on each machine.
        files = [file for path in sorted(font_files(self._folder)) for file in read_faces(path)]
        return {file: Face(file) for file in sorted(files, key=_irregularity)}


def _irregularity(file: FaceFile) -> tuple[bool, int, str, int]:
    """Sorts the upright and regular first, then by file name: the same everywhere."""
    return file.italic, abs(file.weight - _REGULAR_WEIGHT), file.path.name, file.number


def system_folders() -> list[Path]:
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
