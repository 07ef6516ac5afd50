"""Limits of what is read, each named where it is exceeded."""

from __future__ import annotations

from dataclasses import fields

import pytest

from perfreport.basics.errors import InputError
from perfreport.docx.page.limits import LABELS, Limits, refusal

NAMES = [field.name for field in fields(Limits)]


@pytest.mark.parametrize("name", NAMES)
def test_just_as_much_as_a_limit_allows_is_read(name: str) -> None:
    limits = Limits(**{name: 1_000})
    limits.require(**{name: 1_000})
    with pytest.raises(InputError, match=rf"1,001）超过上限 1,000.*放宽 Limits\.{name}$"):
        limits.require(**{name: 1_001})


def test_a_refusal_is_one_message_with_the_exit_code_of_wrong_input() -> None:
    error = refusal("不予读取")
    assert (str(error), len(error.mistakes), error.exit_code) == ("不予读取", 1, 2)


def test_all_that_is_too_much_is_named_with_the_options_to_write() -> None:
    limits = Limits(blocks=10, characters=20)
    limits.require(blocks=10, characters=20)
    with pytest.raises(InputError) as error:
        limits.require(blocks=11, characters=2_000, parts=1)
    assert str(error.value) == (
        "段落和单元格（11）超过上限 10、文字（2,000）超过上限 20，不予读取；确属正常文件的，"
        "命令中请加 --limit 段落和单元格=11 --limit 文字=2000，"
        "Python 中请放宽 Limits.blocks、Limits.characters"
    )


def test_every_limit_has_a_name_of_its_own() -> None:
    assert list(LABELS) == NAMES
    assert len(set(LABELS.values())) == len(NAMES)
