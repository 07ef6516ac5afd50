"""Paragraphs of a template, read backwards."""

from __future__ import annotations

import pytest

from perfreport.basics.addresses import ViewPath
from perfreport.roundtrip.pattern import pattern_of

SCOPE = {"task": ViewPath("tasks", "*")}


@pytest.mark.parametrize(
    ("template", "text", "slots"),
    [
        ("{{ department }}", "市财政局", ("市财政局",)),
        ("部门名称：{{ department }}\t单位：{{ unit }}", "部门名称：甲 单位：元", ("甲", "元")),
        ("表 {{ field() }} {{ year }}年决算表", "表 2 2023年决算表", ("2", "2023")),
        ("合 计", "合计", ()),
        ("部门职能", "（一）部门职能", ()),
    ],
)
def test_what_stands_in_the_slots_is_found(
    template: str, text: str, slots: tuple[str, ...]
) -> None:
    assert pattern_of(template, SCOPE).match(text) == slots


def test_other_fixed_words_do_not_match() -> None:
    assert pattern_of("部门名称：{{ department }}", SCOPE).match("单位名称：甲") is None


def test_what_follows_a_changed_heading_is_guessed() -> None:
    pattern = pattern_of("预算收入情况。{{ revenue }}", SCOPE)
    assert pattern.guess("收入总况。本部门收入1万元。") == ("本部门收入1万元。",)


def test_a_slot_knows_its_path_through_the_loops() -> None:
    [slot] = pattern_of("{{ task.name }}", SCOPE).slots
    assert slot.path == ("tasks", "*", "name")


def test_a_merged_label_and_a_list_of_lines_are_told_apart() -> None:
    [label] = pattern_of("{% merge task.kind %}", SCOPE).slots
    [lines] = pattern_of("{% for line in title_lines %}{{ line }}{% endfor %}", SCOPE).slots
    assert (label.is_label, label.is_list) == (True, False)
    assert (lines.is_label, lines.is_list, lines.path) == (False, True, ("title_lines",))


def test_where_a_running_number_stands_other_words_do_not_fit() -> None:
    number, year = pattern_of("表 {{ field() }} {{ year }}年决算表", SCOPE).slots
    assert all(number.fits(text) for text in ("2", "二", "（3）", "1.2", ""))
    assert not number.fits("2另附")
    assert year.fits("另附")


def test_a_number_is_passed_over_in_front_only() -> None:
    pattern = pattern_of("部门职能", SCOPE)
    assert pattern.match("三、部门职能") == ()
    assert pattern.match("部门三、职能") is None
