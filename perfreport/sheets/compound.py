"""Compound files (OLE), of which .xls is one: a small file system of streams ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

_HEADER = struct.Struct("<30xHH14xI4xII4xI4x")
_ENTRY = struct.Struct("<64sHB49xIQ")
_FREE = 0xFFFFFFFA
"""Numbers of sectors from here on are none."""

_IN_HEADER = 109
_STREAM, _ROOT = 2, 5


class CompoundError(ValueError):
    """A compound file is damaged."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """A compound file.

    Attributes:
        names: of all that is in it.
    """

    def __init__(self, content: bytes) -> None:
        """Read the table of sectors and the directory of ``content``.

        Raises:
            CompoundError: when it is damaged.
        """
        try:
            shift, small_shift, directory, cutoff, small, more = _HEADER.unpack_from(content)
        except struct.error:
            raise CompoundError("header") from None
        if shift not in (9, 12) or small_shift != 6:
            raise CompoundError("sectors")
        self._content, self._shift, self._cutoff = content, shift, cutoff
        sectors = islice(self._table_sectors(more), len(content) >> shift)
        self._table = self._numbers(b"".join(map(self._sector, sectors)))
        self._entries = list(self._directory(directory))
        self._small_table = self._numbers(self._chain(small))
        root = next((each for each in self._entries if each.kind == _ROOT), None)
        self._small = self._chain(root.start) if root else b""
        self.names = [each.name for each in self._entries]

    def stream(self, name: str) -> bytes | None:
        """The stream called ``name``; None without one.

        Raises:
            CompoundError: when it is damaged.
        """
        for entry in self._entries:
            if entry.name == name and entry.kind == _STREAM:
                is_small = entry.size < self._cutoff
                found = self._small_chain(entry.start) if is_small else self._chain(entry.start)
                return found[: entry.size]
        return None

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        return self._content[start : start + (1 << self._shift)]

    def _numbers(self, table: bytes) -> Sequence[int]:
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def _table_sectors(self, more: int) -> Iterator[int]:
        """The sectors that hold the table: some are named in the header, others in a chain."""
        named = self._numbers(self._content[76 : 76 + 4 * _IN_HEADER])
        yield from (number for number in named if number < _FREE)
        while more < _FREE:
            *named, more = self._numbers(self._sector(more)) or (_FREE,)
            yield from (number for number in named if number < _FREE)

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(start, self._table))

    def _small_chain(self, start: int) -> bytes:
        numbers = _followed(start, self._small_table)
        return b"".join(self._small[number << 6 : (number + 1) << 6] for number in numbers)

    def _directory(self, start: int) -> Iterator[_Entry]:
        directory = self._chain(start)
        for place in range(0, len(directory) - _ENTRY.size + 1, 128):
            name, length, kind, first, size = _ENTRY.unpack_from(directory, place)
            if kind:
                text = name[: max(0, length - 2)].decode("utf-16-le", "replace")
                yield _Entry(text, kind, first, size & 0xFFFFFFFF)


def _followed(start: int, table: Sequence[int]) -> Iterator[int]:
    """The sectors of the chain that begins at ``start``.

    Raises:
        CompoundError: when it leads nowhere or back into itself.
    """
    number, steps = start, 0
    while number < _FREE:
        if number >= len(table) or steps > len(table):
            raise CompoundError("chain")
        yield number
        number, steps = table[number], steps + 1
