"""What is read of a font file without opening it as a font."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.typeset.fonts.sfnt import read_faces
from tests.typeset.made_fonts import make_font, numbered, save_collection, save_font, squares


def test_a_face_goes_by_its_names_in_all_languages(tmp_path: Path) -> None:
    font = make_font({"familyName": "FangSong", "psName": "FangSong"}, squares("中"))
    font["name"].setName("仿宋", 1, 3, 1, 0x0804)
    font["name"].setName("仿宋", 4, 1, 25, 33)
    [face] = read_faces(save_font(font, tmp_path / "simfang.ttf"))
    assert {"FangSong", "仿宋"} <= face.names
    assert face.postscript_name == "FangSong"


def test_each_face_of_a_collection_has_its_number(tmp_path: Path) -> None:
    fonts = [make_font({"familyName": name}, squares("中")) for name in ("宋体", "新宋体")]
    faces = read_faces(save_collection(fonts, tmp_path / "simsun.ttc"))
    assert [(face.number, set(face.names)) for face in faces] == [(0, {"宋体"}), (1, {"新宋体"})]


def test_weight_and_slant_are_read(tmp_path: Path) -> None:
    font = make_font({"familyName": "Made"}, squares("A"), weight=700)
    font["OS/2"].fsSelection = 0b100001
    [face] = read_faces(save_font(font, tmp_path / "made.ttf"))
    assert (face.weight, face.italic) == (700, True)


@pytest.mark.parametrize("length", [0, 3, 11, 40, 200, 400])
def test_a_damaged_file_has_no_faces(tmp_path: Path, length: int) -> None:
    whole = save_font(make_font({"familyName": "Made"}, squares("A")), tmp_path / "whole.ttf")
    damaged = tmp_path / "damaged.ttf"
    damaged.write_bytes(whole.read_bytes()[:length])
    assert read_faces(damaged) == []


def test_what_is_no_font_has_no_faces(tmp_path: Path) -> None:
    text = tmp_path / "readme.ttf"
    text.write_text("这不是字体", "utf-8")
    assert read_faces(text) == []
    assert read_faces(tmp_path / "missing.ttf") == []


def test_a_font_without_outlines_has_no_faces(tmp_path: Path) -> None:
    font = make_font({"familyName": "Made"}, squares("A"))
    del font["glyf"], font["loca"]
    assert read_faces(save_font(font, tmp_path / "bitmaps.ttf")) == []


def test_the_bundled_faces_are_read() -> None:
    folder = resources.fonts() / "fandol"
    names = {face.postscript_name for path in folder.glob("*.otf") for face in read_faces(path)}
    assert names == {
        "FandolSong-Regular",
        "FandolSong-Bold",
        "FandolHei-Regular",
        "FandolKai-Regular",
        "FandolFang-Regular",
    }


def test_a_face_is_called_by_its_chinese_name(tmp_path: Path) -> None:
    font = make_font({"familyName": "FangSong", "psName": "FangSong"}, squares("中"))
    [face] = read_faces(save_font(font, tmp_path / "a.ttf"))
    assert face.title == "FangSong"
    font["name"].setName("仿宋", 4, 3, 1, 0x0804)
    [face] = read_faces(save_font(font, tmp_path / "b.ttf"))
    assert face.title == "仿宋"


@pytest.mark.parametrize("table", ["maxp", "cmap", "hmtx", "head", "hhea"])
def test_a_file_without_a_table_that_setting_text_needs_has_no_faces(
    tmp_path: Path, table: str
) -> None:
    path = save_font(make_font({"familyName": "Made"}, squares("A")), tmp_path / "made.ttf")
    path.write_bytes(path.read_bytes().replace(table.encode(), b"none", 1))
    assert read_faces(path) == []


def made(folder: Path) -> Path:
    return save_font(make_font({"familyName": "Made"}, squares("AB")), folder / "made.ttf")


@pytest.mark.parametrize(
    ("table", "at", "number"),
    [
        *(("head", 18, em) for em in (0, 15, 16_385, 65_535)),
        *(("hhea", 34, advances) for advances in (0, 4, 65_535)),
        ("maxp", 4, 0),
    ],
)
def test_a_face_with_measures_that_cannot_be_is_none(
    tmp_path: Path, table: str, at: int, number: int
) -> None:
    assert read_faces(numbered(made(tmp_path), table, at, number)) == []


@pytest.mark.parametrize(("table", "at", "number"), [("head", 18, 16), ("hhea", 34, 1)])
def test_a_face_with_unusual_measures_is_read(
    tmp_path: Path, table: str, at: int, number: int
) -> None:
    assert len(read_faces(numbered(made(tmp_path), table, at, number))) == 1


def test_advances_that_the_table_has_no_room_for_make_no_face(tmp_path: Path) -> None:
    path = made(tmp_path)
    content = bytearray(path.read_bytes())
    length = content.index(b"hmtx") + 12
    content[length : length + 4] = (3).to_bytes(4, "big")
    path.write_bytes(content)
    assert read_faces(path) == []


def test_a_file_larger_than_any_font_is_none(tmp_path: Path) -> None:
    path = made(tmp_path)
    os.truncate(path, 6 << 30)
    assert read_faces(path) == []
