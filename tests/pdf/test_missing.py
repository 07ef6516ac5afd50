"""What somebody is told whose text holds a character that cannot be printed."""

from __future__ import annotations

import pytest

from perfreport.pdf.missing import advice, glyph_error


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("\t", "制表符（U+0009）：它看不见，也印不出，请从数据中删去。"),
        ("\u200b", "零宽空格（U+200B）：它看不见，也印不出，请从数据中删去。"),
        (
            "\ue001",
            "“\ue001”（U+E001 未命名字符）：这是自造字，别的电脑认不出它，请换成有正式编码的字。",
        ),
        (
            "㐀",
            "“㐀”（U+3400 CJK UNIFIED IDEOGRAPH-3400）在所用的字体里没有："
            "请把有这个字的字体（如宋体（SimSun））"
            "装到系统里，或放进一个文件夹，用 --fonts 指明。",
        ),
        (
            "𠀀",
            "“𠀀”（U+20000 CJK UNIFIED IDEOGRAPH-20000）在所用的字体里没有："
            "请把有这个字的字体（如宋体-ExtB（SimSun-ExtB））"
            "装到系统里，或放进一个文件夹，用 --fonts 指明。",
        ),
        (
            "ʃ",
            "“ʃ”（U+0283 LATIN SMALL LETTER ESH）在所用的字体里没有："
            "请换用别的字，或把有这个字的字体"
            "装到系统里，或放进一个文件夹，用 --fonts 指明。",
        ),
    ],
)
def test_the_advice_names_the_character_and_what_to_do(character: str, expected: str) -> None:
    assert advice(character, []) == expected


def test_the_error_shows_the_words_around() -> None:
    error = glyph_error("𠀀", "前面的话很长很长很长很长𠀀后面的话也很长很长很长很长", [])
    assert str(error).startswith("“的话很长很长很长很长𠀀后面的话也很长很长很”中的“𠀀”")
