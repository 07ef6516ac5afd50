"""The sRGB colour space (IEC 61966-2-1) as an ICC profile, which PDF/A asks for.

The profile is made from the figures of the standard, not taken from anybody's file.
"""

from __future__ import annotations

import struct

_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
"""Red, green and blue of sRGB as seen under D50."""

_NAME = b"sRGB IEC61966-2.1"
_NOTICE = b"No copyright, use freely"
_CURVE_POINTS = 1024
_HEADER_SIZE = 128
_VERSION = 0x02100000
_DATE = (2000, 1, 1, 0, 0, 0)


def srgb_profile() -> bytes:
    """The profile, of version 2 as PDF 1.4 knows it."""
    curve = _curve()
    tags = {
        b"desc": _description(_NAME),
        b"cprt": b"text\0\0\0\0" + _NOTICE + b"\0",
        b"wtpt": _xyz(_D50),
        **{tag: _xyz(values) for tag, values in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = _tag_table(tags)
    return _header(_HEADER_SIZE + len(table) + len(body)) + table + body


def _header(size: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4s24s3I48s",
        *(size, b"", _VERSION, b"mntr", b"RGB ", b"XYZ ", *_DATE, b"acsp", b"", b""),
        *(_fixed(value) for value in _D50),
        b"",
    )


def _tag_table(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """Where each tag stands, and all tags; equal ones stand there once."""
    start = _HEADER_SIZE + 4 + 12 * len(tags)
    body = b""
    places: dict[bytes, int] = {}
    table = struct.pack(">I", len(tags))
    for tag, content in tags.items():
        if content not in places:
            places[content] = start + len(body)
            body += content + b"\0" * (-len(content) % 4)
        table += struct.pack(">4sII", tag, places[content], len(content))
    return table, body


def _description(text: bytes) -> bytes:
    """A textDescriptionType without its Unicode and Macintosh forms."""
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" + b"\0" * 78


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3I", *(_fixed(value) for value in values))


def _fixed(value: float) -> int:
    """An s15Fixed16Number."""
    return round(value * 65536)


def _curve() -> bytes:
    values = [_linear(index / (_CURVE_POINTS - 1)) for index in range(_CURVE_POINTS)]
    points = (round(value * 65535) for value in values)
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points)


def _linear(value: float) -> float:
    """The light that the encoded ``value`` of a channel stands for."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
