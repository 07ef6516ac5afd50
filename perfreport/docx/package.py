"""The zip file around the parts of a Word document: read with care, written always the same."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import reason

MOST_PARTS = 1_000
"""Parts that a template may have."""

MOST_BYTES = 64 * 2**20
"""Bytes that the parts of a template may have, unpacked and together."""

MOST_ELEMENTS = 300_000
"""Elements and attributes that the parts of a template may have together."""

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


def read_package(path: Path) -> Parts:
    """The parts of the Word file at ``path``.

    Raises:
        TemplateError: when it cannot be read, is no Word file, or is larger than a template may be.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = usual_entries(archive)
            _check_entries(entries, path)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except OSError as error:
        raise TemplateError(f"{path}：读不了这个 Word 模板（{reason(error)}）") from None
    except UNREADABLE:
        raise TemplateError(
            f"{path}：不是 Word 文件，或者已损坏、加了密码；请用 Word 打开后另存为 .docx"
        ) from None
    if (count := sum(map(elements_in, parts.values()))) > MOST_ELEMENTS:
        raise TemplateError(
            f"{path}：Word 模板过大（元素和属性 {count:,} 个，至多 {MOST_ELEMENTS:,} 个），请删减"
        )
    return parts


def elements_in(part: bytes) -> int:
    """The elements and attributes of an XML part, or a few more; never fewer.

    They are counted before a tree is built: one of empty elements is hundreds of times as large
    as its file.
    """
    # 20 million empty runs fit into a file of 181 KB, and make a tree of 2.8 GB.
    return part.count(b"<") - part.count(b"</") + part.count(b"=")


def _check_entries(entries: Sequence[zipfile.ZipInfo], path: Path) -> None:
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS or size > MOST_BYTES:
        raise TemplateError(
            f"{path}：Word 模板过大（解压后 {size // 2**20} MB、{len(entries)} 个部分；"
            f"至多 {MOST_BYTES // 2**20} MB、{MOST_PARTS} 个部分），请删去其中的图片等内容"
        )
    names = [entry.filename for entry in entries]
    sound = all(is_inside(name) and not is_hidden_reference(name) for name in names)
    # Names that differ in nothing but case are one part to Word (ECMA-376, part 2).
    if len({name.lower() for name in names}) < len(names) or not sound:
        raise TemplateError(f"{path}：文件内部的名称有误，请用 Word 打开后另存为 .docx")


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
