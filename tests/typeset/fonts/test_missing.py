"""What somebody is told whose text holds a character that cannot be printed."""

from __future__ import annotations

import pytest

from perfreport.typeset.fonts.missing import glyph_error, refusals

WORD = "或只生成 Word（docx）。"
FONTS = f"装到系统里，或放进一个文件夹并指明它（fonts）；{WORD}"


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("\t", "制表符（U+0009）：它看不见，也印不出，请从数据中删去。"),
        ("\u200b", "零宽空格（U+200B）：它看不见，也印不出，请从数据中删去。"),
        ("\u2066", "文字方向的控制符（U+2066）：它看不见，也印不出，请从数据中删去。"),
        ("\ue001", "“\ue001”（U+E001）：这是自造字，别的电脑认不出它，请换成有正式编码的字。"),
        ("㐀", f"“㐀”（U+3400）在所用的字体里没有：请把有这个字的字体（如宋体（SimSun））{FONTS}"),
        (
            "𠀀",
            "“𠀀”（U+20000）在所用的字体里没有："
            f"请把有这个字的字体（如宋体-ExtB（SimSun-ExtB））{FONTS}",
        ),
        ("ʃ", f"“ʃ”（U+0283）在所用的字体里没有：请换用别的字，或把有这个字的字体{FONTS}"),
        (
            "ئ",
            "“ئ”（U+0626）：PDF 只排一字一形、从左到右的文字，"
            f"排不了维吾尔文等用阿拉伯字母的文字；请改用汉字，{WORD}",
        ),
    ],
)
def test_the_refusal_names_the_character_and_what_to_do(character: str, expected: str) -> None:
    assert list(map(str, refusals(character))) == [expected]


def test_characters_with_one_cause_are_refused_together_each_once() -> None:
    first, second = refusals("བ\u200bོབདབ")
    assert first.problem == "“བ”（U+0F56）附加符号（U+0F7C）“ད”（U+0F51）"
    assert "藏文" in first.advice
    assert second.problem == "零宽空格（U+200B）"


def test_only_a_few_characters_are_named() -> None:
    (refusal,) = refusals("กขฃคฅฆ")
    assert refusal.problem.endswith("“ฅ”（U+0E05）等6个字")


def test_the_error_shows_the_words_around() -> None:
    error = glyph_error("𠀀", "前面的话很长很长很长很长𠀀后面的话也很长很长很长很长")
    assert str(error).startswith("“的话很长很长很长很长𠀀后面的话也很长很长很”中的“𠀀”")
