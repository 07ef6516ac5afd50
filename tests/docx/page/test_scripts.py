"""Raised and lowered characters that Unicode has of its own."""

from __future__ import annotations

import unicodedata

import pytest

from perfreport.docx.page.scripts import in_own_characters


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
