"""Fonts: faces found by any of their names.

A `FontBook` is built once per process and shared by all threads and documents.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from perfreport.errors import GlyphError, TemplateError
from perfreport.pdf.cache import Cache
from perfreport.pdf.face import Face
from perfreport.pdf.fontnames import design_of, normalized
from perfreport.pdf.missing import advice, glyph_error
from perfreport.pdf.sfnt import FaceFile, read_faces

if TYPE_CHECKING:
    from perfreport.pdf.display import Line
    from perfreport.pdf.metrics import Metrics

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_FALLBACKS = ("FandolSong-Regular", "FandolFang-Regular", "FandolKai-Regular", "FandolHei-Regular")
_REGULAR_WEIGHT = 400
_MOST_METRICS = 256
_LINES_KEPT = 4 << 20
"""How many styles are kept measured, and how many bytes of lines that were set in them."""


class Chain:
    """Faces in order of preference: the first that has a character sets it."""

    def __init__(self, faces: Sequence[Face], book: FontBook) -> None:
        """Prefer ``faces``, which are of ``book``, in their order; there is at least one."""
        self.faces = tuple(faces)
        self.book = book

    @property
    def primary(self) -> Face:
        """The face that sets all it can; line metrics are its."""
        return self.faces[0]

    def find(self, character: str) -> Face | None:
        """The first face that has ``character``."""
        return next((face for face in self.faces if face.glyph(character)), None)

    def missing(self, character: str, text: str) -> GlyphError:
        """The error to raise for ``character`` in ``text``, which no face has."""
        return glyph_error(character, text, self.book.all_faces())


class FontBook:
    """Finds faces by name: in the user's folders, then the system's, then among the bundled.

    May be shared by threads. Folders are looked through once, when they are first needed.

    Attributes:
        metrics: of styles in its faces, for `text.TextStyle`.
        lines: that were set in these styles, for `text.LineMemory`.
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
        self._chains: Cache[tuple[str, ...], Chain] = Cache(_MOST_METRICS)
        self.metrics: Cache[Hashable, Metrics] = Cache(_MOST_METRICS)
        self.lines: Cache[Hashable, Sequence[Line]] = Cache(_LINES_KEPT)

    def chain(self, names: Sequence[str]) -> Chain:
        """The faces called ``names``, then the bundled fallbacks.

        Raises:
            TemplateError: if a name is no known font's and found nowhere.
        """
        key = tuple(names)
        chain = self._chains.get(key)
        if chain is None:
            chain = Chain(self.faces(names), self)
            self._chains.put(key, chain, 1)
        return chain

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
