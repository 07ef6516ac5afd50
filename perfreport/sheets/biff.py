"""The records of .xls files (BIFF8, [MS-XLS]) and the texts in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

CONTINUED = 0x003C
_HEAD = struct.Struct("<HH")
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_LENGTH = struct.Struct("<H")
_LONG = struct.Struct("<I")
_RUN = 4


class BiffError(ValueError):
    """The records of a workbook are damaged."""


class Record(NamedTuple):
    """A record.

    Attributes:
        kind: its number.
        parts: what it holds: more than one where it goes on in other records.
    """

    kind: int
    parts: tuple[bytes, ...]

    def unpack(self, how: struct.Struct, place: int = 0) -> tuple[int, ...]:
        """The numbers at ``place``.

        Raises:
            BiffError: when it is too short for them.
        """
        try:
            return how.unpack_from(self.parts[0], place)
        except struct.error:
            raise BiffError(f"record {self.kind:#x}") from None


def records(stream: bytes, start: int = 0) -> Iterator[Record]:
    """The records of ``stream`` from ``start`` on, each with those that continue it.

    Raises:
        BiffError: when one is cut off.
    """
    kind = -1
    parts: list[bytes] = []
    while start + _HEAD.size <= len(stream):
        following, size = _HEAD.unpack_from(stream, start)
        start += _HEAD.size
        if start + size > len(stream):
            raise BiffError(f"record {following:#x}")
        if following != CONTINUED:
            if parts:
                yield Record(kind, tuple(parts))
            kind, parts = following, []
        parts.append(stream[start : start + size])
        start += size
    if parts:
        yield Record(kind, tuple(parts))


class Texts:
    """Reads the texts of a record one behind the other; they may go on in its next part."""

    def __init__(self, record: Record, place: int = 0) -> None:
        """Of ``record`` from ``place`` in its first part on."""
        self._parts = record.parts
        self._part, self._place = 0, place

    def text(self) -> str:
        """A text with its length in two bytes.

        Raises:
            BiffError: when it is cut off.
        """
        (count,) = self._numbers(_LENGTH)
        return self._rest(count)

    def short_text(self) -> str:
        """A text with its length in one byte.

        Raises:
            BiffError: when it is cut off.
        """
        return self._rest(self._bytes(1)[0])

    def _rest(self, count: int) -> str:
        flags = self._bytes(1)[0]
        runs = self._numbers(_LENGTH)[0] if flags & _RICH else 0
        extension = self._numbers(_LONG)[0] if flags & _EXTENDED else 0
        text = self._characters(count, is_wide=bool(flags & _WIDE))
        self._skip(runs * _RUN + extension)
        return text

    def _characters(self, count: int, *, is_wide: bool) -> str:
        said: list[str] = []
        while count:
            width = 2 if is_wide else 1
            taken = min(count, self._left() // width)
            piece = self._bytes(taken * width)
            said.append(piece.decode("utf-16-le" if is_wide else "latin-1", "replace"))
            count -= taken
            if count:
                # What goes on says anew how wide its characters are.
                self._next_part()
                is_wide = bool(self._bytes(1)[0] & _WIDE)
        return "".join(said)

    def _numbers(self, how: struct.Struct) -> tuple[int, ...]:
        return how.unpack(self._bytes(how.size))

    def _bytes(self, count: int) -> bytes:
        if count and not self._left():
            self._next_part()
        found = self._parts[self._part][self._place : self._place + count]
        if len(found) < count:
            raise BiffError("text")
        self._place += count
        return found

    def _skip(self, count: int) -> None:
        while count > self._left():
            count -= self._left()
            self._next_part()
        self._place += count

    def _left(self) -> int:
        return len(self._parts[self._part]) - self._place

    def _next_part(self) -> None:
        if self._part + 1 >= len(self._parts):
            raise BiffError("text")
        self._part, self._place = self._part + 1, 0
