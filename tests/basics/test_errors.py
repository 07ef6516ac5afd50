"""Errors say where, what and what to do, and lead to the exit codes of the command line."""

from __future__ import annotations

import pickle

import pytest

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import (
    GlyphError,
    InputError,
    Mistake,
    NumberError,
    OutputError,
    PerfreportError,
    SeveralInputsError,
    TemplateError,
    concerning,
)


def test_a_mistake_in_a_file_names_file_line_field_and_advice() -> None:
    mistake = Mistake(DataPath("部门名称"), "缺这一项，请补上", 4)
    assert mistake.describe("甲.yaml") == "甲.yaml:4：部门名称：缺这一项，请补上"


def test_a_mistake_in_a_text_names_the_line_in_words() -> None:
    assert (
        Mistake(DataPath("部门名称"), "缺这一项", 4).describe(None) == "第 4 行：部门名称：缺这一项"
    )


def test_a_mistake_without_a_place_says_what_is_wrong() -> None:
    assert Mistake(NOWHERE, "文件是空的").describe(None) == "文件是空的"


def test_a_message_is_one_line_without_control_characters() -> None:
    shown = Mistake(DataPath("a\nb"), "“\x1b[2J”不可用", 1).describe("c\rd")
    assert shown == "c↵d:1：a↵b：“�[2J”不可用"


@pytest.mark.parametrize(
    "mistake",
    [Mistake(DataPath("长" * 10**6), "错"), Mistake(NOWHERE, f"没有“{'长' * 10**6}”，请改正")],
)
def test_a_message_is_short_however_long_what_was_typed(mistake: Mistake) -> None:
    described = mistake.describe("名" * 4000)
    assert len(described) < 2000
    assert described.endswith(mistake.message[-3:])


def test_what_nobody_expected_is_noted_with_its_file_and_what_was_expected_is_not() -> None:
    with pytest.raises(KeyError) as unexpected, concerning("甲.yaml"):
        raise KeyError("x")
    assert unexpected.value.__notes__ == ["甲.yaml"]
    with pytest.raises(OutputError) as expected, concerning("甲.yaml"):
        raise OutputError("写不了")
    assert not hasattr(expected.value, "__notes__")


def test_all_mistakes_of_a_file_stand_in_the_message() -> None:
    error = InputError(
        [Mistake(DataPath("甲"), "错", 1), Mistake(DataPath("乙"), "错", 2)], "a.yaml"
    )
    assert str(error) == "a.yaml:1：甲：错\na.yaml:2：乙：错"


@pytest.mark.parametrize(
    "error",
    [
        InputError([Mistake(DataPath("甲"), "错", 1), Mistake(DataPath("乙"), "错")], "a.yaml"),
        SeveralInputsError([InputError([Mistake(DataPath("甲"), "错")]), InputError([], "b.yaml")]),
        NumberError("6,904.53", 5.5, "模板第 4 行："),
        GlyphError("㎡", "20㎡", "没有字体有这个字"),
        OutputError("写不了"),
    ],
)
def test_an_error_comes_whole_out_of_another_process(error: PerfreportError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy).keys() == vars(error).keys()


def test_mistakes_of_several_files_stand_file_by_file() -> None:
    first = InputError(
        [Mistake(DataPath("甲"), "错", 1), Mistake(DataPath("乙"), "错", 2)], "a.yaml"
    )
    second = InputError([Mistake(DataPath("丙"), "错", 1)], "b.yaml")
    error = SeveralInputsError([first, second])
    assert error.errors == (first, second)
    assert str(error).split("\n\n") == [str(first), str(second)]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError([]), 2),
        (SeveralInputsError([]), 2),
        (GlyphError("😀", "😀", "没有这个字"), 2),
        (TemplateError("模板写错"), 3),
        (OutputError("写不了"), 4),
    ],
)
def test_each_error_has_its_exit_code(error: PerfreportError, code: int) -> None:
    assert error.exit_code == code
