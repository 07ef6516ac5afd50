"""The figures of the bundled 仿宋 and 楷体, which are those of the bundled 宋体."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from tools.latin_of_song import CHANGED, FOLDER, LATIN, SOURCE, with_latin
from tools.outlines_for_pdf import leave_out_moves

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
def test_done_again_the_files_are_the_same(name: str, tmp_path: Path) -> None:
    with_latin(FOLDER / name, FOLDER / SOURCE).save(tmp_path / "again.otf")
    # Before `tools.deflated_glyphs` puts moves by nothing behind them.
    face = TTFont(FOLDER / name, recalcTimestamp=False)
    for code in LATIN:
        leave_out_moves(face["CFF "].cff[0].CharStrings[face.getBestCmap()[code]])
    face.save(tmp_path / "face.otf")
    is_same = (tmp_path / "again.otf").read_bytes() == (tmp_path / "face.otf").read_bytes()
    assert is_same  # megabytes, whose difference nobody wants to read
