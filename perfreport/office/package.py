"""The zip file around the parts of an Office file: read with care, written always the same."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from struct import Struct
from types import MappingProxyType
from typing import NamedTuple, Self

from deflate import deflate_compress

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELATIONSHIPS = "_rels/.rels"

# The layout of a zip file (APPNOTE 4.3): before each part, of each in the directory, at the end.
_HEAD, _TOLD, _END = Struct("<4s5H3L2H"), Struct("<4s6H3L5H2L"), Struct("<4s4H2LH")
_VERSION, _NAME_IN_UTF_8 = 20, 0x800
_EARLIEST_DAY = 1 << 5 | 1
"""The first of January 1980: a zip file knows no earlier one."""
_ATTRIBUTES = 0o600 << 16
"""That the owner may read and write it, where a file is unpacked."""
_SMALL = 2048
_COMPRESSION, _OF_SMALL = 7, 10
"""The first levels of libdeflate that make a part no larger than zlib does, and a small one: there
the others find too few repetitions."""
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,  # a part that is not there
    RuntimeError,  # a password, or an exotic compression
    ValueError,
)
"""What ``zipfile`` raises for a file that is none, cut short, or packed in another way."""

Parts = dict[str, bytes]
"""The parts of a document by their names."""


def sizes(content: bytes, parts: Parts) -> Mapping[str, int]:
    """What ``Limits`` bound of any file ``content`` with these ``parts``."""
    return {
        "file_bytes": len(content),
        "unpacked_bytes": sum(map(len, parts.values())),
        "parts": len(parts),
        "elements": sum(map(elements_in, parts.values())),
    }


def elements_in(part: bytes) -> int:
    """The elements and attributes of an XML part, or a few more; never fewer.

    They are counted before a tree is built: one of empty elements is hundreds of times as large
    as its file.
    """
    # 20 million empty runs fit into a file of 181 KB, and make a tree of 2.8 GB.
    return part.count(b"<") - part.count(b"</") + part.count(b"=")


def is_inside(name: str) -> bool:
    """Whether a part's name leads nowhere but into the file."""
    return not name.startswith("/") and "\\" not in name and ".." not in PurePosixPath(name).parts


def is_hidden_reference(name: str) -> bool:
    """Whether a part has references under a name that only readers without regard to case find."""
    path = PurePosixPath(name)
    is_one = path.suffix.lower() == ".rels" and path.parent.name.lower() == "_rels"
    return is_one and (path.suffix != ".rels" or path.parent.name != "_rels")


def usual_entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries of ``archive`` without folders.

    Raises:
        BadZipFile: when one is not packed as Word packs.
    """
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    # Other methods than these two know no bounds when unpacking.
    if any(
        each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for each in entries
    ):
        raise zipfile.BadZipFile
    return entries


class Packed(NamedTuple):
    """A part as it stands in a file.

    Attributes:
        part: unpacked.
        deflated: the same, compressed.
        checksum: of the part.
    """

    part: bytes
    deflated: bytes
    checksum: int

    @classmethod
    def of(cls, part: bytes) -> Self:
        """The ``part``, packed."""
        level = _COMPRESSION if len(part) > _SMALL else _OF_SMALL
        return cls(part, bytes(deflate_compress(part, level)), zlib.crc32(part))


def write_package(
    parts: Mapping[str, bytes], ready: Mapping[str, Packed] = MappingProxyType({})
) -> bytes:
    """The file with ``parts``; the same parts give the same bytes at any time on any system.

    Args:
        parts: by their names.
        ready: what some of them may be, packed before: most are the same in many files.
    """
    # zipfile would compress them all anew, and takes as long again to write a small file.
    entries: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name in sorted(parts, key=_place):
        packed = ready.get(name)
        if packed is None or packed.part is not parts[name]:
            packed = Packed.of(parts[name])
        head, told = _entry(name, packed, place)
        entries += head, packed.deflated
        directory.append(told)
        place += len(head) + len(packed.deflated)
    end = b"".join(directory)
    count = len(directory)
    return b"".join((*entries, end, _END.pack(b"PK\5\6", 0, 0, count, count, len(end), place, 0)))


def _place(name: str) -> tuple[bool, bool, str]:
    """Where a part stands in the file: what describes the others comes first."""
    return name != CONTENT_TYPES, name != PACKAGE_RELATIONSHIPS, name


def _entry(name: str, packed: Packed, place: int) -> tuple[bytes, bytes]:
    """What stands before a part at ``place`` in a file, and what the directory says of it."""
    encoded = name.encode()
    of_name = 0 if name.isascii() else _NAME_IN_UTF_8
    sizes = len(packed.deflated), len(packed.part)
    shared = of_name, zipfile.ZIP_DEFLATED, 0, _EARLIEST_DAY, packed.checksum, *sizes, len(encoded)
    head = _HEAD.pack(b"PK\3\4", _VERSION, *shared, 0)
    told = _TOLD.pack(b"PK\1\2", _VERSION, _VERSION, *shared, 0, 0, 0, 0, _ATTRIBUTES, place)
    return head + encoded, told + encoded
