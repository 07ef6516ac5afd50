"""Edits inside a text are marked so that people can read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.compare.segments import SegmentKind, compare_texts

MARKS = {SegmentKind.EQUAL: "", SegmentKind.REMOVED: "-", SegmentKind.ADDED: "+"}
texts = st.text("甲乙丙，。12.5", max_size=12)


def marked(old: str, new: str) -> str:
    return "|".join(f"{MARKS[part.kind]}{part.text}" for part in compare_texts(old, new))


@given(texts, texts)
def test_nothing_of_either_text_is_lost(old: str, new: str) -> None:
    parts = compare_texts(old, new)
    assert old == "".join(part.text for part in parts if part.kind is not SegmentKind.ADDED)
    assert new == "".join(part.text for part in parts if part.kind is not SegmentKind.REMOVED)


@given(texts)
def test_a_text_is_wholly_equal_to_itself(text: str) -> None:
    assert {part.kind for part in compare_texts(text, text)} <= {SegmentKind.EQUAL}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("支付59.80万元。", "支付59.90万元。", "支付|-59.80|+59.90|万元。"),
        ("安装LAN设备", "安装WAN设备", "安装|-LAN|+WAN|设备"),
        ("完成率98%以上", "完成率95%以上", "完成率|-98%|+95%|以上"),
    ],
)
def test_numbers_and_words_stay_whole(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_a_phrase_is_replaced_as_a_whole() -> None:
    assert marked("充实单位人员力量。", "加强干部队伍建设的力量。") == (
        "-充实单位人员|+加强干部队伍建设的|力量。"
    )


def test_an_inserted_clause_ends_with_its_comma() -> None:
    assert marked("提高效率，保障安全。", "提高效率，提高质量，保障安全。") == (
        "提高效率，|+提高质量，|保障安全。"
    )


def test_an_omitted_sentence_is_omitted_with_its_full_stop() -> None:
    assert marked("甲工作。乙工作。丙工作。", "甲工作。丙工作。") == "甲工作。|-乙工作。|丙工作。"


def test_texts_with_little_in_common_are_not_taken_apart() -> None:
    assert marked("完成初步验收", "群众满意度有所提升") == "-完成初步验收|+群众满意度有所提升"


def test_a_very_long_text_is_compared_by_its_sentences() -> None:
    sentences = [f"第{number}项工作已经完成。" for number in range(1000)]
    edited = [*sentences[:500], "第500项工作正在推进。", *sentences[501:]]
    changed = [
        part
        for part in compare_texts("".join(sentences), "".join(edited))
        if part.kind is not SegmentKind.EQUAL
    ]
    assert [part.text for part in changed] == ["第500项工作已经完成。", "第500项工作正在推进。"]
