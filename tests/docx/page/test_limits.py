"""Limits of what is read, each named where it is exceeded."""

from __future__ import annotations

from dataclasses import fields

import pytest

from perfreport.docx.page.limits import Limits, refusal
from perfreport.errors import InputError

NAMES = [field.name for field in fields(Limits)]


@pytest.mark.parametrize("name", NAMES)
def test_just_as_much_as_a_limit_allows_is_read(name: str) -> None:
    limits = Limits(**{name: 1_000})
    limits.require(name, 1_000)
    with pytest.raises(InputError, match=rf"1,001）超过上限 1,000.*放宽 Limits\.{name}$"):
        limits.require(name, 1_001)


def test_a_refusal_is_one_message_with_the_exit_code_of_wrong_input() -> None:
    error = refusal("不予读取")
    assert (str(error), len(error.mistakes), error.exit_code) == ("不予读取", 1, 2)
