"""A forecast is compared with its target where both are clear, and not where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.kinds.monitoring.model import MonitoredIndicator
from perfreport.kinds.monitoring.outlook import has_run_back, is_foreseen


def indicator(target: str, forecast: str, current: str | None = None) -> MonitoredIndicator:
    return MonitoredIndicator(
        level_one="产出指标",
        level_two="数量指标",
        name="维修泵站数量",
        annual_value=target,
        forecast_value=forecast,
        current_value=current,
    )


@pytest.mark.parametrize(
    ("target", "forecast", "foreseen"),
    [
        ("≥12座", "12座", True),
        ("≥12座", "11座", False),
        ("不少于12座", "预计完成13座", True),
        ("12座", "12座", True),
        ("≤2小时", "2.5小时", False),
        ("≤2小时", "1.5小时", True),
        ("＞90%", "90%", False),
        ("90%-95%", "93%", True),
        ("90%-95%", "89%", False),
        ("1.2万人次", "11000人次", False),
        ("明显提升", "明显提升", True),
        ("明显提升", "明显提升。", True),
        ("≥12座", "能完成", True),
        ("≥12座", "预计年底前可如期完成年度目标。", True),
        ("明显提升", "达到预期目标", True),
        ("≥12座", "无法完成", False),
        ("≥12座", "预计不能按期完成年度任务", False),
        ("≥12座", "完不成", False),
        ("明显提升", "达不到目标", False),
        # What says less than that is not read.
        ("≥12座", "基本完成", None),
        ("≥12座", "完成80%", None),
        ("≥12座", "能完成大部分", None),
        ("≥12座", "约12座", None),
        ("≥12座", "不能确定", None),
        ("≥12座", "正在推进，预计12月完成", None),
        ("≥12座", "11项", None),
        ("明显提升", "有所提升", None),
        ("≥12座", "【待填】", None),
        ("12座以上，合格率100%", "12座", None),
    ],
)
def test_a_forecast_meets_its_target(target: str, forecast: str, foreseen: bool | None) -> None:
    assert is_foreseen(indicator(target, forecast)) is foreseen


def test_nothing_is_foreseen_where_nothing_is_said() -> None:
    said = indicator("≥12座", "12座")
    assert is_foreseen(said.model_copy(update={"forecast_value": None})) is None
    assert is_foreseen(said.model_copy(update={"annual_value": None})) is None


def test_a_number_of_which_more_may_be_worse_is_not_compared() -> None:
    said = indicator("3起", "4起").model_copy(update={"name": "安全事故", "level_two": None})
    assert is_foreseen(said) is None
    assert is_foreseen(said.model_copy(update={"forecast_value": "3起"})) is True


_NUMBERS = st.integers(0, 10**6)


@given(_NUMBERS, _NUMBERS, st.sampled_from(("", "预计", "全年预计达到", "年底前可完成")))
def test_numbers_are_compared_as_they_are(target: int, forecast: int, words: str) -> None:
    said = indicator(f"≥{target}座", f"{words}{forecast}座")
    assert is_foreseen(said) is (forecast >= target)


@given(_NUMBERS, _NUMBERS)
def test_what_is_counted_does_not_fall(current: int, forecast: int) -> None:
    said = indicator("≥500座", f"{forecast}座", f"{current}座")
    assert has_run_back(said) is (forecast < current)


@pytest.mark.parametrize(
    ("target", "current", "forecast"),
    [("≥95%", "98%", "96%"), ("≥12座", "过半", "12座"), ("明显提升", "明显提升", "有所提升")],
)
def test_what_is_not_counted_over_the_year_may_fall(
    target: str, current: str, forecast: str
) -> None:
    assert not has_run_back(indicator(target, forecast, current))


def test_quality_may_fall() -> None:
    said = indicator("≥80分", "85分", "90分").model_copy(update={"level_two": "质量指标"})
    assert not has_run_back(said)
