"""Glyphs and measures of a face."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.typeset.fonts.face import Face
from perfreport.typeset.fonts.sfnt import read_faces
from tests.typeset.made_fonts import make_font, numbered, save_collection, save_font, squares

BUNDLED = resources.fonts() / "fandol"


def bundled(name: str) -> Face:
    return Face(read_faces(BUNDLED / f"{name}.otf")[0])


def test_a_chinese_character_is_one_em_wide_and_a_digit_half() -> None:
    face = bundled("FandolFang-Regular")
    assert [face.advance(character) for character in "中。“—…1"] == [1000] * 5 + [500]


def test_advances_are_whole_thousandths_of_an_em(tmp_path: Path) -> None:
    font = make_font({"familyName": "Made"}, {"A": 1365}, em=2048)
    face = Face(read_faces(save_font(font, tmp_path / "a.ttf"))[0])
    assert face.advance("A") == 667


@pytest.mark.parametrize("character", ["\t", "\n", "\u200b", "\u2028", "\ufeff", "𠀀"])
def test_what_cannot_be_seen_or_is_not_there_has_no_glyph(character: str) -> None:
    assert bundled("FandolFang-Regular").glyph(character) == 0


def test_punctuation_may_give_up_the_half_that_is_blank() -> None:
    face = bundled("FandolSong-Regular")
    assert set("，。、；：）》”") <= set(face.half_closing)
    assert set("（《“") <= set(face.half_opening)


def test_punctuation_in_the_middle_of_its_body_keeps_its_width() -> None:
    assert "？" not in bundled("FandolFang-Regular").half_closing


def test_punctuation_of_its_own_width_gives_up_nothing(tmp_path: Path) -> None:
    font = make_font({"familyName": "Made"}, squares("“”，。", 500))
    face = Face(read_faces(save_font(font, tmp_path / "a.ttf"))[0])
    assert face.half_closing == face.half_opening == ""


@pytest.mark.parametrize("name", ["FandolSong-Regular", "FandolSong-Bold", "FandolFang-Regular"])
def test_the_body_stands_on_both_sides_of_the_baseline(name: str) -> None:
    face = bundled(name)
    assert face.ascent > 0 > face.descent
    assert face.ascent - face.descent == 1000
    assert 600 <= face.cap_height <= 800


def test_a_bold_face_has_wider_stems(tmp_path: Path) -> None:
    stems = []
    for weight in (400, 700):
        font = make_font({"familyName": "Made"}, squares("中"), weight=weight)
        file = save_font(font, tmp_path / f"{weight}.ttf")
        stems.append(Face(read_faces(file)[0]).stem_width)
    assert stems[0] < stems[1]


def test_a_name_in_a_pdf_file_has_no_blanks(tmp_path: Path) -> None:
    names = {"familyName": "仿宋", "psName": "Fang Song(GB)"}
    face = Face(read_faces(save_font(make_font(names, squares("中")), tmp_path / "a.ttf"))[0])
    assert face.postscript_name == "FangSongGB"
    assert repr(face) == "<Face FangSongGB>"


def test_a_glyph_that_the_face_does_not_have_is_none(tmp_path: Path) -> None:
    path = save_font(make_font({"familyName": "Made"}, squares("AB")), tmp_path / "a.ttf")
    numbered(numbered(path, "maxp", 4, 2), "hhea", 34, 2)
    face = Face(read_faces(path)[0])
    assert [face.glyph(character) for character in "AB"] == [1, 0]
    assert not face.draws("B")


def test_a_table_is_seen_as_it_stands_in_the_file(tmp_path: Path) -> None:
    made = [make_font({"familyName": name}, squares(name)) for name in "甲乙"]
    together = read_faces(save_collection(made, tmp_path / "both.ttc"))
    for face in (bundled("FandolHei-Regular"), *map(Face, together)):
        for tag in face.source.table_tags:
            assert bytes(face.view(tag)) == face.table(tag), tag
        assert bytes(face.view("none")) == b""
