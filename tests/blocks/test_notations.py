"""Dates, periods and choices are held in one way however they are typed, and come back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.blocks.notations import (
    ChoiceNotation,
    DateNotation,
    Notation,
    PeriodNotation,
    noted,
)

STYLES = ("2026年1月1日", "2026-01-01", "2026/1/1", "2026.1.1")
OPTIONS = ("特定目标类", "其他运转类", "人员类")


@given(st.dates(), st.sampled_from(STYLES))
def test_a_day_comes_back_from_every_style(day: date, style: str) -> None:
    notation = DateNotation(style)  # type: ignore[arg-type] # one of them
    assert notation.held(notation.shown(day.isoformat())) == day.isoformat()


@pytest.mark.parametrize(
    "typed",
    ["2026/1/1", "2026-01-01", "2026.1.1", "2026年1月1日", "2026 年 1 月 1 号", " 2026-1-1 "],
)
def test_a_day_is_typed_in_many_ways(typed: str) -> None:
    assert DateNotation().held(typed) == "2026-01-01"
    assert DateNotation().shown("2026-01-01") == "2026年1月1日"


@pytest.mark.parametrize(
    "typed", ["2026年", "1月1日", "2026-13-01", "2026-02-30", "明年", "20260101"]
)
def test_what_is_no_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match=f"“{typed}”"):
        DateNotation().held(typed)


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("2019年-2022年", "2019年-2022年"),
        ("2019-2022", "2019年-2022年"),
        ("2019—2022年", "2019年-2022年"),
        ("2026年1月至12月", "2026年1月-2026年12月"),
        ("2026年1月-2027年3月", "2026年1月-2027年3月"),
        ("2026年1月1日至12月31日", "2026年1月1日-2026年12月31日"),
        ("2026年", "2026年"),
    ],
)
def test_a_period_is_held_with_both_ends(typed: str, held: str) -> None:
    assert PeriodNotation().held(typed) == held
    assert PeriodNotation().held(held) == held


@pytest.mark.parametrize(
    "typed",
    [
        "2022年-2019年",
        "2026年3月-1月",
        "三年",
        "2026年-3月",
        "2026年13月",
        "2026年2月30日",
        "2026年1月-0月",
        "0000年-2026年",
        "",
    ],
)
def test_what_is_no_period_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match=r"期|没有这一天"):
        PeriodNotation().held(typed)


@pytest.mark.parametrize("has_boxes", [False, True])
@given(st.sampled_from(OPTIONS))
def test_a_choice_comes_back_as_printed(has_boxes: bool, option: str) -> None:
    notation = ChoiceNotation(OPTIONS, has_boxes)
    assert notation.held(notation.shown(option)) == option
    assert not notation.says_nothing(notation.shown(option))


def test_options_are_patterns_wherever_schemas_are_read() -> None:
    notation = ChoiceNotation(("1-3年", "其他 类", "a.b", "（一）", "[c]"))
    # Readers of JSON Schema take no escaped sign that needs no escape.
    assert notation.pattern == r"^\s*(1-3年|其他 类|a\.b|（一）|\[c\])\s*$"
    assert all(re.search(notation.pattern, each) for each in notation.options)
    assert not re.search(notation.pattern, "acb")


def test_boxes_are_printed_though_none_is_ticked() -> None:
    notation = ChoiceNotation(OPTIONS, has_boxes=True)
    assert notation.blank == "□特定目标类  □其他运转类  □人员类"
    assert notation.says_nothing(notation.blank)
    assert notation.says_nothing("□特定目标类 □其他运转类□人员类")
    assert ChoiceNotation(OPTIONS).blank == ""


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("特定目标", "是不是“特定目标类”？可写：特定目标类、其他运转类或人员类"),
        ("☑特定目标类 ☑人员类 □其他运转类", "只能选一项"),
    ],
)
def test_what_is_no_choice_is_refused_with_the_nearest(typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ChoiceNotation(OPTIONS, has_boxes=True).held(typed)


@pytest.mark.parametrize("notation", [DateNotation(), PeriodNotation(), ChoiceNotation(OPTIONS)])
def test_nothing_is_a_blank(notation: Notation) -> None:
    assert notation.says_nothing("")
    assert notation.says_nothing(" ")


@pytest.mark.parametrize("notation", [DateNotation(), PeriodNotation(), ChoiceNotation(OPTIONS)])
def test_what_is_still_to_be_filled_in_stands_as_it_is(notation: Notation) -> None:
    assert noted(notation, "【待填：开工的日期】") == "【待填：开工的日期】"
    assert noted(notation, None) == notation.blank
