"""Fixed words with gaps between them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.blocks.frame import frame

_letters = st.text("甲，；", max_size=3)


@given(parts=st.lists(_letters, min_size=1, max_size=4), text=st.text("甲乙，；\n", max_size=12))
def test_gaps_get_what_an_ordinary_expression_would_give_them(parts: list[str], text: str) -> None:
    found = frame(parts).fullmatch(text)
    expected = re.fullmatch("(.*?)".join(parts), text, re.DOTALL)
    assert (found and found.groups()) == (expected and expected.groups())


@given(gaps=st.lists(st.text("甲乙，"), min_size=1, max_size=4))
def test_what_was_put_together_comes_apart(gaps: list[str]) -> None:
    parts = ["始", *(str(number) for number in range(len(gaps) - 1)), "终"]
    pairs = zip(parts, [*gaps, ""], strict=True)
    found = frame(parts).fullmatch("".join(part + gap for part, gap in pairs))
    assert found
    assert list(found.groups()) == gaps


@pytest.mark.parametrize("separator", ["；", "；；", "甲；", "1"])
def test_a_text_made_of_separators_is_given_up_at_once(separator: str) -> None:
    """An ordinary expression would try to divide it in every way there is."""
    assert frame(["", "；", "；", "；", "；", "：", "。"]).fullmatch(separator * 20_000) is None
