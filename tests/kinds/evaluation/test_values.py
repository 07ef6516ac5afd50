"""Targets and achievements are read as they are typed, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.checks.targets import SCALES, SIGN_NAMES, Sign
from perfreport.kinds.evaluation.values import (
    Target,
    UnclearError,
    is_inapplicable,
    is_of_other_sort,
    is_qualitative,
    read_actual,
    read_target,
)


def said(target: Target) -> tuple[str, str, str, int]:
    unit, scale = target.measure or ("", 1)
    return SIGN_NAMES[target.sign], f"{target.number:f}", unit, scale


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥12座", ("≥", "12", "座", 1)),
        (">=12座", ("≥", "12", "座", 1)),
        ("＞９０％", ("＞", "90", "%", 1)),
        ("＝100％", ("＝", "100", "%", 1)),
        ("= 100 %", ("＝", "100", "%", 1)),
        ("100%", ("", "100", "%", 1)),
        ("12", ("", "12", "", 1)),
        ("12。", ("", "12", "", 1)),
        ("0", ("", "0", "", 1)),
        ("-5%", ("", "-5", "%", 1)),
        ("－５％", ("", "-5", "%", 1)),
        ("≥−5%", ("≥", "-5", "%", 1)),
        ("≤1000万元", ("≤", "1000", "元", 10_000)),
        ("≤1,266.19万元", ("≤", "1266.19", "元", 10_000)),
        ("12万", ("", "12", "", 10_000)),
        ("3亿元", ("", "3", "元", 100_000_000)),
        ("不低于90%", ("≥", "90", "%", 1)),
        ("90%以上", ("≥", "90", "%", 1)),
        ("≥90%以上", ("≥", "90", "%", 1)),
        ("不超过20天", ("≤", "20", "天", 1)),
        ("20天以内", ("≤", "20", "天", 1)),
        ("≥100百分比", ("≥", "100", "%", 1)),
        ("3个百分点", ("", "3", "个百分点", 1)),
        ("15元/人", ("", "15", "元/人", 1)),
        ("≥200台套", ("≥", "200", "台套", 1)),
        ("≥120万头（只）", ("≥", "120", "头(只)", 10_000)),
        ("≥5篇次", ("≥", "5", "篇次", 1)),
        ("20平方千米", ("", "20", "平方公里", 1)),
        ("5年", ("", "5", "年", 1)),
        ("300㎡", ("", "300", "m2", 1)),
        ("300m²", ("", "300", "m2", 1)),
    ],
)
def test_a_target_is_a_number_with_sign_and_unit(
    text: str, expected: tuple[str, str, str, int]
) -> None:
    assert said(read_target(text)) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("10-12座", 10, 12), ("95%~100%", 95, 100), ("10至12座", 10, 12), ("10—12座", 10, 12)],
)
def test_a_range_has_two_ends(text: str, low: int, high: int) -> None:
    target = read_target(text)
    assert (target.number, target.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("明显提升", "不是数量"),
        ("≥", "不是数量"),
        ("12座、3处", "不止一个数"),
        ("1 000座", "不止一个数"),
        ("1，000座", "不止一个数"),
        ("1.5.2", "不止一个数"),
        ("10座-12处", "不止一个数"),
        ("≥10-12座", "不止一个数"),
        ("12-10座", "从大到小"),
        ("12座完成", "不只是数和单位"),
        ("10天内完成", "不只是数和单位"),
        ("12座(新建)", "不只是数和单位"),
        ("约12座", "不只是数和单位"),
        ("完成12座", "不只是数和单位"),
        ("①12座", "带圈"),
        ("²3座", "带圈"),
        ("12½座", "带圈"),
        ("12万%", "不只是数和单位"),
        ("12座左右", "是约数"),
        ("2023年12月底前", "是时间"),
        ("2023年", "是时间"),
        ("12月", "是时间"),
        ("2023.12", "是时间"),
        ("2023-06-30", "是时间"),
        ("10²座", "带圈"),
        ("1234567890123", "位数太多"),
        ("1.123456789", "位数太多"),
        ("≥90%以下", "前后不一"),
    ],
)
def test_what_is_more_or_less_than_that_is_not_read(text: str, reason: str) -> None:
    with pytest.raises(UnclearError, match=reason):
        read_target(text)


@pytest.mark.parametrize(
    ("text", "symbol", "unit", "expected"),
    [
        ("12", "≥", "座", ("≥", "12", "座", 1)),
        ("12座", "≥", "座", ("≥", "12", "座", 1)),
        ("≥12", "≥", "座", ("≥", "12", "座", 1)),
        ("1000", "＜", "万元", ("＜", "1000", "元", 10_000)),
        ("12", "=", "场（次）", ("＝", "12", "场(次)", 1)),
        ("12场（次）", None, "场(次)", ("", "12", "场(次)", 1)),
        ("12", None, None, ("", "12", "", 1)),
    ],
)
def test_sign_and_unit_may_stand_apart(
    text: str, symbol: str | None, unit: str | None, expected: tuple[str, str, str, int]
) -> None:
    assert said(read_target(text, symbol, unit)) == expected


@pytest.mark.parametrize(
    ("text", "symbol", "unit"),
    [("≥12", "≤", "座"), ("12座", "≥", "处"), ("12万元", "≤", "元"), ("12", "约", "座")],
)
def test_what_stands_apart_may_not_contradict(text: str, symbol: str, unit: str) -> None:
    with pytest.raises(UnclearError):
        read_target(text, symbol, unit)


def test_signs_that_are_none_are_known_by_name_and_code() -> None:
    assert all(map(is_qualitative, ("定性", "6", " ６")))
    assert all(map(is_of_other_sort, ("定量（其他）", "定量(其他)", "9")))
    assert all(map(is_inapplicable, ("本指标不适用此项目", "10")))
    assert not any(
        each(sign)
        for each in (is_qualitative, is_of_other_sort, is_inapplicable)
        for sign in (None, "≥", "")
    )


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥12座", "9座", "9"),
        ("≥12座", "9", "9"),
        ("≥12座", " 9 座。", "9"),
        ("12", "9座", "9"),
        ("≤1000万元", "998.5", "998.5"),
        ("≤1000万元", "0.1亿元", "1000"),
        ("≤1000万元", "9985000元", "998.5"),
        ("90%", "95", "95"),
        ("90%", "95％", "95"),
        ("90%", "95百分比", "95"),
        ("1%", "0.5", "0.5"),
        ("90%", "0", "0"),
        ("100", "95%", "95"),
        ("≥0.95", "0.5", "0.5"),
        ("≥2万亩", "18", "18"),
        ("≤0万元", "5", "5"),
        ("≤0起", "-1起", "-1"),
    ],
)
def test_an_achievement_is_in_the_unit_of_its_target(
    target: str, actual: str, expected: str
) -> None:
    assert read_actual(actual, read_target(target)) == Decimal(expected)


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        ("≥12座", "9个", "单位不同"),
        ("12", "9万座", "单位不同"),
        ("90%", "3个百分点", "单位不同"),
        ("90%", "0.95", "百分号"),
        ("90%", "1", "百分号"),
        ("≥0.95", "50%", "百分号"),
        ("1", "50%", "百分号"),
        ("≥2万亩", "18000", "没有单位"),
        ("≤8万", "76000", "没有单位"),
        ("≥2百人", "180", "没有单位"),
        ("≥12座", "≥9座", "不只是数和单位"),
        ("≥12座", "已完成9座", "不只是数和单位"),
        ("≥12座", "9座，3座在建", "不止一个数"),
        ("≥12座", "9-10座", "不止一个数"),
        ("≥12座", "完成", "不是数量"),
        ("≥12座", "2023年11月", "是时间"),
        ("≥12座", "", "不是数量"),
    ],
)
def test_another_unit_or_more_words_are_not_read(target: str, actual: str, reason: str) -> None:
    with pytest.raises(UnclearError, match=reason):
        read_actual(actual, read_target(target))


NUMBERS = st.decimals(-(10**9), 10**9, places=4) | st.integers(-9999, 1800).map(Decimal)
UNITS = st.sampled_from(("座", "%", "元", "人次", "公里", "元/人", "个工作日"))
ALL_SCALES = st.sampled_from(("", *SCALES))


@given(st.sampled_from(Sign), NUMBERS, ALL_SCALES, UNITS)
def test_what_is_composed_is_read_as_it_was(
    sign: Sign, number: Decimal, scale: str, unit: str
) -> None:
    if sign is Sign.ABOUT or (unit == "%" and scale):
        return
    name = SIGN_NAMES[sign]
    whole = read_target(f"{name}{number:f}{scale}{unit}")
    assert said(whole) == (name, f"{number:f}", unit, SCALES.get(scale, 1))
    assert whole.sign is sign
    apart = read_target(f"{number:f}", name or None, f"{scale}{unit}")
    assert apart == whole
    assert read_actual(f"{number:f}{scale}{unit}", whole) == number
    if not scale and unit != "%":
        assert read_actual(f"{number.scaleb(-4):f}万{unit}", whole) == number


@given(
    NUMBERS, UNITS, st.text(alphabet="约近多余完成，、。1 ²年月座-~%（）", min_size=1, max_size=4)
)
def test_whatever_else_is_typed_is_no_other_number(number: Decimal, unit: str, more: str) -> None:
    target = read_target(f"{abs(number):f}{unit}")
    for text in (f"{number:f}{unit}{more}", f"{more}{number:f}{unit}"):
        try:
            actual = read_actual(text, target)
        except UnclearError:
            continue
        # What was read stands there with its unit, and with nothing else but blanks and a stop.
        digits = text.replace(" ", "").replace("。", "").removesuffix(unit)
        assert Decimal(digits) == actual
