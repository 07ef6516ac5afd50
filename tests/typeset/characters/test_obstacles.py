"""Which characters may be set one by one, and what is said of those that may not."""

from __future__ import annotations

import unicodedata

import pytest

from perfreport.typeset.characters.obstacles import obstacle

SIMPLE = "国滘䶮𠅤㐀〇Aé Ωж１，。“①⑪㎡²☑✓→ꀀぁアㄅ가ㄱ⠿\u00a0\u3000\ue000😀\U00031350"
SCRIPTS = {
    "ئ": "维吾尔文等用阿拉伯字母的文字",
    "٣": "维吾尔文等用阿拉伯字母的文字",
    "א": "希伯来文",
    "ܐ": "叙利亚文",
    "བ": "藏文",
    "ོ": "藏文",
    "ᠮ": "蒙古文",
    "ก": "泰文",
    "ᦀ": "西双版纳新傣文",
    "ᥐ": "德宏傣文",
    "क": "天城文",
    "ក": "高棉文",
    "ߊ": "西非书面文字",
    "؟": "从右向左写的文字",
}


@pytest.mark.parametrize("character", SIMPLE)
def test_what_has_one_form_and_stands_from_left_to_right_is_set(character: str) -> None:
    assert obstacle(character) == ""


@pytest.mark.parametrize(("character", "script"), SCRIPTS.items())
def test_other_scripts_are_refused_by_their_names(character: str, script: str) -> None:
    assert f"排不了{script}" in obstacle(character)
    assert "（docx）" in obstacle(character)


@pytest.mark.parametrize(
    ("characters", "reason"),
    [
        ("\t\n\u00ad\u200b\u200d\u202e\u2028\ufeff\ud800\U000e0041", "看不见"),
        ("\u0301\u0335\u20dd\u20e3\u3099\u302a", "叠印"),
        ("\ufe0e\ufe0f\U000e0100\u180b", "选定前一个字的写法"),
        ("\u1100\u1161\u11a8\ua960\ud7b0", "拼成音节"),
        ("\ufb01\ufb06\ufb13", "分开的字母"),
        ("\U0001f1e8\U0001f3fb", "合成一个图形"),
    ],
)
def test_what_changes_its_neighbours_is_refused(characters: str, reason: str) -> None:
    assert [reason in obstacle(character) for character in characters] == [True] * len(characters)


def test_no_mark_and_nothing_from_right_to_left_is_ever_set() -> None:
    refused = [
        character
        for character in map(chr, range(0x20000))
        if unicodedata.category(character).startswith("M")
        or unicodedata.bidirectional(character) in ("R", "AL", "AN")
    ]
    assert len(refused) > 3000
    assert [character for character in refused if not obstacle(character)] == []
