"""Units of measure after numbers."""

from __future__ import annotations

import re

import pytest

from perfreport.typeset.characters.breakclasses import (
    ALWAYS_UNITS,
    MOST_CHARACTERS,
    UNIT,
    WITHIN_UNITS,
)


@pytest.mark.parametrize(
    "unit",
    ["元", "万元", "亿元", "万", "人次", "个工作日", "余万元", "多个", "万平方公里", "元/平方米"],
)
def test_a_unit_is_taken_whole(unit: str) -> None:
    match = re.match(UNIT, unit + "以上")
    assert match is not None
    assert match[0] == unit
    assert len(unit) < MOST_CHARACTERS


@pytest.mark.parametrize("text", ["以上", "工作", "平均", "预算", "多"])
def test_other_words_are_no_units(text: str) -> None:
    assert re.match(UNIT, text) is None


def test_some_characters_are_units_whatever_follows() -> None:
    assert all(re.match(UNIT, character) for character in ALWAYS_UNITS)


def test_a_unit_may_go_on_only_after_known_characters() -> None:
    for unit in ("个工作日", "万平方公里", "余亿元", "人次"):
        assert set(unit[:-1]) <= set(WITHIN_UNITS)
