"""What a font file says about its faces, read from a few of its tables.

Only as much is read as is needed to find a face by name among thousands of files: the table
directory, the names, and weight and slant. The format is ISO/IEC 14496-22 (OpenType).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

_NAME_IDS = frozenset({1, 4, 6, 16})
"""Family, full name, PostScript name, typographic family."""

_NEEDED_TABLES = frozenset({"name", "cmap", "head", "hhea", "hmtx", "maxp"})
_POSTSCRIPT_NAME = 6
_MACINTOSH = 1
_CHINESE_TITLE = (3, 0x0804, 4)
"""Platform, language and name ID of the full name in simplified Chinese."""

_MACINTOSH_ENCODINGS = {0: "mac_roman", 2: "big5", 25: "gbk"}
_WIDEST_TABLE = 1 << 20
"""A name or OS/2 table beyond this many bytes is taken for damage."""

_LARGEST_FILE = 1 << 29
"""Bytes; the largest collections have a third of this, and HarfBuzz reads no more than twice it."""

_FONT_ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}
_UNITS_PER_EM = range(16, 16_385)


class FaceFile(NamedTuple):
    """One face of a font file.

    Attributes:
        path: the file.
        number: of the face in a collection, from 0.
        names: every family, full and PostScript name, in every language, as they stand there.
        postscript_name: name ID 6, or an empty string.
        title: what people call it: its full name in Chinese, or else ``postscript_name``.
        weight: 400 for regular, 700 for bold.
        italic: whether it slants.
    """

    path: Path
    number: int
    names: frozenset[str]
    postscript_name: str
    title: str
    weight: int
    italic: bool


def font_files(folder: Path) -> Iterator[Path]:
    """The files in ``folder`` and the folders in it that are called like fonts, in no order."""
    return (
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _FONT_ENDINGS and path.is_file()
    )


def read_faces(path: Path) -> list[FaceFile]:
    """The faces in the file at ``path`` that have TrueType or CFF outlines.

    Files that are no fonts, damaged ones, and those of half a gigabyte have none.
    """
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > _LARGEST_FILE:
                return []
            offsets = _face_offsets(file)
            faces = [_read_face(file, path, number, at) for number, at in enumerate(offsets)]
    except (OSError, struct.error):
        return []
    return [face for face in faces if face]


def tables_of(file: BinaryIO, number: int) -> dict[str, tuple[int, int]]:
    """Where the tables of the face of ``number`` stand in ``file``, each with its length."""
    return _directory(file, _face_offsets(file)[number])


def _face_offsets(file: BinaryIO) -> list[int]:
    tag = file.read(4)
    if tag == b"ttcf":
        _version, count = struct.unpack(">II", file.read(8))
        # A damaged count claims millions of faces: too little is read then, and unpacking fails.
        return list(struct.unpack(f">{count}I", file.read(4 * min(count, 1024))))
    return [0] if tag in (b"\0\1\0\0", b"OTTO", b"true") else []


def _read_face(file: BinaryIO, path: Path, number: int, offset: int) -> FaceFile | None:
    tables = _directory(file, offset)
    if not (tables.keys() >= _NEEDED_TABLES and ("glyf" in tables or "CFF " in tables)):
        return None
    if not _is_measured(file, tables):
        return None
    names = _names(_table(file, tables["name"]))
    weight, italic = _weight_and_slant(_table(file, tables.get("OS/2", (0, 0))))
    postscript_name = next((text for (_, _, key), text in names if key == _POSTSCRIPT_NAME), "")
    return FaceFile(
        path,
        number,
        frozenset(text for _, text in names),
        postscript_name,
        next((text for key, text in names if key == _CHINESE_TITLE), postscript_name),
        weight,
        italic,
    )


def _directory(file: BinaryIO, offset: int) -> dict[str, tuple[int, int]]:
    """Table tag to place and length."""
    file.seek(offset + 4)
    (count,) = struct.unpack(">H6x", file.read(8))
    records = struct.iter_unpack(">4s4xII", file.read(16 * count))
    return {tag.decode("latin-1"): (place, length) for tag, place, length in records}


def _table(file: BinaryIO, place: tuple[int, int]) -> bytes:
    offset, length = place
    file.seek(offset)
    return file.read(min(length, _WIDEST_TABLE))


def _is_measured(file: BinaryIO, tables: dict[str, tuple[int, int]]) -> bool:
    """Whether the em and the count of advances that the face states can be true."""
    (em,) = struct.unpack_from(">H", _table(file, tables["head"]), 18)
    (advances,) = struct.unpack_from(">H", _table(file, tables["hhea"]), 34)
    (glyphs,) = struct.unpack_from(">H", _table(file, tables["maxp"]), 4)
    return em in _UNITS_PER_EM and 1 <= advances <= glyphs and tables["hmtx"][1] >= 4 * advances


def _names(table: bytes) -> list[tuple[tuple[int, int, int], str]]:
    """The names a face may be asked for by, each after its platform, language and name ID."""
    _format, count, storage = struct.unpack_from(">3H", table)
    names = []
    for record in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
        platform, encoding, language, name_id, length, offset = record
        if name_id not in _NAME_IDS:
            continue
        start = storage + offset
        codec = _MACINTOSH_ENCODINGS.get(encoding) if platform == _MACINTOSH else "utf_16_be"
        if codec:
            text = table[start : start + length].decode(codec, "ignore")
            names.append(((platform, language, name_id), text))
    return names


def _weight_and_slant(table: bytes) -> tuple[int, bool]:
    if len(table) < 64:
        return 400, False
    (weight,) = struct.unpack_from(">H", table, 4)
    (selection,) = struct.unpack_from(">H", table, 62)
    return weight, bool(selection & 1)
