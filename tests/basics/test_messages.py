"""The words of messages: what was typed as people see it, what was meant, why a file failed."""

from __future__ import annotations

import errno

import pytest

from perfreport.basics.messages import nearest, quoted, reason, shown, told


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("五十九", "“五十九”"),
        ("", "空白"),
        (None, "空白"),
        (True, "“true”"),
        (98, "“98”"),
        (["a"], "一个列表"),
        ((), "一个列表"),
        ({"a": 1}, "一组“键: 值”"),
        ("长" * 31, f"“{'长' * 30}…”"),
        ("\ud800", "“�”"),
    ],
)
def test_what_was_typed_is_quoted_without_python_notation(typed: object, shown: str) -> None:
    assert quoted(typed) == shown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("一段\n二段", "一段↵二段"),
        ("一段\r\n二段\u2028三段", "一段↵二段↵三段"),
        ("\x1b[2J\ud800", "�[2J�"),
        ("零一二三四五六七八九", "零一二三四五六七八九"),
        ("零一二三四五六七八九十", "零一二三四五…八九十"),
    ],
)
def test_a_text_is_shown_in_one_line(text: str, line: str) -> None:
    assert shown(text, 10) == line


def test_the_nearest_known_name_is_suggested() -> None:
    assert nearest("部门名", ["年度", "部门名称"]) == "部门名称"


def test_nothing_is_suggested_when_nothing_is_near() -> None:
    assert nearest("颜色", ["年度", "部门名称"]) is None


def test_a_reason_of_the_system_is_told_in_chinese() -> None:
    assert reason(OSError(errno.EACCES, "Permission denied")) == "没有权限"


def test_what_a_library_says_is_quoted_unless_it_is_chinese() -> None:
    assert told("Something is wrong") == "原文：Something is wrong"
    assert told("写错了") == "写错了"


def test_a_rare_reason_is_quoted_as_the_system_tells_it() -> None:
    assert reason(OSError(errno.EDOM, "Out of domain")) == "原文：Out of domain"
    assert reason(OSError()) == "原因不明"
