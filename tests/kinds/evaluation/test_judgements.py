"""Grades, weights and reasons follow from the scheme."""

from __future__ import annotations

import pytest

from perfreport.basics.quantities import PENDING_FIGURE, Percent, Score
from perfreport.kinds.evaluation.judgements import grade_of, is_far_above, is_rate_low, is_unmet
from tests.kinds.evaluation.indicators import Made, scheme

TEN = scheme("mof-2020-10")


@pytest.mark.parametrize(
    ("total", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("89.5", "良"), ("80", "良"), ("79.99", "中"),
     ("60", "中"), ("59.99", "差"), ("0", "差")],
)  # fmt: skip
def test_grades_begin_with_their_limit(total: str, grade: str) -> None:
    assert grade_of(Score(total), Score(100), TEN) == grade


def test_a_grade_is_of_a_share_of_all_points() -> None:
    assert grade_of(Score(81), Score(90), TEN) == "优"
    assert grade_of(Score("80.99"), Score(90), TEN) == "良"
    assert grade_of(Score(0), Score(0), TEN) is None
    assert grade_of(Score.pending(), Score(100), TEN) is None
    assert grade_of(Score(90), Score(100), scheme("sichuan-2023")) is None


def made(target: str, actual: str, **other: str) -> Made:
    return Made(annual_value=target, actual=actual, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "indicator",
    [
        made("≥12座", "9座"),
        made("＞12座", "12座"),
        made("≤4%", "4.01%"),
        made("＜4%", "4%"),
        made("100%", "99%"),
        made("≥-5%", "-6%"),
        made("10-12座", "13座"),
        made("是", "否"),
        made("改善", "部分达成年度指标并具有一定效果"),
        made("20天", "25天", direction="反向"),
    ],
)
def test_what_is_not_reached(indicator: Made) -> None:
    assert is_unmet(indicator, TEN)


@pytest.mark.parametrize(
    "indicator",
    [
        made("≥12座", "12座"),
        made("≤4%", "4%"),
        made("100%", "100%"),
        made("12座", "13座"),
        made("10-12座", "12座"),
        made("否", "否"),
        made("改善", "达成年度指标"),
        made("改善", "有所改善"),
        made("20天", "25天"),
        made("不适用", "不适用"),
        made("≥12座", PENDING_FIGURE),
        made("≥12座", "9个"),
        Made(annual_value="≥12座"),
    ],
)
def test_what_is_reached_or_cannot_be_told(indicator: Made) -> None:
    assert not is_unmet(indicator, TEN)


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        (made("≥10座", "13座"), False),
        (made("≥10座", "13.01座"), True),
        (made("＞10座", "14座"), True),
        (made("10座", "14座"), True),
        (made("≤10座", "1座"), False),
        (made("≥0座", "5座"), False),
        (made("20天", "90天"), False),
        (made("10-12座", "90座"), False),
        (made("≥10座", "90个"), False),
    ],
)
def test_far_above_is_a_share_of_the_target(indicator: Made, *, expected: bool) -> None:
    assert is_far_above(indicator, TEN) is expected
    assert not is_far_above(indicator, scheme("hubei-2020"))


def test_a_low_execution_rate_is_below_what_the_scheme_says() -> None:
    sichuan = scheme("sichuan-2023")
    rates = {each: is_rate_low(Percent(each), sichuan) for each in ("89.99", "90", "100")}
    assert rates == {"89.99": True, "90": False, "100": False}
    assert not is_rate_low(None, sichuan)
    assert not is_rate_low(Percent.pending(), sichuan)
    assert not is_rate_low(Percent("1"), TEN)


@pytest.mark.parametrize(
    ("scheme_id", "levels", "expected"),
    [
        ("mof-2020-10", ["产出指标", "效益指标", "满意度指标"], [[10, 50, 30, 10]]),
        ("mof-2020-10", ["产出", "效益", "服务对象满意度指标"], [[10, 50, 30, 10]]),
        ("mof-2020-10", ["产出指标", "效益指标"], []),
        (
            "mof-2021-101",
            ["成本指标", "产出指标", "效益指标", "满意度指标"],
            [[10, 20, 40, 20, 10]],
        ),
        ("mof-2021-101", ["成本指标", "产出指标", "效益指标"], [[10, 20, 40, 30]]),
        ("mof-2021-101", ["产出指标", "效益指标", "满意度指标"], [[10, 50, 30, 10]]),
        ("mof-2021-101", ["产出指标", "效益指标"], [[10, 50, 40]]),
        ("mof-2021-101", ["产出指标"], []),
        ("hubei-2020", ["产出指标", "效益指标", "满意度指标"], [[20, 40, 40]]),
        ("hubei-2020", ["产出指标", "效益指标"], [[20, 40, 40]]),
        ("sichuan-2023", ["产出指标", "效益指标"], [[10, 90]]),
        (
            "henan-bond",
            ["成本指标", "产出指标", "效益指标", "满意度指标"],
            [[10, 20, 40, 20, 10], [0, 30, 40, 20, 10]],
        ),
    ],
)
def test_what_first_levels_weigh(
    scheme_id: str, levels: list[str], expected: list[list[int]]
) -> None:
    weights = scheme(scheme_id).weights
    assert weights
    found = [
        [each.execution_rate, *(level.weight for level in each.levels)]
        for each in weights.fitting(levels)
    ]
    assert found == [[Score(each) for each in one] for one in expected]
