"""Tags are found in one pass over a text, as if each were searched for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.docx.tags import tags_in

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


@given(st.text(st.sampled_from("{}%#a")))
def test_tags_are_those_that_a_search_for_each_would_find(text: str) -> None:
    assert tags_in(text) == _TAG.findall(text)


@pytest.mark.parametrize("opening", ["{{", "{%", "{#", "{{{%{#"])
def test_openings_without_an_end_are_no_tags(opening: str) -> None:
    assert tags_in(opening * 100_000) == []
