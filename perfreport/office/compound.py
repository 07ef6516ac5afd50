"""Compound files (OLE): what old Office programs write, and new ones under a password.

The layout is that of [MS-CFB]: a header, sectors that a table chains, and a directory of entries.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_SHIFTS = range(7, 17)  # sectors of 128 bytes up to 64 KiB; Office writes 9 or 12
_MOST_REGULAR = 0xFFFF_FFFA  # sectors of higher numbers are marks: the end, a free one
_ENTRY = 128
_NO_ENTRY = 0xFFFF_FFFF
_STREAM = 2


class DamagedError(ValueError):
    """The directory of a compound file cannot be read."""


def streams(content: bytes) -> frozenset[str]:
    """The names of the streams that stand in no folder of a compound file, in lower case.

    What is embedded in a document has streams of its own, in folders.

    Raises:
        DamagedError: when its directory cannot be read.
    """
    try:
        entries = _directory(content)
        return frozenset(_outermost(entries))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise DamagedError from error


def _directory(content: bytes) -> list[bytes]:
    """The entries of the directory, the outermost folder first."""
    shift = _integer(content, 30, "<H")
    if shift not in _SHIFTS:
        raise DamagedError
    sectors = _Sectors(content, 1 << shift)
    stored = b"".join(map(sectors.at, sectors.chain(_integer(content, 48))))
    return [stored[at : at + _ENTRY] for at in range(0, len(stored), _ENTRY)]


class _Sectors:
    """The sectors of a compound file, and the table that chains them."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content, self._size = content, size
        self._tables = list(self._places_of_tables())

    def at(self, number: int) -> bytes:
        start = max(_HEADER, self._size) + number * self._size
        found = self._content[start : start + self._size]
        if len(found) < _ENTRY:
            raise DamagedError
        return found

    def chain(self, first: int) -> Iterator[int]:
        """The numbers of the sectors from the ``first`` on."""
        number = first
        for _ in range(len(self._content) // self._size + 1):
            if number >= _MOST_REGULAR:
                return
            yield number
            table, place = divmod(number, self._size // 4)
            number = _integer(self.at(self._tables[table]), place * 4)
        raise DamagedError

    def _places_of_tables(self) -> Iterator[int]:
        """The sectors of the table itself: 109 stand in the header, more in their own sectors."""
        yield from _regular(self._content[76:_HEADER])
        number = _integer(self._content, 68)
        for _ in range(_integer(self._content, 72)):
            if number >= _MOST_REGULAR:
                return
            sector = self.at(number)
            yield from _regular(sector[:-4])
            number = _integer(sector, len(sector) - 4)


def _regular(numbers: bytes) -> Iterator[int]:
    return (number for (number,) in struct.iter_unpack("<I", numbers) if number < _MOST_REGULAR)


def _outermost(entries: list[bytes]) -> Iterator[str]:
    """The names of the streams in the outermost folder, whose entries are a tree."""
    waiting, seen = [_integer(entries[0], 76)], {_NO_ENTRY}
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        waiting += struct.unpack_from("<2I", entry, 68)
        if entry[66] == _STREAM:
            yield entry[: max(0, _integer(entry, 64, "<H") - 2)].decode("utf-16-le").lower()


def _integer(content: bytes, at: int, form: str = "<I") -> int:
    found: int = struct.unpack_from(form, content, at)[0]
    return found
