"""Characters that nobody sees are called by their names."""

from __future__ import annotations

import unicodedata

import pytest

from perfreport.basics.invisible import name_of, remark_on, without

OFTEN_SEEN = "\xa0\xad\u200b\u200e\u202c\u2060\u3000\ufeff"


@pytest.mark.parametrize("character", OFTEN_SEEN)
def test_each_has_a_name_in_chinese(character: str) -> None:
    name = name_of(character)
    assert name is not None
    assert not name.isascii()
    assert remark_on(f"甲{character}乙") == (
        f"第 2 个字是{name}（U+{ord(character):04X}），看不见，请删去"
    )


def test_every_blank_of_unicode_but_the_ordinary_one_has_a_name() -> None:
    blanks = [chr(code) for code in range(0xA0, 0x110000) if is_blank(chr(code))]
    assert len(blanks) > 10
    assert [each for each in blanks if name_of(each) is None] == []


def is_blank(character: str) -> bool:
    return unicodedata.category(character) == "Zs"


@pytest.mark.parametrize("text", ["甲 乙", "59.80", "①（一）、—…", "喆\U00020bb7", ""])
def test_what_can_be_seen_is_passed_over(text: str) -> None:
    assert remark_on(text) is None
    assert without(text) == text


def test_the_first_is_named_and_all_are_left_out() -> None:
    text = "甲\u200b乙\u3000丙"
    assert remark_on(text) == "第 2 个字是零宽空格（U+200B），看不见，请删去"
    assert remark_on(text, 2) == "第 4 个字是全角空格（U+3000），看不见，请删去"
    assert without(text) == "甲乙丙"
