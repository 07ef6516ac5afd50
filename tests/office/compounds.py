"""Compound files (OLE) as old Office programs write them, made sector by sector."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_NONE, _END, _TABLE = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD
_SECTOR = 512


def compound(*streams: str, embedded: Sequence[str] = (), text: str = "") -> bytes:
    """A compound file with ``streams``, a folder with what is ``embedded``, and a ``text``."""
    outer = [*streams, *(["MBD0018D4CE"] if embedded else [])]
    # Siblings hang on one another, each to the right of the one before it.
    entries = [_entry("Root Entry", 5, inside=1 if outer else _NONE)]
    for number, name in enumerate(outer, 1):
        is_folder = number > len(streams)
        right = number + 1 if number < len(outer) else _NONE
        inside = len(outer) + 1 if is_folder else _NONE
        entries.append(_entry(name, 1 if is_folder else 2, right, inside))
    for number, name in enumerate(embedded, len(entries)):
        is_last = name == embedded[-1]
        entries.append(_entry(name, 2, _NONE if is_last else number + 1))
    directory = b"".join(entries)
    directory += bytes(-len(directory) % _SECTOR)
    sectors = len(directory) // _SECTOR
    chain = [*range(2, sectors + 1), _END]
    table = struct.pack("<128I", _TABLE, *chain, *[_NONE] * (127 - sectors))
    content = text.encode("utf-16-le")
    return _header() + table + directory + content + bytes(-len(content) % _SECTOR)


def _entry(name: str, sort: int, right: int = _NONE, inside: int = _NONE) -> bytes:
    stored = name.encode("utf-16-le")
    told = struct.pack("<HBB3I", len(stored) + 2, sort, 1, _NONE, right, inside)
    return (stored.ljust(64, b"\0") + told).ljust(128, b"\0")


def _header() -> bytes:
    begins = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    told = struct.pack("<5H6x4I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0)
    rest = struct.pack("<5I", 4096, _END, 0, _END, 0)
    return begins + told + rest + struct.pack("<109I", 0, *[_NONE] * 108)
