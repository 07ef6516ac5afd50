"""Which texts are plain, and what styles share."""

from __future__ import annotations

from dataclasses import replace
from math import copysign

import pytest

from perfreport.typeset.text.metrics import Metrics
from tests.typeset.printing import BOOK, SIZE, body


def metrics(pitch: float | None = None) -> Metrics:
    return body(BOOK, pitch=pitch).metrics


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("预算绩效目标（2024年度），完成率95.5%。", True),
        ("", True),
        ("1234567890-ABC", True),
        ("阿凡提·买买提×3", True),
        ("完成了吗?", False),
        ("37.2℃", False),
        ("Ω", False),
    ],
)
def test_most_text_is_plain(text: str, plain: bool) -> None:
    assert metrics().is_plain(text) is plain


def test_with_a_space_between_chinese_and_latin_only_chinese_is_plain() -> None:
    style = body(BOOK, spaced=True).metrics
    assert style.is_plain("预算，绩效")
    assert not style.is_plain("预算2024")


def test_it_stays_so_after_much_text() -> None:
    style = metrics()
    for _ in range(3):
        assert style.is_plain("预算绩效目标申报" * 500)
        assert not style.is_plain("预算?")
        assert not style.is_plain("预算℃")


def test_styles_that_differ_in_nothing_but_alignment_share_their_measures() -> None:
    chain = BOOK.chain(["仿宋"])
    style = body(BOOK)
    assert replace(style, align="left").metrics is style.metrics
    assert replace(style, size=12).metrics is not style.metrics
    assert replace(style, latin=chain).metrics is not style.metrics


def test_no_spacing_is_negative_zero() -> None:
    assert copysign(1.0, metrics(SIZE - 0.000001).spacing) == 1.0


@pytest.mark.parametrize("pitch", [15.793, 442.2 / 28, 17, 16.1])
def test_text_is_plain_at_any_pitch(pitch: float) -> None:
    assert metrics(pitch).is_plain("预算绩效目标（2024年度），完成率95.5%。")


def test_characters_wider_than_the_pitch_are_not_plain() -> None:
    style = body(BOOK, "楷体").metrics
    assert style.is_plain("AB")
    assert not style.is_plain("AWB")
