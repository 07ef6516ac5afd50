"""Small fonts made for tests: boxes for glyphs, under any name, in any of the font formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

FULL_WIDTH = 1000
HEIGHT = 800
BEARING = 50


def make_font(
    names: Mapping[str, str],
    widths: Mapping[str, int],
    *,
    same: Mapping[str, str] | None = None,
    cff: bool = False,
    weight: int = 400,
    em: int = 1000,
) -> TTFont:
    """A font with a box for each character of ``widths``, as wide as it says.

    Args:
        names: by their keys in fontTools: familyName, fullName, psName and so on.
        widths: advance of each character, in units of ``em``.
        same: further characters, each drawn with the glyph of another one.
        cff: whether the outlines are CFF; TrueType otherwise.
        weight: 400 for regular, 700 for bold.
        em: units of the em square.
    """
    glyphs = {".notdef": em, **{_glyph_name(character): widths[character] for character in widths}}
    characters = {ord(character): _glyph_name(character) for character in widths}
    for character, drawn_as in (same or {}).items():
        characters[ord(character)] = _glyph_name(drawn_as)
    builder = FontBuilder(unitsPerEm=em, isTTF=not cff)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(characters)
    if cff:
        outlines = {name: _cff_box(width) for name, width in glyphs.items()}
        builder.setupCFF(names.get("psName", "Made"), {}, outlines, {})
    else:
        builder.setupGlyf({name: _truetype_box(width) for name, width in glyphs.items()})
    builder.setupHorizontalMetrics({name: (width, BEARING) for name, width in glyphs.items()})
    builder.setupHorizontalHeader(ascent=em * 88 // 100, descent=-em * 12 // 100)
    builder.setupNameTable(dict(names))
    builder.setupOS2(usWeightClass=weight)
    builder.setupPost()
    return builder.font


def save_font(font: TTFont, path: Path) -> Path:
    """``font`` as a file at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def save_collection(fonts: Sequence[TTFont], path: Path) -> Path:
    """``fonts`` as one collection at ``path``."""
    collection = TTCollection()
    collection.fonts = list(fonts)
    collection.save(path)
    return path


def numbered(path: Path, table: str, at: int, number: int) -> Path:
    """The font file at ``path``, its ``table`` with the 16-bit ``number`` at byte ``at``."""
    content = bytearray(path.read_bytes())
    record = content.index(table.encode())
    place = int.from_bytes(content[record + 8 : record + 12], "big") + at
    content[place : place + 2] = number.to_bytes(2, "big")
    path.write_bytes(content)
    return path


def squares(characters: str, width: int = FULL_WIDTH) -> dict[str, int]:
    """The same width for each of ``characters``."""
    return dict.fromkeys(characters, width)


def _glyph_name(character: str) -> str:
    return f"u{ord(character):04X}"


def _draw_box(pen: Any, width: int) -> None:
    pen.moveTo((BEARING, 0))
    for corner in ((BEARING, HEIGHT), (width - BEARING, HEIGHT), (width - BEARING, 0)):
        pen.lineTo(corner)
    pen.closePath()


def _truetype_box(width: int) -> Any:
    pen = TTGlyphPen(None)
    _draw_box(pen, width)
    return pen.glyph()


def _cff_box(width: int) -> Any:
    pen = T2CharStringPen(width, None)
    _draw_box(pen, width)
    return pen.getCharString()
