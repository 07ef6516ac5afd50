"""The faces of last resort: what they have, how it stands among other text, how it is read."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT, FPDFTextObj_GetTextRenderMode

from perfreport.basics import resources
from perfreport.basics.properties import Properties
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.fonts.face import Face
from perfreport.typeset.fonts.names import DRAWN_WRONG_BY_FANDOL
from perfreport.typeset.fonts.sfnt import read_faces
from perfreport.typeset.text.setting import TextStyle, set_text
from tests.outside.preflight import Preflight
from tests.outside.qpdf import Qpdf
from tests.pdf_pages import read_pages
from tests.typeset.typesetting import typeset

FILL_AND_STROKE = 2

BOOK = FontBook(bundled=resources.fonts())
FOLDER = resources.fonts() / "last_resort"
STYLES = ("仿宋", "黑体", "小标宋", "楷体", "宋体")
NAMES = "滘漖塱喆堃昇瑄彧翀玥祎䶮𠅤𬭊㐀"
SIGNS = (
    "㎡²³⑪☑☐☒□■✓✔✗✘㎜㎏㎝㎞ⅰⅻⅠⅫµ℃‰①⑳㉑㊿⑴⒈㈠㊀〇※★☆→←↑↓↔⇒₀₂ⁿ½⅓¼℡№∶≤≥≠×÷√∑αω♀♂℉Å￥€"
    "〖〗﹏︵㈱㍿㏑㏒㏕"
)


def standard_characters() -> str:
    """The 8,105 characters of 通用规范汉字表 (2013), as Unihan's kTGH lists them."""
    lines = Path(__file__).with_name("standard_characters.txt").read_text("utf-8").split()
    return "".join(lines)


def pdf_of(text: str, style: str) -> bytes:
    styles = f'<style name="甲" font="{style}" size="16pt" leading="28pt"/>'
    markup = f'<document>{styles}<p style="甲">{text}</p></document>'
    return typeset([markup], BOOK, Properties(title="字"))


def read(pdf: bytes) -> str:
    return "".join(glyph.text for page in read_pages(pdf) for glyph in page.glyphs)


@pytest.mark.parametrize("style", STYLES)
def test_every_standard_character_and_sign_is_printed_and_read_as_itself(style: str) -> None:
    text = standard_characters() + NAMES + SIGNS
    assert len(text) > 8105
    assert "".join(read(pdf_of(text, style)).split()) == text


def test_only_what_the_style_lacks_stands_in(tmp_path: Path) -> None:
    [line] = set_text("李喆住滘口", TextStyle(BOOK.chain(["黑体"]), 16), 200)
    assert [(run.text, run.font.face.postscript_name) for run in line.runs] == [
        ("李", "FandolHei-Regular"),
        ("喆", "PerfreportSong"),
        ("住", "FandolHei-Regular"),
        ("滘", "PerfreportSong"),
        ("口", "FandolHei-Regular"),
    ]


MISTAKEN = {
    "￥": "＄", "￣": "－", "餘": "余", "準": "准", "衹": "只", "幹": "干", "捨": "舍", "鬆": "松",
    "癥": "症", "鬱": "郁", "醜": "丑", "鹼": "碱", "臟": "髒", "滷": "鹵", "壘": "纍",
    "懲": "誠", "誠": "騁", "稱": "懲", "騁": "秤",
}  # fmt: skip
"""What some face of Fandol draws as something else, and as what."""


@pytest.mark.parametrize("style", STYLES)
def test_no_character_is_drawn_as_another(style: str) -> None:
    for character, other in MISTAKEN.items():
        assert picture(pdf_of(character, style)) != picture(pdf_of(other, style)), character
    assert set(MISTAKEN) == set(DRAWN_WRONG_BY_FANDOL) - {"™"}


def picture(pdf: bytes) -> bytes:
    [page] = pypdfium2.PdfDocument(pdf)
    return bytes(page.render(scale=2, grayscale=True).buffer)


def darkness(pdf: bytes, text: str) -> float:
    """How much of the page is black, for each of the characters of ``text``."""
    [page] = pypdfium2.PdfDocument(pdf)
    grey = bytes(page.render(scale=4, grayscale=True).buffer)
    return (255 * len(grey) - sum(grey)) / len(text)


@pytest.mark.parametrize("style", ["小标宋", "黑体"])
def test_what_stands_in_for_a_dark_face_is_dark_too(style: str) -> None:
    text = "喆滘昇瑄彧"
    dark, light = (darkness(pdf_of(text, each), text) for each in (style, "宋体"))
    assert dark > 1.1 * light


def test_only_what_stands_in_is_made_darker() -> None:
    usual, mixed = "国泰民安", "国喆泰民安"
    assert drawn_outlines(pdf_of(usual, "小标宋")) == 0
    assert drawn_outlines(pdf_of(mixed, "小标宋")) == 1
    assert drawn_outlines(pdf_of(mixed, "仿宋")) == 0


def drawn_outlines(pdf: bytes) -> int:
    """How many texts are drawn with their outlines (PDF 32000-1, 9.3.6: mode 2)."""
    [page] = pypdfium2.PdfDocument(pdf)
    texts = (each.raw for each in page.get_objects() if each.type == FPDF_PAGEOBJ_TEXT)
    return sum(FPDFTextObj_GetTextRenderMode(each) == FILL_AND_STROKE for each in texts)


@pytest.mark.parametrize("style", STYLES)
def test_a_line_with_rare_characters_is_as_wide_as_any(style: str) -> None:
    text_style = TextStyle(BOOK.chain([style]), 16)
    [usual] = set_text("国" * len(NAMES), text_style, 400)
    [rare] = set_text(NAMES, text_style, 400)
    assert rare.width == pytest.approx(usual.width)


def test_boxes_to_be_ticked_are_as_large_as_the_empty_one() -> None:
    """□ is a Fandol face's, ☑ is not, and they stand in one row."""
    extents = []
    for character in "□☐☑☒":
        face = BOOK.chain(["仿宋"]).find(character) or BOOK.last_resort(character)
        assert face is not None
        drawn = face._font.get_glyph_extents(face.glyph(character))
        em = face.source.upem
        extents.append([drawn.x_bearing / em, drawn.width / em, drawn.y_bearing / em])
        assert face.advance(character) == 1000
    for others in extents[1:]:
        assert others == pytest.approx(extents[0], abs=0.04)


@pytest.mark.parametrize(
    ("file", "title", "licence"),
    [
        ("PerfreportSong.otf", "后备宋体", "LICENSE-Noto.txt"),
        ("PerfreportSigns.ttf", "后备符号", "LICENSE-DejaVu.txt"),
    ],
)
def test_they_have_names_of_their_own_and_their_licences(
    file: str, title: str, licence: str
) -> None:
    [face] = read_faces(FOLDER / file)
    assert Face(face).name == title
    assert not any(
        name in given for given in face.names for name in ("Noto", "Source", "DejaVu", "Vera")
    )
    assert "Permission is hereby granted" in (FOLDER / licence).read_text("utf-8")


def test_files_with_them_are_sound_and_pdf_a(preflight: Preflight, qpdf: Qpdf) -> None:
    pdf = pdf_of(f"国{NAMES}国{SIGNS}", "仿宋")
    assert preflight.validate(pdf) == []
    assert qpdf.check(pdf) == []
