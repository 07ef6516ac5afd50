"""Phrases place the texts they are given, and can do nothing else."""

from __future__ import annotations

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from perfreport.blocks.phrases import MOST_CHARACTERS, MOST_SLOTS, Phrase, Slots

RATE: TypeAdapter[Phrase] = TypeAdapter(Annotated[Phrase, Slots("rate", "year")])


def refused(text: object) -> str:
    with pytest.raises(ValidationError) as caught:
        RATE.validate_python(text)
    return caught.value.errors(include_url=False)[0]["msg"]


@given(st.text(), st.text())
def test_a_slot_is_filled_with_the_text_as_it_is(rate: str, year: str) -> None:
    phrase = RATE.validate_python("{year}年得分率为{rate}。")
    assert phrase(rate=rate, year=year) == f"{year}年得分率为{rate}。"


@given(st.text(max_size=MOST_CHARACTERS // 2))
def test_two_braces_print_one(text: str) -> None:
    phrase = RATE.validate_python(text.replace("{", "{{").replace("}", "}}"))
    assert phrase(rate="", year="") == text


@pytest.mark.parametrize(
    "text",
    ["{rate.__class__}", "{rate[0]}", "{rate!r}", "{rate:>99999999}", "{}", "{0}", "{score}"],
)
def test_a_slot_is_one_of_the_given_names_and_nothing_more(text: str) -> None:
    assert refused(text).endswith("这句可用：rate或year")


@pytest.mark.parametrize("text", ["{rate", "rate}", "{rate:{year}}"])
def test_braces_come_in_pairs(text: str) -> None:
    assert "请" in refused(text) or "可用" in refused(text)


def test_the_advice_about_braces_shows_a_slot_as_it_is_typed() -> None:
    assert refused("{rate") == "花括号不成对；占位写成 {name} 这样，要印花括号本身请写两个"


def test_a_phrase_is_text() -> None:
    assert refused(["{rate}"]) == "这里应写一句用语（文字）"


def test_a_phrase_has_a_bounded_number_of_slots() -> None:
    assert RATE.validate_python("{rate}" * MOST_SLOTS)(rate="1") == "1" * MOST_SLOTS
    assert refused("{rate}" * 300) == "一句用语有 300 个占位，超过上限 30 个，请减少"


def test_a_phrase_has_a_bounded_length() -> None:
    assert RATE.validate_python("字" * MOST_CHARACTERS)() == "字" * MOST_CHARACTERS
    assert refused("{rate}" * 2_000) == "一句用语有 12000 字，超过上限 2000 字，请改短"


@given(name=st.text("甲{}%x"), value=st.text("乙{}0"))
def test_slots_may_be_filled_one_after_the_other(name: str, value: str) -> None:
    phrase = Phrase("{{{name}}}：{value}%，{name}{{{{")
    assert phrase.with_some(name=name)(value=value) == phrase(name=name, value=value)
    assert phrase.with_some(value=value)(name=name) == phrase(name=name, value=value)
