"""Charstrings that a face has deflated already, put together to the end of a zlib stream.

A face may carry them in a table of its own, which `tools.deflated_glyphs` makes: most of a small
file is a font, and to compress it anew takes longer than all the rest. So its bytes are the same
with any version of zlib, too.

Glyphs are numbers of any length with the first bit of the stream as the lowest, as RFC 1951 packs
them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

from perfreport.pdf.cff import Buffer, Outlines

TABLE = "Defl"
"""The table: places of records, then these: what begins a block, what ends it, and each glyph."""

_ZLIB_HEADER = b"\x78\x01"
_HEAD_COMPRESSION = 9
_BEGIN, _END, _FIRST_GLYPH = 0, 1, 2


class DeflatedGlyphs:
    """All glyphs of a program, deflated."""

    def __init__(self, table: Buffer) -> None:
        """Take them from ``table``."""
        self._table = table

    @property
    def count(self) -> int:
        """How many glyphs there are."""
        return int.from_bytes(self._table[:4], "big") // 4 - 1 - _FIRST_GLYPH

    def compressed(self, outlines: Outlines) -> bytes:
        """What zlib expands to ``outlines``, which are of the same face.

        Raises:
            struct.error: the table is damaged.
        """
        compressor = zlib.compressobj(_HEAD_COMPRESSION, wbits=-zlib.MAX_WBITS)
        head = [compressor.compress(outlines.head), compressor.flush(zlib.Z_SYNC_FLUSH)]
        records = (_BEGIN, *[_FIRST_GLYPH + glyph for glyph in outlines.glyphs], _END)
        checksum = zlib.adler32(bytes(outlines)).to_bytes(4, "big")
        return b"".join([_ZLIB_HEADER, *head, *self._packed(records), checksum])

    def _packed(self, records: Iterable[int]) -> Iterator[bytes]:
        """``records``, each begun at the bit behind the one before."""
        table, place, number = self._table, struct.Struct(">II").unpack_from, int.from_bytes
        limit, left, size = len(table), 0, 0
        for record in records:
            start, end = place(table, 4 * record)
            if not start < end <= limit or (end == start + 1 and table[start] & 7):
                raise struct.error("a record of deflated glyphs is out of its bounds")
            bits = number(table[start + 1 : end], "little") << size | left
            size += 8 * (end - start - 1) - (table[start] & 7)
            packed = bits.to_bytes((size >> 3) + 1, "little")
            yield packed[:-1]
            left = packed[-1]
            size &= 7
        yield bytes((left,)) if size else b""
