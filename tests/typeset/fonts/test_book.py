"""Faces found by name, in order of preference, and what a document keeps of them."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.basics.errors import GlyphError, TemplateError
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.text.setting import TextStyle, set_text
from tests.typeset.made_fonts import make_font, save_collection, save_font, squares

BUNDLED = resources.fonts() / "fandol"

OFFICIAL = {
    "方正小标宋简体": "FandolSong-Bold",
    "FZXiaoBiaoSong-B05S": "FandolSong-Bold",
    "FZXBSJW--GB1-0": "FandolSong-Bold",
    "小标宋": "FandolSong-Bold",
    "仿宋_GB2312": "FandolFang-Regular",
    "仿宋": "FandolFang-Regular",
    "FangSong": "FandolFang-Regular",
    "楷体_GB2312": "FandolKai-Regular",
    "KaiTi": "FandolKai-Regular",
    "黑体": "FandolHei-Regular",
    "simhei": "FandolHei-Regular",
    "宋体": "FandolSong-Regular",
    "SimSun": "FandolSong-Regular",
    "新宋体": "FandolSong-Regular",
    "Times New Roman": "FandolSong-Regular",
    "FandolKai": "FandolKai-Regular",
}


def book(*folders: Path, system: bool = False) -> FontBook:
    return FontBook(folders, bundled=BUNDLED, system=system)


def first(fonts: FontBook, *names: str) -> str:
    return fonts.faces(names)[0].postscript_name


def add(folder: Path, file: str, characters: str = "中", **names: str) -> Path:
    return save_font(make_font(names, squares(characters)), folder / file)


@pytest.mark.parametrize(("name", "expected"), OFFICIAL.items())
def test_an_official_name_finds_a_bundled_face(name: str, expected: str) -> None:
    assert first(book(), name) == expected


def test_a_face_in_the_users_folder_comes_before_the_bundled_one(tmp_path: Path) -> None:
    add(tmp_path / "方正", "FZXBSJW.TTF", familyName="方正小标宋简体", psName="FZXBSJW--GB1-0")
    assert first(book(tmp_path), "小标宋") == "FZXBSJW--GB1-0"


def test_folders_are_searched_in_their_order(tmp_path: Path) -> None:
    add(tmp_path / "one", "a.ttf", familyName="仿宋", psName="One")
    add(tmp_path / "two", "a.ttf", familyName="仿宋", psName="Two")
    assert first(book(tmp_path / "one", tmp_path / "two"), "仿宋") == "One"
    assert first(book(tmp_path / "two", tmp_path / "one"), "仿宋") == "Two"


def test_the_very_name_comes_before_others_of_the_same_design(tmp_path: Path) -> None:
    add(tmp_path, "a.ttf", familyName="仿宋", psName="FangSong")
    add(tmp_path, "b.ttf", familyName="仿宋_GB2312", psName="FangSong_GB2312")
    assert first(book(tmp_path), "仿宋") == "FangSong"
    assert first(book(tmp_path), "仿宋_GB2312") == "FangSong_GB2312"


def test_a_family_is_asked_for_its_regular_face(tmp_path: Path) -> None:
    for weight, style in ((700, "Bold"), (400, "Regular"), (900, "Black")):
        names = {"familyName": "Made", "psName": f"Made-{style}"}
        font = make_font(names, squares("中"), weight=weight)
        save_font(font, tmp_path / f"{style}.ttf")
    assert first(book(tmp_path), "Made") == "Made-Regular"
    assert first(book(tmp_path), "Made-Bold") == "Made-Bold"


def test_a_face_of_a_collection_is_found(tmp_path: Path) -> None:
    widths = ({"中": 1000}, {"中": 500})
    fonts = [
        make_font({"familyName": name, "psName": name}, width)
        for name, width in zip(("Proportional", "Narrow"), widths, strict=True)
    ]
    save_collection(fonts, tmp_path / "both.ttc")
    face = book(tmp_path).faces(["Narrow"])[0]
    assert (face.postscript_name, face.advance("中")) == ("Narrow", 500)


@pytest.mark.skipif(sys.platform != "linux", reason="这里只试 Linux 的字体文件夹")
def test_system_fonts_are_used_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    add(tmp_path / ".fonts", "a.ttf", familyName="仿宋_GB2312", psName="Installed")
    assert first(book(), "仿宋_GB2312") == "FandolFang-Regular"
    assert first(book(system=True), "仿宋_GB2312") == "Installed"


def test_a_name_nobody_knows_is_an_error() -> None:
    with pytest.raises(TemplateError, match="“无名体”"):
        book().faces(["仿宋", "无名体"])


def test_every_chain_ends_with_the_bundled_faces(tmp_path: Path) -> None:
    add(tmp_path, "a.ttf", familyName="仿宋", psName="Mine")
    names = [face.postscript_name for face in book(tmp_path).faces(["仿宋"])]
    assert names[:2] == ["Mine", "FandolFang-Regular"]
    assert len(names) == len(set(names)) == 5


def test_a_character_is_set_by_the_first_face_that_has_it(tmp_path: Path) -> None:
    add(tmp_path, "a.ttf", characters="中", familyName="仿宋", psName="Mine")
    style = TextStyle(book(tmp_path).chain(["仿宋"]), 16)
    [line] = set_text("中华", style, 100)
    assert [run.font.face.postscript_name for run in line.runs] == ["Mine", "FandolFang-Regular"]


def test_rare_characters_have_a_font_for_each_plane(tmp_path: Path) -> None:
    add(tmp_path, "a.ttf", characters="中𠀀𠀁", familyName="仿宋", psName="Rare")
    [line] = set_text("𠀁中𠀀𠀁", TextStyle(book(tmp_path).chain(["仿宋"]), 16), 100)
    assert [(run.font.plane, run.text) for run in line.runs] == [(2, "𠀁"), (0, "中"), (2, "𠀀𠀁")]


def test_a_character_that_no_face_has_is_an_error_that_says_what_to_do() -> None:
    style = TextStyle(book().chain(["仿宋"]), 16)
    with pytest.raises(GlyphError) as caught:
        set_text("姓名：张𬭊，科长", style, 100)
    assert caught.value.character == "𬭊"
    assert caught.value.text == "姓名：张𬭊，科长"
    assert "U+2CB4A" in str(caught.value)
    assert "天珩全字库" in str(caught.value)


def resort(fonts: FontBook, character: str) -> str | None:
    """The name of the face that stands in for those of a style."""
    face = fonts.last_resort(character)
    return face.postscript_name if face else None


def test_a_face_that_no_style_asks_for_sets_what_the_others_lack(tmp_path: Path) -> None:
    add(tmp_path, "a.ttf", characters="𬭊中", familyName="Rare Han", psName="RareHan")
    [line] = set_text("中𬭊文", TextStyle(book(tmp_path).chain(["仿宋"]), 16), 100)
    assert [(run.font.face.postscript_name, run.font.stands_in) for run in line.runs] == [
        ("FandolFang-Regular", False),
        ("RareHan", True),
        ("FandolFang-Regular", False),
    ]


def test_the_users_faces_are_the_first_resort_the_systems_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, bundled, installed = (tmp_path / name for name in ("given", "bundled", "home/.fonts"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("perfreport.typeset.fonts.book.system_folders", lambda: [installed])
    add(given, "a.ttf", characters="滘", familyName="Given", psName="Given")
    add(bundled, "a.ttf", characters="滘漖", familyName="Bundled", psName="Bundled")
    add(installed, "a.ttf", characters="滘漖塱", familyName="Installed", psName="Installed")
    fonts = FontBook([given], bundled=bundled, system=True)
    assert [resort(fonts, each) for each in "滘漖塱"] == ["Given", "Bundled", "Installed"]
    alone = FontBook([given], bundled=bundled)
    assert [resort(alone, each) for each in "滘漖塱"] == ["Given", "Bundled", None]


def test_an_upright_regular_face_is_preferred(tmp_path: Path) -> None:
    for weight, name in ((900, "A"), (400, "B")):
        font = make_font({"familyName": "Made", "psName": name}, squares("滘"), weight=weight)
        save_font(font, tmp_path / f"{name}.ttf")
    assert resort(book(tmp_path), "滘") == "B"


def test_a_private_character_is_only_set_by_a_face_that_a_style_asks_for(tmp_path: Path) -> None:
    add(tmp_path, "a.ttf", characters="\ue123", familyName="仿宋", psName="Mine")
    fonts = book(tmp_path)
    assert resort(fonts, "\ue123") is None
    assert set_text("\ue123", TextStyle(fonts.chain(["仿宋"]), 16), 100)
    with pytest.raises(GlyphError, match="自造字"):
        set_text("\ue123", TextStyle(fonts.chain(["黑体"]), 16), 100)
    assert fonts.without_glyph("\ue123\ue124滘") == {"\ue124", "滘"}


def test_a_face_that_draws_nothing_or_the_same_for_all_is_no_resort(tmp_path: Path) -> None:
    coloured = make_font({"familyName": "Colour", "psName": "Colour"}, squares("滘😀"))
    for name in coloured.getBestCmap().values():
        coloured["glyf"][name] = coloured["glyf"].glyphs[".notdef"].__class__()
    save_font(coloured, tmp_path / "colour.ttf")
    add(tmp_path, "boxes.ttf", characters="滘\ufdd0", familyName="Boxes", psName="Boxes")
    assert resort(book(tmp_path), "滘") is None


def test_a_face_whose_file_has_gone_is_no_resort(tmp_path: Path) -> None:
    add(tmp_path, "a.ttf", characters="滘", familyName="Gone", psName="Gone")
    fonts = book(tmp_path)
    assert first(fonts, "Gone") == "Gone"
    (tmp_path / "a.ttf").unlink()
    assert resort(fonts, "滘") is None


def test_installed_fonts_are_opened_only_for_what_no_other_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perfreport.typeset.fonts.book.system_folders", lambda: [tmp_path])
    path = add(tmp_path, "a.ttf", characters="滘", familyName="Installed", psName="Installed")
    fonts = FontBook(bundled=resources.fonts(), system=True)
    fonts.chain(["仿宋"])
    path.write_bytes(b"")
    style = TextStyle(fonts.chain(["仿宋"]), 16)
    assert set_text("滘口", style, 100)[0].runs[0].font.face.postscript_name == "PerfreportSong"


def test_a_book_keeps_one_object_of_each_kind() -> None:
    one, other = book(), book()
    assert one.kept(list) is one.kept(list)
    assert one.kept(list) is not other.kept(list)


def test_one_book_serves_many_threads() -> None:
    fonts = book()

    def render(number: int) -> list[tuple[object, ...]]:
        style = TextStyle(fonts.chain(["仿宋", "黑体"]), 10 + number % 3)
        lines = set_text("各部门预算绩效目标“申报”（2024年度）。" * 5, style, 120 + number % 3 * 12)
        return [
            (run.font.face.name, run.text, run.spacing, run.adjustment)
            for line in lines
            for run in line.runs
        ]

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(render, range(48)))
    assert results[:3] * 16 == results
