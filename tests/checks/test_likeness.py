"""Names are told apart, and recognised, as a reader would."""

from __future__ import annotations

import pytest

from perfreport.checks.likeness import (
    are_near,
    core_name,
    plain_name,
    plain_text,
    wanted_direction,
)


def near(one: str, other: str, target: str = "", other_target: str = "") -> bool:
    return are_near(core_name(one), core_name(other), target, other_target)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("刑事案件网上批捕、起诉率", "刑事案件网上批捕,起诉率"),
        ("达到 90％。", "达到90%"),
        ("≥2,000次", "≥2000次"),
        ("（一）报告", "(一)报告"),
    ],
)
def test_punctuation_and_width_make_no_difference(one: str, other: str) -> None:
    assert plain_text(one) == plain_text(other)


def test_signs_and_decimal_points_do_make_one() -> None:
    assert plain_text("≥1.5%") != plain_text("≤1.5%")
    assert plain_text("1.5%") != plain_text("15%")


def test_a_level_before_the_name_and_a_suffix_are_no_part_of_it() -> None:
    assert plain_name("效益指标：年度业务量数据量") == "年度业务量数据量"
    assert core_name("群众满意度（%）指标") == core_name("群众满意度情况") == "群众满意度"
    assert core_name("指标") == "指标"


@pytest.mark.parametrize(
    ("one", "other"),
    [("完成等级保护测评", "等级保护测评"), ("新媒体宣传影响力", "新媒体宣传影响力提升")],
)
def test_a_name_with_a_few_words_more_is_near(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("人员培训考核合格率", "人员培训考核不合格率"),
        ("线上专题培训班人次", "线下专题培训班人次"),
        ("第1期工程验收合格率", "第2期工程验收合格率"),
        ("线路及云平台资源正常运行率", "线路及云平台资源使用率"),
        ("等级保护复测", "等级保护测评"),
        ("来访群众满意度", "群众满意度"),
    ],
)
def test_names_of_different_things_are_not_near(one: str, other: str) -> None:
    assert not near(one, other)


def test_a_word_may_be_another_where_the_targets_say_the_same() -> None:
    one, other = "刑事案件网上批捕起诉率", "刑事案件网上提捕起诉率"
    target = "检察机关通过平台实现网上批捕起诉认罪认罚案件达{}%"
    assert near(one, other, target.format(90), target.format(80))
    assert not near(one, other, target.format(90), "公安机关网上提捕移送案件达90%")
    assert not near(one, other, "90%", "90%")


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("培训人次", 1),
        ("群众重复咨询比例", -1),
        ("安全事故起数", -1),
        ("投诉率", -1),
        ("投诉办结率", 0),
        ("故障修复及时率", 1),
    ],
)
def test_what_is_unwanted_is_wanted_few(name: str, direction: int) -> None:
    assert wanted_direction(name) == direction
