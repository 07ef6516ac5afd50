"""A seal on finished Word files, by which one that nobody has touched since is known at once."""

from __future__ import annotations

import zipfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from perfreport.docx.embedding import ITEM
from perfreport.docx.package import UNREADABLE, Parts, usual_entries

_CHUNK = 2**20
_MOST_BYTES = 2**32


def sealed(parts: Parts) -> Parts:
    """``parts`` with a digest of all others behind the embedded data, as a comment of XML."""
    others = ((name, iter((part,))) for name, part in parts.items() if name != ITEM)
    return {**parts, ITEM: parts[ITEM] + _seal(others)}


def is_untouched(path: Path) -> bool:
    """Whether the Word file at ``path`` is as it was written; no editor leaves the seal right.

    It is unpacked in small pieces, which are not kept.

    Raises:
        OSError: when the file cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = usual_entries(archive)
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                return False
            data = b"".join(_pieces(archive, ITEM))
            names = (entry.filename for entry in entries if entry.filename != ITEM)
            return data.endswith(_seal((name, _pieces(archive, name)) for name in names))
    except UNREADABLE:
        return False


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as file:
        while piece := file.read(_CHUNK):
            yield piece


def _seal(parts: Iterable[tuple[str, Iterable[bytes]]]) -> bytes:
    digests = []
    for name, pieces in parts:
        digest = blake2b(name.encode(), digest_size=16)
        for piece in pieces:
            digest.update(piece)
        digests.append(digest.digest())
    # Sorted, for the file has its parts in an order of its own. Nine bytes need no padding, and
    # base64 no hyphens, which a comment of XML could not hold in pairs.
    whole = blake2b(b"".join(sorted(digests)), digest_size=9)
    return b"<!--" + b64encode(whole.digest()) + b"-->"
