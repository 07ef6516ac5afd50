"""The zip file around the parts of an Office file: read with care, written always the same."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELATIONSHIPS = "_rels/.rels"

# A zip file knows no time before this one.
_EARLIEST_TIME = (1980, 1, 1, 0, 0, 0)
_COMPRESSION_LEVEL = 6
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


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The file with ``parts``; the same parts give the same bytes at any time on any system."""
    file = io.BytesIO()
    with zipfile.ZipFile(
        file, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION_LEVEL
    ) as zipped:
        for name in sorted(parts, key=_place):
            zipped.writestr(_entry(name), parts[name])
    return file.getvalue()


def _place(name: str) -> tuple[bool, bool, str]:
    """Where a part stands in the file: what describes the others comes first."""
    return name != CONTENT_TYPES, name != PACKAGE_RELATIONSHIPS, name


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # By default zipfile writes the system that it runs on.
    entry.create_system = 0
    return entry
