"""CFF programs whose glyphs answer to chosen CIDs, read with fontTools."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from perfreport.basics import resources
from perfreport.pdf.cff import Program, with_cids
from tests.typeset.made_fonts import make_font, squares


def read(program: bytes) -> Any:
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(program), None)
    return fonts[0]


def rebuilt(program: bytes, glyphs: dict[int, int]) -> bytes:
    return bytes(with_cids(Program(program), glyphs))


def outline(font: Any, glyph: str) -> list[Any]:
    pen = RecordingPen()
    font.CharStrings[glyph].draw(pen)
    return list(pen.value)


@pytest.fixture(scope="module")
def named() -> bytes:
    """A program whose glyphs have names."""
    return saved(made())


@pytest.fixture(scope="module")
def hinted() -> bytes:
    """The same with heights that outlines are to be drawn to."""
    font = made()
    font["CFF "].cff[0].Private.BlueValues = [0, 10]
    return saved(font)


def made() -> TTFont:
    widths = squares("甲乙丙") | {"A": 500}
    return make_font({"familyName": "Made", "psName": "Made"}, widths, cff=True)


def saved(font: TTFont) -> bytes:
    file = BytesIO()
    font.save(file)
    return bytes(TTFont(file).reader["CFF "])


@pytest.fixture(scope="module")
def numbered() -> bytes:
    """A program whose glyphs have CIDs, with several Private DICTs and subroutines."""
    return bytes(TTFont(resources.fonts() / "last_resort" / "PerfreportSong.otf").reader["CFF "])


def test_glyphs_answer_to_the_cids_asked_for(named: bytes) -> None:
    font = read(rebuilt(named, {0x4E00: 2, 0x41: 4, 0x4E01: 1}))
    assert font.charset == [".notdef", "cid00065", "cid19968", "cid19969"]
    assert font.ROS == ("Adobe", "Identity", 0)
    assert font.CIDCount == 0x4E02


def test_outlines_and_widths_stay_what_they_are(named: bytes) -> None:
    source, font = read(named), read(rebuilt(named, {0x41: 4, 0x4E01: 1}))
    for cid, name in (("cid00065", "u0041"), ("cid19969", "u7532")):
        assert outline(font, cid) == outline(source, name)
        assert font.CharStrings[cid].width == source.CharStrings[name].width


def test_one_glyph_answers_to_several_cids(named: bytes) -> None:
    font = read(rebuilt(named, {0x2F00: 1, 0x4E00: 1}))
    assert outline(font, "cid12032") == outline(font, "cid19968") != []


def test_the_missing_glyph_is_cid_0_whatever_is_asked_for(named: bytes) -> None:
    font = read(rebuilt(named, {0: 3, 0x41: 4}))
    assert outline(font, ".notdef") == outline(read(named), ".notdef")


def test_a_program_may_have_the_missing_glyph_alone(named: bytes) -> None:
    assert read(rebuilt(named, {})).charset == [".notdef"]


def test_every_glyph_keeps_its_own_private_values_and_subroutines(numbered: bytes) -> None:
    source = read(numbered)
    chosen = {0x4E00 + glyph: glyph for glyph in range(1, source.numGlyphs, 97)}
    font = read(rebuilt(numbered, chosen))
    for cid, glyph in chosen.items():
        name = source.getGlyphOrder()[glyph]
        assert outline(font, f"cid{cid:05d}") == outline(source, name)
        assert font.CharStrings[f"cid{cid:05d}"].width == source.CharStrings[name].width


def test_a_rebuilt_program_can_be_rebuilt_again(named: bytes) -> None:
    once = rebuilt(named, {0x4E00: 1, 0x4E01: 2})
    again = rebuilt(once, {0x4E00: 1, 0x4E01: 2})
    assert again == once


def test_a_program_is_plain_without_subroutines_hints_and_names(
    named: bytes, numbered: bytes, hinted: bytes
) -> None:
    kai = bytes(TTFont(resources.fonts() / "fandol" / "FandolKai-Regular.otf").reader["CFF "])
    assert Program(kai).is_plain
    assert not Program(numbered).is_plain
    assert not Program(named).is_plain
    assert Program(rebuilt(named, {0x41: 4})).is_plain
    assert not Program(rebuilt(hinted, {0x41: 4})).is_plain


def test_a_glyph_that_is_not_there_is_damage(named: bytes) -> None:
    with pytest.raises(struct.error):
        rebuilt(named, {0x41: 5})
    with pytest.raises(struct.error):
        rebuilt(named[:-1], {0x41: 4, 0x42: 3, 0x43: 2, 0x44: 1})
