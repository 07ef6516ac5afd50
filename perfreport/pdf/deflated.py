"""Charstrings that a face has deflated already, put together to the end of a zlib stream.

A face may carry them in a table of its own, which `tools.deflated_glyphs` makes: most of a small
file is a font, and to compress it anew takes longer than all the rest. So its bytes are the same
with any version of zlib, too.

Every glyph takes whole bytes, so that any of them follow each other as they stand, and the table
knows what each has to do with the checksum: no glyph is expanded or looked into.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from operator import le

from perfreport.pdf.cff import Buffer, Outlines

TABLE = "Defl"
"""The table: places of records and of their end; checksums of glyphs (`zlib.adler32` from 0 on);
then the records: what begins a block, what ends it, and each glyph."""

_ZLIB_HEADER = b"\x78\x01"
_HEAD_COMPRESSION = 9
_BEGIN, _END, _FIRST_GLYPH = 0, 1, 2
_FIXED, _OF_GLYPH = 4 * (_FIRST_GLYPH + 1), 8
"""Bytes before the records: in any table, and more for each glyph."""

_ADLER = 65521


class DeflatedGlyphs:
    """All glyphs of a program, deflated."""

    def __init__(self, table: Buffer) -> None:
        """Take them from ``table``."""
        self._table = table

    @property
    def count(self) -> int:
        """How many glyphs there are."""
        return (int.from_bytes(self._table[:4], "big") - _FIXED) // _OF_GLYPH

    def compressed(self, outlines: Outlines) -> bytes:
        """What zlib expands to ``outlines``, which are of the same face.

        Raises:
            struct.error: the table is damaged.
        """
        compressor = zlib.compressobj(_HEAD_COMPRESSION, wbits=-zlib.MAX_WBITS)
        head = [compressor.compress(outlines.head), compressor.flush(zlib.Z_SYNC_FLUSH)]
        records = self._records([_BEGIN, *[_FIRST_GLYPH + each for each in outlines.glyphs], _END])
        checksum = self._checksum(outlines).to_bytes(4, "big")
        return b"".join([_ZLIB_HEADER, *head, *records, checksum])

    @cached_property
    def _places(self) -> tuple[int, ...]:
        places = struct.unpack_from(f">{_FIRST_GLYPH + self.count + 1}I", self._table)
        if not all(map(le, places, (*places[1:], len(self._table)))):
            raise struct.error("a record of deflated glyphs is out of its bounds")
        return places

    @cached_property
    def _checksums(self) -> tuple[Sequence[int], Sequence[int]]:
        """Those of all glyphs: their high halves, and their low ones."""
        halves = struct.unpack_from(f">{2 * self.count}H", self._table, 4 * len(self._places))
        return halves[::2], halves[1::2]

    def _records(self, numbers: Iterable[int]) -> list[Buffer]:
        table, places = self._table, self._places
        return [table[places[number] : places[number + 1]] for number in numbers]

    def _checksum(self, outlines: Outlines) -> int:
        """That of ``outlines``, from those of their parts (RFC 1950)."""
        high, low = divmod(zlib.adler32(outlines.head), 1 << 16)
        highs, lows = self._checksums
        *before, low = accumulate([lows[glyph] for glyph in outlines.glyphs], initial=low)
        high += sum([highs[glyph] for glyph in outlines.glyphs])
        high += sum([length * each for length, each in zip(outlines.lengths, before, strict=True)])
        return high % _ADLER << 16 | low % _ADLER
