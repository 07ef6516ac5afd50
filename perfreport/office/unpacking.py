"""The parts of an Office file from anywhere, unpacked within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from perfreport.office.limits import Limits, refusal
from perfreport.office.others import Wanted
from perfreport.office.package import (
    UNREADABLE,
    Parts,
    elements_in,
    is_inside,
    usual_entries,
)

_ENCRYPTED_FLAG = 0x1
_READABLE = ("xml", "rels")
_CHUNK = 2**20


def unpack(content: bytes, wanted: Wanted, limits: Limits) -> Parts:
    """The XML parts of the file ``content`` by their names; pictures and the like are left.

    Raises:
        InputError: when it is not the one ``wanted``, damaged, encrypted, or beyond ``limits``.
    """
    limits.require(file_bytes=len(content))
    if not content.startswith(b"PK"):
        raise refusal(wanted.other(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = usual_entries(archive)
            _check_entries(entries, wanted, limits)
            if not set(wanted.parts) <= set(archive.namelist()):
                raise refusal(wanted.other(content))
            return _unpacked(archive, entries, wanted, limits)
    except UNREADABLE:
        raise refusal(wanted.damaged) from None


def _check_entries(entries: Sequence[zipfile.ZipInfo], wanted: Wanted, limits: Limits) -> None:
    limits.require(parts=len(entries))
    limits.require(wanted.surplus, unpacked_bytes=sum(entry.file_size for entry in entries))
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise refusal(wanted.encrypted)
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or not all(map(is_inside, names)):
        raise refusal(f"文件内部的名称重复或指向文件之外，不予读取；{wanted.damaged}")


def _unpacked(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], wanted: Wanted, limits: Limits
) -> Parts:
    parts: Parts = {}
    size = elements = 0
    for entry in entries:
        if entry.filename.rsplit(".", 1)[-1].lower() in _READABLE:
            parts[entry.filename] = _inflated(archive, entry, wanted, limits, size)
            size += len(parts[entry.filename])
            elements += elements_in(parts[entry.filename])
            limits.require(wanted.surplus, elements=elements)
    return parts


def _inflated(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, wanted: Wanted, limits: Limits, before: int
) -> bytes:
    """The bytes of ``entry``; what its header says of its size is not believed."""
    # In pieces, so that a forged size is noticed before the memory is full.
    chunks: list[bytes] = []
    size = before
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            limits.require(wanted.surplus, unpacked_bytes=size)
            chunks.append(chunk)
    return b"".join(chunks)
