"""Points follow from the scheme and say how, or say why somebody has to give them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfreport.basics.quantities import PENDING_FIGURE, Amount, Percent, Score
from perfreport.kinds.evaluation.points import (
    Asks,
    Points,
    indicator_points,
    range_of,
    rate_points,
)
from tests.kinds.evaluation.indicators import TEN, Made, asks, points, scheme

PUMPS = Made(annual_value="≥12座", actual="9座", weight=Score(20))
SAFETY = Made(
    level_one="效益指标",
    level_two="社会效益指标",
    annual_value="明显提升",
    actual="部分达成年度指标并具有一定效果",
    weight=Score(30),
)


def rated(
    rate: str | None,
    scheme_id: str = "mof-2020-10",
    *,
    weight: Score = TEN,
    within_budget: bool = True,
    is_completed: bool = False,
) -> Points | Asks:
    return rate_points(
        Percent(rate) if rate else None,
        weight,
        scheme(scheme_id),
        within_budget=within_budget,
        is_completed=is_completed,
    )


def score_of(found: Points | Asks) -> str:
    assert isinstance(found, Points), found
    return str(found.score)


def test_the_example_of_the_pumping_stations() -> None:
    # 10号: 20 × 9/12 = 15. 101号: 9/12 = 75 %, (75 % − 60 %)/(1 − 60 %) = 37.5 %, of 20 is 7.5.
    assert score_of(points(PUMPS, "mof-2020-10")) == "15.00"
    assert score_of(points(PUMPS, "mof-2021-101")) == "7.50"
    # 99 of 120 are 82.5 %: of 10 points 8.25, or the band from 80 % on with 7.
    rate = Amount("99.00").share_of(Amount("120.00"))
    assert rate == Percent("82.5")
    assert score_of(rated("82.5")) == "8.25"
    assert score_of(rated("82.5", "mof-2021-101")) == "7.00"
    assert score_of(rated("82.5", "mof-2021-101", is_completed=True)) == "10.00"
    # 部分达成: from 60 % to 80 % of 30, so that 20 may be given.
    allowed = range_of(SAFETY, scheme("mof-2020-10"))
    assert allowed
    assert Score(20) in allowed


def test_the_two_schemes_of_the_ministry_side_by_side() -> None:
    eighty = Made(annual_value="≥100%", actual="80%")
    fifty_nine = Made(annual_value="≥100%", actual="59%")
    satisfied = Made(annual_value="≥90%", actual="88%", level_two="服务对象满意度指标")
    table = {
        each: (
            score_of(points(eighty, each)),
            score_of(points(fifty_nine, each)),
            score_of(rated("76", each)),
            score_of(rated("76", each, is_completed=True)),
            score_of(points(satisfied, each)),
        )
        for each in ("mof-2020-10", "mof-2021-101")
    }
    assert table == {
        "mof-2020-10": ("8.00", "5.90", "7.60", "7.60", "9.78"),
        "mof-2021-101": ("5.00", "0.00", "5.00", "10.00", "8.00"),
    }


@pytest.mark.parametrize(
    ("rate", "expected"),
    [("0", "0.00"), ("59.99", "6.00"), ("99.994", "10.00"), ("99.94", "9.99"), ("100", "10.00"),
     ("100.01", "10.00"), ("250", "10.00"), ("-3", "0.00"), ("33.335", "3.33"), ("33.35", "3.34")],
)  # fmt: skip
def test_the_execution_rate_in_proportion(rate: str, expected: str) -> None:
    assert score_of(rated(rate)) == expected


@pytest.mark.parametrize(
    ("rate", "expected"),
    [("99.99", "7.00"), ("80", "7.00"), ("79.99", "5.00"), ("60", "5.00"), ("59.99", "0.00"),
     ("0", "0.00"), ("-3", "0.00")],
)  # fmt: skip
def test_the_execution_rate_of_an_unfinished_project_goes_by_bands(
    rate: str, expected: str
) -> None:
    assert score_of(rated(rate, "mof-2021-101")) == expected


@pytest.mark.parametrize("rate", ["0", "59", "76", "100"])
def test_a_finished_project_within_its_budget_gets_all(rate: str) -> None:
    found = rated(rate, "mof-2021-101", is_completed=True)
    assert score_of(found) == "10.00"
    assert score_of(rated(None, "mof-2021-101", is_completed=True)) == "10.00"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (
            rated("101", "mof-2021-101", is_completed=True, within_budget=False),
            "没有规定项目完成而执行数超过预算的怎样计分",
        ),
        (rated("100", "mof-2021-101"), "没有规定项目没有完成而执行率到了100%的怎样计分"),
        (rated("120", "mof-2021-101", within_budget=False), "没有完成而执行率到了100%"),
        (rated(None), "全年预算数是零，没有预算执行率"),
        (rated(None, "mof-2021-101"), "全年预算数是零"),
        (rated("90", "sichuan-2023"), "没有规定预算执行率怎样计分"),
        (rated("90", "henan-bond"), "没有规定预算执行率怎样计分"),
        (rated("90", "guangzhou-self-evaluation-2023"), "没有规定预算执行率怎样计分"),
    ],
)
def test_where_nothing_says_what_the_execution_rate_earns(
    found: Points | Asks, reason: str
) -> None:
    assert isinstance(found, Asks)
    assert reason in found.reason
    assert found.advice == "请填“得分”"


def test_the_weight_of_the_execution_rate_is_the_documents() -> None:
    assert score_of(rated("90", "hubei-2020", weight=Score(20))) == "18.00"
    assert score_of(rated("85", "mof-2021-101", weight=Score(5))) == "3.50"


def test_points_explain_themselves() -> None:
    found = points(Made(annual_value="≥12座", actual="11.99座", weight=Score(20)))
    assert (found.target, found.actual) == ("≥12座", "11.99座")
    assert found.rule == "没有完成指标值的，按完成值÷指标值得分"
    assert found.formula == "20×11.99÷12"
    assert found.result == "19.983333…"
    assert found.rounding == "四舍五入到2位小数"
    assert found.source.startswith("项目支出绩效评价管理办法（财预〔2020〕10号），第十六条：")
    assert "自定" not in found.source
    reverse = points(Made(annual_value="≤4%", actual="5%"))
    assert "文件没有规定，此项为本方案自定" in reverse.source
    rate = rated("82.857142857142857")
    assert isinstance(rate, Points)
    assert (rate.formula, rate.actual) == ("10×82.857142…%", "82.857142…%")


def test_sign_value_and_unit_may_stand_apart() -> None:
    apart = Made(sign="≥", value="12", unit="座", actual="9", weight=Score(20))
    assert points(apart).score == points(PUMPS).score
    assert points(apart).target == "≥12座"
    any_word = Made(sign="≤", value="4", unit="个·次", actual="5个·次")
    assert score_of(points(any_word)) == "8.00"


@pytest.mark.parametrize(
    ("indicator", "reason"),
    [
        (Made(annual_value="12座", value="13", unit="座", actual="9座"), "不同"),
        (Made(annual_value="≥12座", sign="≤", actual="9座"), "符号前后不一"),
        (Made(annual_value="12座", sign="左右", actual="9座"), "不认识"),
        (Made(annual_value="12座", sign="9", actual="9座"), "定量（其他）"),
        (Made(annual_value="12座", sign="定量（其他）", actual="9座"), "定量（其他）"),
        (Made(annual_value="12座", sign="6", actual="9座"), "没有写等级（达成年度指标、"),
        (Made(annual_value="12座", sign="10", actual="9座"), "没有规定不适用的指标"),
        (Made(annual_value="12座"), "没有实际完成值"),
        (Made(actual="9座"), "没有指标值"),
        (Made(annual_value="12座", actual="9座", direction="反向"), ""),
    ],
)
def test_what_cannot_be_told_is_asked_for(indicator: Made, reason: str) -> None:
    found = indicator_points(indicator, scheme("mof-2020-10"))
    if reason:
        assert isinstance(found, Asks)
        assert reason in found.reason
    else:
        assert isinstance(found, Points)


def test_an_indicator_without_points_is_asked_for_them() -> None:
    assert asks(Made(annual_value="≥12座", actual="9座", weight=None)).advice == "请填“分值”"


@pytest.mark.parametrize(
    ("direction", "expected"),
    [("正向", "10.00"), ("正向指标", "10.00"), ("反向", "8.00"), ("反向指标", "8.00")],
)
def test_the_direction_tells_what_a_number_without_a_sign_means(
    direction: str, expected: str
) -> None:
    assert score_of(points(Made(annual_value="20天", actual="25天", direction=direction))) == (
        expected
    )


@pytest.mark.parametrize(
    ("level", "name"), [("成本指标", "总额"), ("数量指标", "差错率"), ("质量指标", "能耗")]
)
def test_of_costs_and_errors_nobody_knows_without_a_sign(level: str, name: str) -> None:
    met = Made(level_two=level, name=name, annual_value="4%", actual="4%")
    assert score_of(points(met)) == "10.00"
    for actual in ("3%", "5%"):
        open_one = Made(level_two=level, name=name, annual_value="4%", actual=actual)
        assert "多些好还是少些好" in asks(open_one).reason


@pytest.mark.parametrize(
    "indicator",
    [
        Made(annual_value="≥12座", actual=PENDING_FIGURE),
        Made(annual_value=PENDING_FIGURE, actual="9座"),
        Made(annual_value="≥12座", actual="9座", weight=Score.pending()),
    ],
)
def test_what_is_still_to_be_filled_in_gives_points_that_wait(indicator: Made) -> None:
    found = points(indicator)
    assert not found.score.is_known
    assert str(found.score) == "【随数据计算】"
    assert found.result == ""


def test_a_rate_that_waits_gives_points_that_wait() -> None:
    found = rate_points(
        Percent.pending(), TEN, scheme("mof-2020-10"), within_budget=True, is_completed=False
    )
    assert isinstance(found, Points)
    assert not found.score.is_known


@pytest.mark.parametrize(
    ("actual", "inside", "outside"),
    [
        ("达成年度指标", ["30", "24"], ["23.9999", "30.01"]),
        ("部分达成年度指标并具有一定效果", ["18", "23.9999"], ["24", "17.9999"]),
        ("未达成年度指标且效果较差", ["0", "17.9999"], ["18"]),
    ],
)
def test_a_grade_leaves_a_range_of_points(
    actual: str, inside: list[str], outside: list[str]
) -> None:
    one = Made(annual_value="明显提升", actual=actual, weight=Score(30))
    allowed = range_of(one, scheme("mof-2020-10"))
    assert allowed
    assert [each for each in (*inside, *outside) if Score(each) in allowed] == inside
    assert Score.pending() in allowed
    assert allowed.grade == actual
    assert "第十六条" in allowed.source


@pytest.mark.parametrize(
    "indicator",
    [
        PUMPS,
        Made(annual_value="明显提升", actual="很好"),
        Made(annual_value="12座、3处", actual="1"),
    ],
)
def test_nothing_limits_the_points_of_other_indicators(indicator: Made) -> None:
    assert range_of(indicator, scheme("mof-2020-10")) is None


def test_points_are_printed_without_zeros_at_their_end() -> None:
    ten = scheme("mof-2020-10")
    printed = {each: ten.printed(Score(each)) for each in ("9.00", "9.50", "0.00", "100", "0.05")}
    assert printed == {"9.00": "9", "9.50": "9.5", "0.00": "0", "100": "100", "0.05": "0.05"}
    assert ten.printed(Score.pending()) == PENDING_FIGURE
    assert ten.figures
    with_zeros = ten.model_copy(
        update={"figures": ten.figures.model_copy(update={"trailing_zeros": True})}
    )
    assert with_zeros.printed(Score("9")) == "9.00"


def test_points_are_rounded_to_the_places_of_the_scheme() -> None:
    ten = scheme("mof-2020-10")
    assert ten.figures
    whole = ten.model_copy(update={"figures": ten.figures.model_copy(update={"places": 0})})
    found = indicator_points(Made(annual_value="≥4", actual="1"), whole)
    assert isinstance(found, Points)
    assert (str(found.score), found.exact) == ("3", Decimal("2.5"))


def test_the_published_evaluation_of_a_county_scores_as_it_states() -> None:
    # 天长市水利局, 2022: the figures that can be told; the others are texts without a target.
    scored = [
        Made(annual_value="1", actual="1", name="完成中型灌区节水改造项目数量"),
        Made(annual_value="1", actual="1", name="完成农业综合水价改革项目"),
        Made(
            annual_value="90%", actual="100%", level_two="服务对象满意度指标", name="服务对象满意度"
        ),
    ]
    assert [score_of(points(each, "anhui-2022")) for each in scored] == ["10.00"] * 3
    assert score_of(rated("100", "anhui-2022")) == "10.00"
    unread = Made(level_two="质量指标", name="工程质量合格", annual_value=None, actual=None)
    assert "没有实际完成值" in asks(unread, "anhui-2022").reason
