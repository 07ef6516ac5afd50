"""Characters of symbol fonts as Unicode."""

from __future__ import annotations

import unicodedata

import pytest

from perfreport.docx.page.symbols import character, in_own_characters, is_symbol_font

FONTS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")


def said(face: str, codes: str) -> str:
    return "".join(character(face, int(code, 16)) or "?" for code in codes.split())


@pytest.mark.parametrize(
    ("face", "codes", "text"),
    [
        ("Symbol", "A3 B3 B1 B4 B8 B9 BB A5 D6 B0", "≤≥±×÷≠≈∞√°"),
        ("Symbol", "61 62 67 6D 70 77 53 57 44", "αβγμπωΣΩΔ"),
        ("Symbol", "AC AE AD AF DE B7 2D", "←→↑↓⇒•−"),
        ("Wingdings", "FC FB FE FD A8 6F 6E 6C A1 75 AB", "✓✗☑☒□□■●○◆★"),
        ("Wingdings", "DF E0 E1 E2 E8 D8 81 8A 8C", "←→↑↓➔➢①⑩❶"),
        ("Wingdings 2", "50 4F 52 54 A3 A2 98 99", "✓✗☑☒□■●○"),
        ("Wingdings 3", "21 22 23 24 70 71", "←→↑↓▲▼"),
        ("Webdings", "61 63 67 6E", "✔□■●"),
    ],
)
def test_what_people_insert_is_what_unicode_calls_so(face: str, codes: str, text: str) -> None:
    assert said(face, codes) == text


@pytest.mark.parametrize("face", FONTS)
def test_a_code_is_the_same_among_private_characters_and_by_itself(face: str) -> None:
    for code in range(0x20, 0x100):
        assert character(face, code) == character(face.upper(), 0xF000 + code)


@pytest.mark.parametrize("face", FONTS)
def test_every_known_code_is_one_printable_character_for_everybody(face: str) -> None:
    found = [each for code in range(0x20, 0x100) if (each := character(face, code))]
    assert len(found) > 180
    assert {unicodedata.category(each)[0] for each in found} <= set("LNPSZ")
    assert all(len(each) == 1 for each in found)


def test_other_fonts_and_codes_are_not_known() -> None:
    assert not is_symbol_font("宋体")
    assert character("宋体", 0x41) is None
    assert character("Symbol", 0x1F) is None
    assert character("Symbol", 0xF0) is None
    assert character("Webdings", 0xF07F) is None


@pytest.mark.parametrize(
    ("alignment", "mark"), [("superscript", "<super>"), ("subscript", "<sub>")]
)
def test_each_character_stands_for_the_plain_one(alignment: str, mark: str) -> None:
    for plain in "0123456789+-=()ni":
        own = in_own_characters(plain, alignment)
        assert own is not None
        kind, code = unicodedata.decomposition(own).split()
        assert kind == mark
        assert chr(int(code, 16)).replace("\u2212", "-") == plain


@pytest.mark.parametrize("text", ["a", "2a", "平方", "2.5", "%"])
def test_half_a_text_is_not_raised(text: str) -> None:
    assert in_own_characters(text, "superscript") is None


def test_plain_text_is_neither_raised_nor_lowered() -> None:
    assert in_own_characters("甲", "baseline") == "甲"
    assert in_own_characters("甲", "") == "甲"
