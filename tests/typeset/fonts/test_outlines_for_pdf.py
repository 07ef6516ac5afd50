"""The tool that makes the bundled faces ready for PDF files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from perfreport.pdf.cff import Program
from perfreport.pdf.deflated import TABLE, DeflatedGlyphs
from tools.latin_of_song import FOLDER, LATIN
from tools.outlines_for_pdf import DEFLATED, leave_out_moves, made_ready

CHINESE = "一不中年度预算绩效目标鑫"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """黑体 reduced to a few characters and given hints, under the name of 仿宋."""
    face = TTFont(FOLDER / "FandolHei-Regular.otf")
    options = Options()
    options.drop_tables = ["GPOS", "BASE", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*LATIN, *map(ord, CHINESE)])
    subsetter.subset(face)
    top = face["CFF "].cff[0]
    top.FDArray[0].Private.BlueValues = [-10, 0]
    one = top.CharStrings[face.getBestCmap()[ord("一")]]
    one.decompile()
    at = next(at for at, word in enumerate(one.program) if str(word).endswith("moveto"))
    assert isinstance(one.program[at - 1], int)
    moved = 2 if one.program[at] == "rmoveto" else 1
    one.program[at - moved : at - moved] = [0, 50, "hstem"]
    face.save(tmp_path / DEFLATED)
    return tmp_path / DEFLATED


def shape(face: TTFont, character: str) -> list[Any]:
    """What does not depend on where an outline begins."""
    glyph = face.getGlyphSet()[face.getBestCmap()[ord(character)]]
    area, bounds = AreaPen(), BoundsPen(None)
    glyph.draw(area)
    glyph.draw(bounds)
    return [pytest.approx(area.value), bounds.bounds, glyph.width]


def drawn_by(face: TTFont) -> int:
    """The bytes of its charstrings but for moves by nothing at their ends."""
    charstrings = face["CFF "].cff[0].CharStrings.values()
    for each in charstrings:
        leave_out_moves(each)
    return sum(len(each.bytecode) for each in charstrings)


def test_hints_go_and_shapes_stay(small: Path) -> None:
    before, content = TTFont(small), made_ready(small)
    after = TTFont(BytesIO(content))
    program = Program(after.reader["CFF "])
    assert program.is_plain
    assert not Program(before.reader["CFF "]).is_plain
    assert drawn_by(after) < drawn_by(before)
    assert DeflatedGlyphs(after.reader[TABLE]).count == program.count
    for character in CHINESE:
        assert shape(after, character) == shape(before, character), character


def test_done_again_the_file_is_the_same(small: Path) -> None:
    once = made_ready(small)
    small.write_bytes(once)
    is_same = made_ready(small) == once
    assert is_same
