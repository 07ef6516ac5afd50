"""Characters one below the other: brackets and dashes stand in their vertical form."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString

from perfreport.basics import resources
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.fonts.face import TURNED
from tests.outside.preflight import Preflight
from tests.typeset.made_fonts import make_font, save_font, squares
from tests.typeset.typesetting import bundled_fonts, pages_of, pdf_of, text_of

FACES = ("宋体", "仿宋", "黑体", "楷体", "小标宋")
BRACKETS = "（）《》〈〉【】〔〕()"


def cell(text: str, face: str = "仿宋", *, vertical: bool = True, bold: bool = False) -> str:
    style = f'<style name="标签" font="{face}" size="16pt" bold="{"yes" if bold else "no"}"/>'
    of_cell = ' vertical="yes"' if vertical else ""
    table = f'<table columns="16mm"><tr><td style="标签"{of_cell}>{text}</td></tr></table>'
    return f"<document>{style}{table}</document>"


def ink(markup: str) -> tuple[float, float]:
    """How wide and how high the ink of the first character is."""
    with pypdfium2.PdfDocument(pdf_of(markup)) as document:
        left, bottom, right, top = document[0].get_textpage().get_charbox(0)
    return right - left, top - bottom


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("bracket", BRACKETS)
def test_brackets_lie_across_vertical_text(face: str, bracket: str) -> None:
    width, height = ink(cell(bracket, face))
    assert width > 1.5 * height
    width, height = ink(cell(bracket, face, vertical=False))
    assert height > 1.5 * width


@pytest.mark.parametrize("mark", "—…")
def test_dashes_run_down_vertical_text(mark: str) -> None:
    width, height = ink(cell(mark))
    assert height > 3 * width


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("label", ["产出指标（50分）", "效益指标(30分)", "《办法》—【甲】"])
def test_vertical_text_says_the_same(label: str, bold: bool) -> None:
    (page,) = pages_of(cell(label, bold=bold))
    assert text_of(page) == label
    bracket = next(glyph for glyph in page.glyphs if glyph.text in TURNED)
    (above,) = (glyph for glyph in page.glyphs if glyph.text == label[1])
    assert bracket.left + bracket.right == pytest.approx(above.left + above.right, abs=3)


def test_other_characters_stay_in_their_font() -> None:
    chain = bundled_fonts().chain(["仿宋"])
    assert [chain.vertical(character) for character in "产5A“"] == [None] * 4
    assert chain.vertical("（") is chain.vertical("）")


def test_a_file_with_vertical_forms_is_archival(preflight: Preflight) -> None:
    assert preflight.validate(pdf_of(cell("产出指标（50分）"))) == []


def test_a_face_is_asked_for_its_own_form(tmp_path: Path) -> None:
    font = make_font({"familyName": "测试体", "psName": "Test"}, squares("产（甲"))
    bracket, other = (font.getBestCmap()[ord(character)] for character in "（甲")
    addOpenTypeFeaturesFromString(font, f"feature vert {{ sub {bracket} by {other}; }} vert;")
    save_font(font, tmp_path / "test.ttf")
    (face, *_) = _book(tmp_path).chain(["测试体"]).faces
    assert face.vertical.glyph("（") == face.vertical.glyph("(") == face.glyph("甲")
    assert face.vertical.glyph("产") == 0


def test_another_face_has_the_form_that_one_lacks(tmp_path: Path) -> None:
    font = make_font({"familyName": "测试体", "psName": "Test"}, squares("产（"))
    save_font(font, tmp_path / "test.ttf")
    chain = _book(tmp_path).chain(["测试体"])
    found = chain.vertical("（")
    assert found is not None
    assert found.face in [face.vertical for face in chain.faces[1:]]
    assert chain.primary.vertical.glyph("（") == 0


def _book(folder: Path) -> FontBook:
    return FontBook([folder], bundled=resources.fonts())
