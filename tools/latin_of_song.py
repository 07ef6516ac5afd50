"""The Latin letters and figures of the bundled 仿宋 and 楷体: ``python -m tools.latin_of_song``.

They are those of the bundled 宋体. The originals' are half as dark again as the characters of 仿宋,
and in 楷体 wider than the half em of 楷体_GB2312; ``ARCHITECTURE.md`` says what was compared. Done
once or again, the files are the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from perfreport.basics import resources

FOLDER = resources.fonts() / "fandol"
SOURCE, CHANGED = "FandolSong-Regular.otf", ("FandolFang-Regular.otf", "FandolKai-Regular.otf")
LATIN = range(0x20, 0x7F)

_VERSION, _WINDOWS, _UNICODE, _ENGLISH = 5, 3, 1, 0x0409
_NOTICE = "Version 0.3; ASCII of FandolSong-Regular put in by perfreport, 2026-11-30"


def main() -> None:
    """Write both faces anew."""
    for name in CHANGED:
        (face := with_latin(FOLDER / name, FOLDER / SOURCE)).save(FOLDER / name)
        face.close()


def with_latin(path: Path, source: Path) -> TTFont:
    """The face at ``path`` with the ASCII characters of the one at ``source``."""
    face, song = TTFont(path, recalcTimestamp=False), TTFont(source)
    glyphs, names, song_names = song.getGlyphSet(), face.getBestCmap(), song.getBestCmap()
    top = face["CFF "].cff[0]
    for code in LATIN:
        name = names[code]
        advance = song["hmtx"][song_names[code]]
        top.CharStrings[name] = _outline(glyphs[song_names[code]], advance[0], top, name)
        face["hmtx"][name] = advance
    # The licence asks that a changed file says so.
    face["name"].setName(_NOTICE, _VERSION, _WINDOWS, _UNICODE, _ENGLISH)
    return face


def _outline(glyph: Any, width: int, top: Any, name: str) -> Any:
    """``glyph`` as a charstring for what ``top`` calls ``name``."""
    _, selector = top.CharStrings.getItemAndSelector(name)
    private = top.FDArray[selector].Private
    usual = width == private.defaultWidthX
    pen = T2CharStringPen(None if usual else width - private.nominalWidthX, None)
    glyph.draw(pen)
    drawn = pen.getCharString(private, top.GlobalSubrs)
    drawn.fdSelectIndex = selector
    return drawn


if __name__ == "__main__":
    main()
