"""The bundled Fandol faces, in the ways that other engines can use them."""

from __future__ import annotations

import tempfile
from getpass import getuser
from pathlib import Path
from xml.sax.saxutils import escape
from zlib import crc32

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from perfreport.basics import resources

FANDOL = resources.fonts() / "fandol"
FANG, HEI, BOLD = "FandolFang-Regular", "FandolHei-Regular", "FandolSong-Bold"

WORKSHOP = Path(tempfile.gettempdir()) / f"perfreport-benchmarks-{getuser()}"
"""Where engines keep what they prepare once: not what is measured."""

_GREATEST_ERROR = 1.0
"""Units of 1/1000 em by which converted outlines may be off."""

_STAND_INS = {
    "方正小标宋简体": "FandolSong",
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
}
_FONTCONFIG = """<?xml version="1.0"?>
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  {aliases}
</fontconfig>
"""
_ALIAS = (
    '<alias binding="same"><family>{name}</family>'
    "<prefer><family>{stand_in}</family></prefer></alias>"
)


def truetype(name: str, characters: str) -> Path:
    """The face ``name`` with quadratic outlines, reduced to ``characters``; converted once."""
    path = WORKSHOP / f"{name}-{crc32(characters.encode()):08x}.ttf"
    if not path.exists():
        WORKSHOP.mkdir(exist_ok=True)
        _convert(TTFont(FANDOL / f"{name}.otf"), characters).save(path)
    return path


def _convert(source: TTFont, characters: str) -> FontBuilder:
    names = {code: name for code, name in source.getBestCmap().items() if chr(code) in characters}
    order = [".notdef", *dict.fromkeys(names.values())]
    upright, metrics = source["hhea"], source["hmtx"].metrics
    builder = FontBuilder(source["head"].unitsPerEm)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: _outline(source, name) for name in order})
    builder.setupHorizontalMetrics({name: metrics[name] for name in order})
    builder.setupHorizontalHeader(ascent=upright.ascent, descent=upright.descent)
    builder.setupNameTable({"familyName": source["name"].getDebugName(6), "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return builder


def _outline(source: TTFont, name: str) -> object:
    pen = TTGlyphPen(None)
    source.getGlyphSet()[name].draw(Cu2QuPen(pen, _GREATEST_ERROR, reverse_direction=True))
    return pen.glyph()


def fontconfig() -> Path:
    """A configuration in which the Fandol faces stand in for the official ones, and are all."""
    path = WORKSHOP / "fonts.conf"
    WORKSHOP.mkdir(exist_ok=True)
    aliases = (_ALIAS.format(name=name, stand_in=face) for name, face in _STAND_INS.items())
    path.write_text(
        _FONTCONFIG.format(
            folder=escape(str(FANDOL)),
            cache=escape(str(WORKSHOP / "fontconfig")),
            aliases="\n  ".join(aliases),
        ),
        encoding="utf-8",
    )
    return path
