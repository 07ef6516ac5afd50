"""Embedded faces, judged by other programs: text comes back, structure and PDF/A are sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics import resources
from perfreport.basics.errors import InputError
from perfreport.basics.properties import Properties
from perfreport.typeset.display import Run, TextLine
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.fonts.face import PlaneFont
from perfreport.typeset.text.setting import TextStyle, set_text
from tests.outside.poppler import PdfFonts
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf
from tests.typeset.made_fonts import make_font, save_collection, save_font, squares
from tests.typeset.printing import BOOK, print_lines, printed
from tests.typeset.typesetting import typeset

BUNDLED = resources.fonts() / "fandol"
FACES = ["FandolSong-Regular", "FandolSong-Bold", "FandolHei", "FandolKai", "FandolFang"]

TEXT = "中华人民共和国，“绩效”——2023年（95.5%）。"


def set_in(fonts: FontBook, name: str, text: str) -> Sequence[TextLine]:
    return set_text(text, TextStyle(fonts.chain([name]), 16, align="left"), 900)


def one_by_one(font: PlaneFont, characters: list[str]) -> list[TextLine]:
    """Lines of 40 characters, each of which stands for itself."""
    lines = []
    for start in range(0, len(characters), 40):
        runs = []
        for column, character in enumerate(characters[start : start + 40]):
            runs.append(Run(20.0 * column, font, 10.0, 0.0, character, None))
        lines.append(TextLine(tuple(runs), 800.0))
    return lines


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


@pytest.mark.parametrize("name", FACES)
def test_every_printable_character_of_a_bundled_face_can_be_copied(name: str) -> None:
    face = BOOK.chain([name]).primary
    codes = sorted(code for code in face.source.unicodes if code < 0x10000)
    characters = [chr(code) for code in codes if face.glyph(chr(code))]
    seen = [character for character in characters if not character.isspace()]
    assert len(seen) > 10_000
    copied = text_of(print_lines(one_by_one(face.font(0), characters)))
    assert "".join(copied.split()) == "".join(seen)


@pytest.mark.parametrize("cff", [True, False], ids=["cff", "truetype"])
def test_characters_that_share_a_glyph_come_back_as_they_were(tmp_path: Path, cff: bool) -> None:
    font = make_font(
        {"familyName": "Made", "psName": "Made"},
        squares("一金"),
        same={"⼀": "一", "⾦": "金", "金": "金"},
        cff=cff,
    )
    save_font(font, tmp_path / "made.otf")
    fonts = FontBook([tmp_path], bundled=BUNDLED)
    lines = set_in(fonts, "Made", "一⼀金⾦金一")
    assert "".join(glyph.text for glyph in printed(lines)[0]) == "一⼀金⾦金一"


def test_a_broken_face_is_named(tmp_path: Path) -> None:
    font = make_font({"familyName": "Made", "psName": "Made"}, squares("一金"), cff=True)
    path = save_font(font, tmp_path / "made.otf")
    content = bytearray(path.read_bytes())
    table = content.index(b"CFF ")
    start = int.from_bytes(content[table + 8 : table + 12], "big")
    length = int.from_bytes(content[table + 12 : table + 16], "big")
    content[start : start + length] = bytes(length)
    path.write_bytes(content)
    with pytest.raises(InputError, match="Made：字体文件已损坏"):
        print_lines(set_in(FontBook([tmp_path], bundled=BUNDLED), "Made", "一金"))


@pytest.mark.parametrize("cff", [True, False], ids=["cff", "truetype"])
def test_characters_beyond_the_basic_plane_come_back(tmp_path: Path, cff: bool) -> None:
    font = make_font({"familyName": "Made", "psName": "Made"}, squares("𠀀𬭊中"), cff=cff)
    save_font(font, tmp_path / "made.ttf")
    fonts = FontBook([tmp_path], bundled=BUNDLED)
    lines = set_in(fonts, "Made", "中𬭊中𠀀")
    assert "".join(glyph.text for glyph in printed(lines)[0]) == "中𬭊中𠀀"


@pytest.mark.parametrize("em", [256, 1000, 2048])
@pytest.mark.parametrize("cff", [True, False], ids=["cff", "truetype"])
def test_a_viewer_measures_as_the_layout_does(tmp_path: Path, cff: bool, em: int) -> None:
    widths = {"中": em, "A": em * 7 // 10, "1": em // 2}
    font = make_font({"familyName": "Made", "psName": "Made"}, widths, cff=cff, em=em)
    save_font(font, tmp_path / "made.ttf")
    fonts = FontBook([tmp_path], bundled=BUNDLED)
    [line] = set_in(fonts, "Made", "中1A中A1中")
    [glyphs] = printed([line])
    assert glyphs[-1].right == pytest.approx(line.width, abs=0.02)


def test_a_face_of_a_collection_is_embedded_alone(tmp_path: Path) -> None:
    collection = [
        make_font({"familyName": name, "psName": name}, widths)
        for name, widths in (("One", squares("中")), ("Two", squares("中", 600)))
    ]
    save_collection(collection, tmp_path / "both.ttc")
    fonts = FontBook([tmp_path], bundled=BUNDLED)
    [glyphs] = printed(set_in(fonts, "Two", "中中"))
    assert [glyph.left for glyph in glyphs] == pytest.approx([0, 9.6], abs=0.01)


def test_poppler_finds_the_faces_embedded_reduced_and_legible(pdf_fonts: PdfFonts) -> None:
    lines = [*set_in(BOOK, "仿宋", TEXT), *set_in(BOOK, "黑体", TEXT)]
    found = {font.name: font for font in pdf_fonts(print_lines(lines))}
    ours = [font for name, font in found.items() if "Fandol" in name]
    assert len(ours) == 2
    assert all(font.is_embedded and font.is_subset and font.has_unicode for font in ours)


def test_qpdf_finds_nothing(qpdf: Qpdf) -> None:
    assert qpdf.check(print_lines(set_in(BOOK, "楷体", TEXT))) == []


def test_preflight_finds_nothing_in_any_kind_of_face(tmp_path: Path, preflight: Preflight) -> None:
    for number, (cff, em) in enumerate([(False, 256), (False, 2048), (True, 1000)]):
        names = {"familyName": f"Made {number}", "psName": f"Made{number}"}
        widths = {"𠀀": em, "A": em * 7 // 10, "1": em // 2, "中": em}
        save_font(make_font(names, widths, cff=cff, em=em), tmp_path / f"{number}.ttf")
    paragraphs = "".join(
        f'<p style="{name}">中1A𠀀</p>' for name in ("Made 0", "Made 1", "Made 2")
    ) + "".join(f'<p style="{name}">{TEXT}</p>' for name in FACES)
    styles = "".join(
        f'<style name="{name}" font="{name}"/>' for name in ("Made 0", "Made 1", "Made 2", *FACES)
    )
    book = FontBook([tmp_path], bundled=BUNDLED)
    pdf = typeset([f"<document>{styles}{paragraphs}</document>"], book, Properties(title="字体"))
    assert preflight.validate(pdf) == []


def test_the_same_text_gives_the_same_bytes() -> None:
    def render() -> bytes:
        return print_lines(set_in(FontBook(bundled=BUNDLED), "仿宋", TEXT))

    assert render() == render()


@settings(max_examples=5, deadline=None)
@given(st.text("预算绩效目标申报", min_size=1, max_size=8))
def test_the_name_of_a_subset_says_what_is_in_it(text: str) -> None:
    def name(text: str) -> str:
        pdf = print_lines(set_in(BOOK, "仿宋", text))
        [found] = set(re.findall(rb"/([A-Z]{6})\+FandolFang", pdf))
        return bytes(found).decode()

    assert name(text) == name(text[::-1])
    assert name(text) != name(text + "数")


def test_a_subset_is_small() -> None:
    pdf = print_lines(set_in(BOOK, "仿宋", TEXT))
    assert len(pdf) < 20_000


def test_a_set_of_characters_is_embedded_alike_whatever_was_embedded_before() -> None:
    first, other = (print_lines(set_in(BOOK, "仿宋", text)) for text in (TEXT, TEXT + "另有"))
    afresh = FontBook(bundled=BUNDLED)
    assert print_lines(set_in(afresh, "仿宋", TEXT + "另有")) == other
    assert print_lines(set_in(afresh, "仿宋", TEXT)) == first


def test_characters_of_two_planes_with_the_same_place_are_two(tmp_path: Path) -> None:
    font = make_font({"familyName": "Made", "psName": "Made"}, squares("丁\U00024e01\U00020000"))
    save_font(font, tmp_path / "made.ttf")
    lines = set_in(FontBook([tmp_path], bundled=BUNDLED), "Made", "丁\U00024e01\U00020000")
    found = "".join(glyph.text for glyph in printed(lines)[0])
    assert found == "丁\U00024e01\U00020000"
