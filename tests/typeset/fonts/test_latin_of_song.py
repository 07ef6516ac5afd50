"""The figures of the bundled 仿宋 and 楷体, which are those of the bundled 宋体."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from tools.latin_of_song import CHANGED, FOLDER, LATIN, SOURCE, with_latin

FIGURES = "0123456789"
CHINESE = "预算支出情况本部门度全年数万元其中"


def ink(font: TTFont, text: str) -> float:
    """How much of the place that ``text`` takes is black."""
    names, glyphs = font.getBestCmap(), font.getGlyphSet()
    area = 0.0
    for character in text:
        pen = AreaPen(glyphs)
        glyphs[names[ord(character)]].draw(pen)
        area += abs(pen.value)
    return area / sum(advance(font, character) for character in text) / 1000


def advance(font: TTFont, character: str) -> int:
    """The advance of ``character``."""
    return int(font["hmtx"][font.getBestCmap()[ord(character)]][0])


@pytest.mark.parametrize("name", CHANGED)
def test_their_ascii_is_that_of_song(name: str) -> None:
    face, song = TTFont(FOLDER / name), TTFont(FOLDER / SOURCE)
    for character in map(chr, LATIN):
        assert ink(face, character) == pytest.approx(ink(song, character)), character
        assert advance(face, character) == advance(song, character), character
    assert {advance(face, figure) for figure in FIGURES} == {500}
    assert "put in by perfreport" in face["name"].getDebugName(5)


@pytest.mark.parametrize("name", CHANGED)
def test_figures_are_hardly_darker_than_the_characters(name: str) -> None:
    face = TTFont(FOLDER / name)
    assert ink(face, FIGURES) < 1.3 * ink(face, CHINESE)


@pytest.mark.parametrize("name", CHANGED)
def test_done_again_the_faces_are_the_same(name: str, tmp_path: Path) -> None:
    with_latin(FOLDER / name, FOLDER / SOURCE).save(tmp_path / name)
    again, face = TTFont(tmp_path / name), TTFont(FOLDER / name)
    # What comes after it may have put moves by nothing behind a glyph (`tools.deflated_glyphs`).
    assert [drawn(again, each) for each in LATIN] == [drawn(face, each) for each in LATIN]
    for table in {*face.keys()} - {"GlyphOrder", "CFF ", "head"}:
        is_same = again.getTableData(table) == face.getTableData(table)
        assert is_same, table  # megabytes, whose difference nobody wants to read


def drawn(font: TTFont, code: int) -> list[object]:
    """What draws a character, without contours of nothing."""
    pen = RecordingPen()
    font.getGlyphSet()[font.getBestCmap()[code]].draw(pen)
    empty = {
        at
        for at, (one, other) in enumerate(pairwise(pen.value))
        if (one[0], other[0]) == ("moveTo", "closePath")
    }
    return [each for at, each in enumerate(pen.value) if not {at, at - 1} & empty]
