"""Charstrings that faces have deflated, read by zlib and fontTools."""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics import resources
from perfreport.pdf.cff import Outlines, Program, with_cids
from perfreport.pdf.deflated import TABLE, DeflatedGlyphs
from perfreport.typeset.display import Run, TextLine
from perfreport.typeset.fonts.face import Face
from tests.typeset.printing import BOOK, print_lines
from tools.deflated_glyphs import deflated

MOVES_BY_NOTHING = frozenset(b"\x8b\x16\x04")
FANDOL = resources.fonts() / "fandol"
FACES = ("FandolFang-Regular", "FandolSong-Regular", "FandolHei-Regular", "FandolKai-Regular")
PROGRAM = re.compile(rb"<< /Subtype /CIDFontType0C /Filter /FlateDecode /Length (\d+) >>\nstream\n")

GB_2312 = [
    bytes((row, cell)).decode("gb2312")
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFA if row == 0xD7 else 0xFF)
]


def face_of(name: str) -> Face:
    return BOOK.chain([name]).primary


@cache
def source(name: str) -> Any:
    return TTFont(FANDOL / f"{name}.otf")


def outline(font: Any, glyph: str) -> list[Any]:
    pen = RecordingPen()
    font.CharStrings[glyph].draw(pen)
    return [*pen.value, font.CharStrings[glyph].width]


def embedded(face: Face, characters: str) -> Any:
    """The program that a file has with ``characters`` of ``face``, as fontTools reads it."""
    runs = [
        Run(20.0 * column, face.font(0), 10.0, 0.0, character, None)
        for column, character in enumerate(characters)
    ]
    pdf = print_lines([TextLine(tuple(runs), 800.0)])
    found = PROGRAM.search(pdf)
    assert found
    content = zlib.decompress(pdf[found.end() : found.end() + int(found[1])])
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(content), None)
    return fonts[0]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(FACES), st.lists(st.sampled_from(GB_2312), min_size=1, max_size=60))
def test_characters_of_gb_2312_are_drawn_in_a_file_as_in_their_face(
    name: str, characters: list[str]
) -> None:
    face = face_of(name)
    shown = "".join(sorted({"中", *(each for each in characters if face.glyph(each))}))
    original = source(name)["CFF "].cff[0]
    names = source(name).getBestCmap()
    font = embedded(face, shown)
    assert font.charset == [".notdef", *(f"cid{ord(each):05d}" for each in shown)]
    for character in shown:
        drawn = outline(font, f"cid{ord(character):05d}")
        assert drawn == outline(original, names[ord(character)])


@pytest.mark.parametrize("name", [*FACES, "FandolSong-Bold"])
def test_glyphs_of_the_bundled_faces_are_taken_as_they_stand(name: str) -> None:
    assert Program(face_of(name).view("CFF ")).is_plain


def test_the_face_of_texts_has_all_its_glyphs_deflated() -> None:
    face = face_of("FandolFang-Regular")
    program, glyphs = Program(face.view("CFF ")), DeflatedGlyphs(face.view(TABLE))
    assert glyphs.count == program.count > 10_000
    outlines = with_cids(program, {glyph: glyph for glyph in range(glyphs.count)})
    assert zlib.decompress(glyphs.compressed(outlines)) == bytes(outlines)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.binary(max_size=40) | st.text("ab", max_size=600).map(str.encode), min_size=1),
    st.binary(max_size=200),
    st.data(),
)
def test_any_glyphs_follow_each_other_in_any_order(
    glyphs: list[bytes], head: bytes, data: st.DataObject
) -> None:
    made, written = deflated(glyphs, range(0, len(glyphs), 2))
    table = DeflatedGlyphs(made)
    assert table.count == len(glyphs)
    for glyph, drawn in zip(glyphs, written, strict=True):
        assert drawn[: len(glyph) - 1] == glyph[:-1]
        assert drawn[-1:] == glyph[-1:]
        assert set(drawn[len(glyph) - 1 : -1]) <= MOVES_BY_NOTHING
    chosen = data.draw(st.lists(st.sampled_from(range(len(glyphs)))))
    outlines = outlined(head, chosen, written)
    assert zlib.decompress(table.compressed(outlines)) == bytes(outlines)


def test_repeats_longer_than_one_code_can_tell_are_expanded() -> None:
    made, written = deflated([Random(1).randbytes(300) * 2, b"c"], [0])
    outlines = outlined(b"", [1, 0, 1], written)
    assert zlib.decompress(DeflatedGlyphs(made).compressed(outlines)) == bytes(outlines)


def test_a_damaged_table_is_told() -> None:
    table, written = deflated([b"abc", b"abd"], [0, 1])
    for place in range(0, 20, 4):
        damaged = bytearray(table)
        damaged[place : place + 4] = b"\xff" * 4
        with pytest.raises(struct.error):
            DeflatedGlyphs(bytes(damaged)).compressed(outlined(b"", [0, 1], written))
    with pytest.raises(struct.error):
        DeflatedGlyphs(table[:-1]).compressed(outlined(b"", [0, 1], written))


def outlined(head: bytes, chosen: list[int], glyphs: list[bytes]) -> Outlines:
    """``head`` and those of ``glyphs`` that are ``chosen``."""
    lengths = [len(glyphs[glyph]) for glyph in chosen]
    return Outlines(head, chosen, lengths, lambda numbers: [glyphs[each] for each in numbers])


def test_a_table_without_records_has_no_glyphs() -> None:
    assert DeflatedGlyphs(b"").count < 0
    assert DeflatedGlyphs(bytes(400)).count < 0
