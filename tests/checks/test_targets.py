"""Numbers, signs and units are read out of targets as a person reads them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.checks.targets import Sign, TargetChanges, compare_quantities, read_quantities


def read(text: str) -> list[tuple[str, str, Sign]]:
    return [
        (f"{one.number.normalize():f}", one.unit, one.sign) for one in read_quantities(text, 2024)
    ]


def changes(declared: str, quoted: str) -> TargetChanges:
    return compare_quantities(read_quantities(declared, 2024), read_quantities(quoted, 2024))


@pytest.mark.parametrize(
    ("text", "number", "unit", "sign"),
    [
        ("驻场人员≥2人", "2", "人", Sign.AT_LEAST),
        ("登录数＞200次", "200", "次", Sign.MORE_THAN),
        ("投诉率<=5%", "5", "%", Sign.AT_MOST),
        ("65万人以上", "650000", "人", Sign.AT_LEAST),
        ("85%及以上", "85", "%", Sign.AT_LEAST),
        ("85％（含）以上", "85", "%", Sign.AT_LEAST),
        ("不少于 300 份", "300", "份", Sign.AT_LEAST),
        ("不低于90%", "90", "%", Sign.AT_LEAST),
        ("至少开展专题宣传活动1项", "1", "项", Sign.AT_LEAST),
        ("处置率达90%", "90", "%", Sign.AT_LEAST),
        ("合格率达到98%以上", "98", "%", Sign.AT_LEAST),
        ("超过170万人", "1700000", "人", Sign.MORE_THAN),
        ("响应时间不超过6秒", "6", "秒", Sign.AT_MOST),
        ("扣分不多于该项总分的5%", "5", "%", Sign.AT_MOST),
        ("20%以下", "20", "%", Sign.AT_MOST),
        ("控制在3%以内", "3", "%", Sign.AT_MOST),
        ("2个工作日内", "2", "个工作日", Sign.AT_MOST),
        ("重复咨询比例低于20%", "20", "%", Sign.LESS_THAN),
        ("约5000件", "5000", "件", Sign.ABOUT),
        ("10个左右", "10", "个", Sign.ABOUT),
        ("培育综治中心10个", "10", "个", Sign.NONE),
        ("解除达标率85%", "85", "%", Sign.NONE),
        ("访问量大于30,000次", "30000", "次", Sign.MORE_THAN),
        ("活动5千次", "5000", "次", Sign.NONE),
        ("培训2批次", "2", "批次", Sign.NONE),
        ("增长0.5个百分点", "0.5", "个百分点", Sign.NONE),
        ("提高3百分点", "3", "百分点", Sign.NONE),
        ("投入1.5亿元", "150000000", "元", Sign.NONE),
        ("改造100㎡", "100", "m2", Sign.NONE),
        ("室温≥18℃", "18", "°C", Sign.AT_LEAST),
        ("满意度≥90", "90", "", Sign.AT_LEAST),
        ("98", "98", "", Sign.NONE),
    ],
)
def test_a_number_is_read_with_its_sign_and_unit(
    text: str, number: str, unit: str, sign: Sign
) -> None:
    assert read(text) == [(number, unit, sign)]


@pytest.mark.parametrize(
    "text",
    [
        "使用率=在用资源/采购资源*100%",
        "问卷数/发放总数×100",
        "1.按节点推进；2、做好研判；（3）形成闭环",
        "①开展宣传",
        "第七期、第7期",
        "形成“5+1”指标体系",
        "落实“1310”部署",
        "出具2022年度审计报告",
        "2023-2024年运维项目",
        "建设5G网络",
        "通过等保三级测评",
        "有所提升",
    ],
)
def test_a_number_that_is_no_target_is_passed_over(text: str) -> None:
    assert read(text) == []


def test_a_list_number_does_not_run_into_the_text() -> None:
    assert read("①3次培训") == [("3", "次", Sign.NONE)]
    assert read("1. 2次培训") == [("2", "次", Sign.NONE)]
    assert read("1、2次培训") == [("2", "次", Sign.NONE)]


def test_a_full_width_comma_does_not_join_numbers() -> None:
    assert [one[0] for one in read("出刊4期，600册，1,200册")] == ["4", "600", "1200"]


def test_a_range_is_a_lower_and_an_upper_bound() -> None:
    both = [("6", "宗", Sign.AT_LEAST), ("12", "宗", Sign.AT_MOST)]
    assert read("评查6-12宗") == both
    assert read("评查6宗～12宗") == both
    assert read("评查6至12宗") == both


@pytest.mark.parametrize(
    ("text", "number", "sign"),
    [
        ("2023年7月底前完成", "20230731", Sign.AT_MOST),
        ("2月底前完成", "20240229", Sign.AT_MOST),
        ("2024年2月29日前完成", "20240229", Sign.AT_MOST),
        ("6月前完成签订", "20240600", Sign.AT_MOST),
        ("2024年底前完成", "20241231", Sign.AT_MOST),
        ("9月15日召开", "20240915", Sign.NONE),
    ],
)
def test_a_date_is_one_quantity(text: str, number: str, sign: Sign) -> None:
    assert read(text) == [(number, "日期", sign)]


@pytest.mark.parametrize(
    ("declared", "quoted"),
    [
        ("65万人以上", "不少于650,000人"),
        ("85%及以上", "85%以上"),
        ("开展3次培训，2次检查", "2次检查，开展3次培训"),
        ("比例=重复人数/总人数*100%。低于20%", "比例低于20%"),
        ("2024年7月31日前", "7月底前"),
        ("2,000次", "2000次"),
    ],
)
def test_other_words_for_the_same_numbers_are_no_change(declared: str, quoted: str) -> None:
    assert changes(declared, quoted) == TargetChanges((), (), (), (), ())


def test_a_changed_number_is_paired_by_its_unit() -> None:
    found = changes("全年4期，总发行量不低于6000册", "全年4期，总发行量不低于5000册")
    assert [(one.declared.text, one.quoted.text) for one in found.numbers] == [("6000册", "5000册")]
    assert found == TargetChanges(found.numbers, (), (), (), ())


def test_a_lost_multiple_is_a_changed_number() -> None:
    (change,) = changes("超过130万人", "超过130人").numbers
    assert change.quoted.number == 130


def test_a_changed_unit_is_paired_by_its_number() -> None:
    (change,) = changes("发行6000册", "发行6000份").units
    assert (change.declared.unit, change.quoted.unit) == ("册", "份")


def test_a_turned_sign_is_told_from_a_stricter_one() -> None:
    assert changes("不低于90%", "不超过90%").signs
    assert not changes("不低于90%", "超过90%").signs


def test_one_number_against_two_is_not_guessed_at() -> None:
    found = changes("培训3次，检查5次", "培训4次")
    assert not found.numbers
    assert [one.text for one in found.dropped] == ["3次", "5次"]
    assert [one.text for one in found.added] == ["4次"]


NUMBERS = st.decimals(0, 10**9, places=2, allow_nan=False)


@given(NUMBERS, st.sampled_from(["%", "人", "册", "个工作日"]), st.sampled_from(["≥", "不超过"]))
def test_every_number_reads_back(number: Decimal, unit: str, sign: str) -> None:
    (plain,) = read_quantities(f"达成情况{sign}{number}{unit}", 2024)
    (separated,) = read_quantities(f"达成情况{sign}{number:,}{unit}", 2024)
    assert plain.number == separated.number == number
    assert plain.unit == separated.unit == unit


@given(st.text())
def test_any_text_reads_without_failing(text: str) -> None:
    quantities = read_quantities(text, 2024)
    unchanged = TargetChanges(numbers=(), units=(), signs=(), dropped=(), added=())
    assert compare_quantities(quantities, quantities) == unchanged
