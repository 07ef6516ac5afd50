"""The faces of last resort in ``fonts/last_resort``: ``python -m tools.last_resort`` on Debian 12.

They hold what the Fandol faces lack, cut from two of Debian's packages; the same packages give the
same bytes. ``fonts/last_resort/README.md`` says what they are for.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from fontTools.misc.transform import Transform
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from perfreport.basics import resources
from perfreport.typeset.characters.obstacles import obstacle
from perfreport.typeset.fonts.names import DRAWN_WRONG_BY_FANDOL

PACKAGES = ("fonts-noto-cjk=1:20220127+repack1-1", "fonts-dejavu-core=2.37-6")
FOLDER = resources.fonts() / "last_resort"

_FANDOL = ("FandolSong-Regular", "FandolFang-Regular", "FandolKai-Regular", "FandolHei-Regular")
_KEPT_TABLES = {"head", "hhea", "hmtx", "maxp", "OS/2", "name", "cmap", "post", "CFF ", "glyf"}
_COPYRIGHT, _VERSION, _LICENCE, _LICENCE_ADDRESS = 0, 5, 13, 14
_KEPT_NAMES = (_COPYRIGHT, _VERSION, _LICENCE, _LICENCE_ADDRESS)
_WINDOWS, _UNICODE, _ENGLISH, _CHINESE = 3, 1, 0x0409, 0x0804
_HANGUL = range(0xAC00, 0xD7A4)
_PRIVATE_USE = range(0xE000, 0xF900)
_BOXES = "☐☑☒"
_BOX_WIDTH = 0.98
"""Of a box in ems: as wide as □ in the Fandol faces, beside which it stands."""

_BOX_FOOT = -0.236
"""Of the lower edge of □ there."""


class Source(NamedTuple):
    """A face in one of the packages, and what is made of it.

    Attributes:
        path: of the font file below ``usr/share/fonts``.
        number: of the face in the file.
        postscript_name: of what is made.
        family: of what is made.
        chinese_family: of what is made.
    """

    path: str
    number: int
    postscript_name: str
    family: str
    chinese_family: str


SONG = Source(
    "opentype/noto/NotoSerifCJK-Regular.ttc", 2, "PerfreportSong", "Perfreport Song", "后备宋体"
)
SIGNS = Source(
    "truetype/dejavu/DejaVuSans.ttf", 0, "PerfreportSigns", "Perfreport Signs", "后备符号"
)


def main() -> None:
    """Fetch the packages and make both faces."""
    there = set().union(*map(_characters_of, _fandol_faces()))
    there -= set(map(ord, DRAWN_WRONG_BY_FANDOL))
    with TemporaryDirectory() as folder:
        fonts = fetched(Path(folder))
        song = opened(fonts, SONG)
        taken = wanted(song, there) - set(_HANGUL)
        cut(song, taken)
        save(song, SONG, FOLDER / "PerfreportSong.otf")
        signs = opened(fonts, SIGNS)
        enlarge_boxes(signs)
        cut(signs, {code for code in wanted(signs, there | taken) if code <= 0xFFFF})
        save(signs, SIGNS, FOLDER / "PerfreportSigns.ttf")


def fetched(folder: Path) -> Path:
    """The fonts of `PACKAGES`, unpacked below ``folder``; nothing is installed."""
    subprocess.run(["apt-get", "download", *PACKAGES], cwd=folder, check=True)
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "--extract", package, folder], check=True)
    return folder / "usr/share/fonts"


def opened(fonts: Path, source: Source) -> TTFont:
    """The face of ``source``, which keeps its date when it is saved."""
    return TTFont(fonts / source.path, fontNumber=source.number, recalcTimestamp=False)


def wanted(face: TTFont, there: set[int]) -> set[int]:
    """What ``face`` has that is not ``there`` and can be set by itself."""
    codes = _characters_of(face) - there - set(_PRIVATE_USE)
    return {code for code in codes if not obstacle(chr(code))}


def cut(face: TTFont, codes: Iterable[int]) -> None:
    """Reduce ``face`` to ``codes``, and to the tables that setting them needs."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += sorted(set(face.keys()) - _KEPT_TABLES - {"GlyphOrder", "loca"})
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(face)


def enlarge_boxes(face: TTFont) -> None:
    """Make the boxes to be ticked of ``face`` as large as □."""
    glyphs, names, em = face.getGlyphSet(), face.getBestCmap(), face["head"].unitsPerEm
    for name in (names[ord(box)] for box in _BOXES):
        glyph = face["glyf"][name]
        scale = _BOX_WIDTH * em / (glyph.xMax - glyph.xMin)
        left = (1 - _BOX_WIDTH) / 2 * em
        move = Transform(scale, 0, 0, scale, left - scale * glyph.xMin, _BOX_FOOT * em)
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(TransformPen(pen, move))
        face["glyf"][name] = pen.glyph()
        face["hmtx"][name] = (em, round(left))


def save(face: TTFont, source: Source, path: Path) -> None:
    """Write ``face`` to ``path`` under the names that ``source`` gives it."""
    table = face["name"]
    table.names = [each for each in table.names if each.nameID in _KEPT_NAMES]
    names = {1: source.family, 2: "Regular", 4: source.family, 6: source.postscript_name}
    for number, text in {**names, 3: f"{source.postscript_name} {table.getDebugName(5)}"}.items():
        table.setName(text, number, _WINDOWS, _UNICODE, _ENGLISH)
    for number in (1, 4):
        table.setName(source.chinese_family, number, _WINDOWS, _UNICODE, _CHINESE)
    if "CFF " in face:
        _rename_outlines(face["CFF "].cff, source)
    path.parent.mkdir(parents=True, exist_ok=True)
    face.save(path)


def _rename_outlines(outlines: Any, source: Source) -> None:
    outlines.fontNames[0] = source.postscript_name
    outlines[0].FullName = outlines[0].FamilyName = source.family


def _fandol_faces() -> Iterable[TTFont]:
    return (TTFont(resources.fonts() / "fandol" / f"{name}.otf") for name in _FANDOL)


def _characters_of(face: TTFont) -> set[int]:
    return set(face.getBestCmap())


if __name__ == "__main__":
    main()
