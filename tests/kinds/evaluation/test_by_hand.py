"""Whole tables scored through the library, beside the same worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import perfreport
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.evaluation import scoring
from perfreport.kinds.evaluation.model import Scored, ScoredDocument
from perfreport.kinds.evaluation.points import Asks, Points
from tests.examples import example, form_of
from tests.kinds.views import view_of

PUMPS = """\
文种: 项目支出绩效自评表
版式: national-2020-project-evaluation
年度: 2023
部门名称: 某县水利局
评分办法: {scheme}
项目:
  - 名称: 水旱灾害防御
    实施单位: 某县防汛站
    项目完成: {completed}
    资金:
      - {{来源: 当年财政拨款, 年初预算数: 120.00, 全年预算数: 110.00, 全年执行数: 99.00}}
      - {{来源: 上年结转资金, 年初预算数: 0.00, 全年预算数: 10.00, 全年执行数: 9.00}}
    预期目标: 维修泵站，保障安全度汛。
    实际完成情况: 维修泵站九座，安全度汛。
    绩效指标:
      - 一级: 产出指标
        二级: 数量指标
        名称: 维修泵站数量
        年度指标值: ≥12座
        实际完成值: 9座
        分值: 20
        偏差原因: 三座因用地未落实结转下年。
      - 一级: 效益指标
        二级: 社会效益指标
        名称: 防汛能力
        年度指标值: 明显提升
        实际完成值: 部分达成年度指标并具有一定效果
        分值: 30
        得分: 20
        偏差原因: 三座泵站没有维修。
"""


def project(scheme: str, completed: str = "否") -> Any:
    view: Any = view_of(PUMPS.format(scheme=scheme, completed=completed))
    return view.projects[0]


@pytest.mark.parametrize("scheme", ["mof-2020-10", "mof-2021-101"])
def test_the_money_of_the_pumping_stations(scheme: str) -> None:
    total = project(scheme).funds.total
    # 110.00 + 10.00 = 120.00; 99.00 + 9.00 = 108.00; 108 ÷ 120 = 90 %.
    assert (total.initial, total.annual, total.final) == ("120.00", "120.00", "108.00")
    assert total.rate == "90.00%"
    # A source that the data lacks is a blank row.
    assert set(project(scheme).funds.other) == {""}


def test_the_pumping_stations_as_the_rules_of_2020_score_them() -> None:
    made = project("mof-2020-10")
    # 执行率: in proportion, 10 × 90 % = 9.
    assert (made.rate_weight, made.rate_score) == ("10", "9")
    # 维修泵站数量: 9 of 12, below the target in proportion: 20 × 9 ÷ 12 = 15.
    # 防汛能力: 部分达成 leaves 30 × 60 % = 18 to 30 × 80 % = 24 open; 20 were given.
    assert [(each.score, each.weight) for each in made.indicators if each.name] == [
        ("15", "20"),
        ("20", "30"),
    ]
    # 9 + 15 + 20 = 44 of 10 + 20 + 30 = 60: 73.33 %, from 60 % on 中.
    assert (made.total, made.full, made.grade) == ("44", "60", "中")


def test_the_pumping_stations_as_the_guide_of_2021_scores_them() -> None:
    made = project("mof-2021-101")
    # 执行率: not completed, 90 % lies in 80 %（含）-100 %: 7 of 10.
    assert (made.rate_weight, made.rate_score) == ("10", "7")
    # 维修泵站数量: 9 ÷ 12 = 75 %; (75 % − 60 %) ÷ (1 − 60 %) = 37.5 %; 20 × 37.5 % = 7.5.
    # 防汛能力: 101号 names its grades otherwise; the 20 that were given stand.
    assert [each.score for each in made.indicators if each.name] == ["7.5", "20"]
    # 7 + 7.5 + 20 = 34.5 of 60: 57.5 %, below 60 % 差.
    assert (made.total, made.full, made.grade) == ("34.5", "60", "差")


def test_the_guide_of_2021_asks_whether_the_project_is_completed() -> None:
    # Completed within 120.00: all 10 points, whatever the rate; 10 + 7.5 + 20 = 37.5.
    assert project("mof-2021-101", "是").rate_score == "10"
    assert project("mof-2021-101", "是").total == "37.5"
    assert project("mof-2020-10", "是").rate_score == "9"


def scored(name: str) -> tuple[Scored, Any]:
    document = example(name)
    assert isinstance(document, ScoredDocument)
    ((_, part),) = document.scored
    return part, form_of(name)


def test_the_evaluation_of_tianchang_has_the_points_that_it_states() -> None:
    """天长市水利局, 2022, by Anhui's rules: no point differs, seven of nine are asked for."""
    part, form = scored("anhui-2022-project-evaluation")
    # 880 ÷ 880 = 100 %: 10 × 100 % = 10, and 10 is printed.
    rate = scoring.rate_points_of(part, form)
    assert isinstance(rate, Points)
    assert str(rate.score) == "10.00"
    # Two counts of 1 beside 1, and 100 % beside 90 %: met, 10 each, and 10 are printed.
    computed = {
        each.name: str(points.score)
        for each in part.indicators
        if isinstance(points := scoring.points_of(each, form), Points)
    }
    assert computed == {
        "完成中型灌区节水改造项目数量": "10.00",
        "完成农业综合水价改革项目": "10.00",
        "服务对象满意度": "10.00",
    }
    # The other six have neither target nor achievement on the paper: nothing follows, and the
    # points that are printed stand.
    weighed = [each for each in part.indicators if each.weight is not None]
    others = [each for each in weighed if each.name not in computed]
    assert [each.actual for each in others] == [None] * 6
    assert {str(each.score) for each in others} == {"10"}
    # 10 + 9 × 10 = 100, as is printed; 100 of 100 is 优.
    total = scoring.total(part, form)
    assert total
    assert (scoring.shown(form, total), scoring.full_words(part, form)) == ("100", "100")
    assert scoring.grade(part, form) == "优"


def test_no_point_of_tianchang_is_found_to_differ() -> None:
    found = perfreport.check(example("anhui-2022-project-evaluation"))
    assert not [each for each in found if each.code.startswith("SCORE")]


def test_the_evaluation_of_qingshen_states_no_points_and_gets_none() -> None:
    """青神县发展和改革局, 2023: published before anybody had filled in what was achieved."""
    part, form = scored("sichuan-2023-project-evaluation")
    # 251.89 ÷ 251.89 = 100 %, and 100.00 % is printed; the form says nothing of points for it.
    assert part.execution
    assert part.execution.rate
    assert part.execution.rate.value == 100
    rate = scoring.rate_points_of(part, form)
    assert isinstance(rate, Asks)
    assert "没有规定预算执行率怎样计分" in rate.reason
    # Neither 完成值 nor 得分 are there.
    assert [scoring.score(each, form) for each in part.indicators] == [None, None]
    assert scoring.total(part, form) is None
    # 10 + 60 + 30 = 100, as the last row prints.
    assert scoring.full_words(part, form) == "100"


def test_qingshen_would_get_by_the_rules_of_2020_what_follows() -> None:
    document = perfreport.dumps(example("sichuan-2023-project-evaluation"))
    text = document.replace('度量单位: "%"', '度量单位: "%", 实际完成值: 95')
    assert text.count("实际完成值: 95") == 2
    view: Any = view_of(text + "评分办法: mof-2020-10\n")
    # ＝100 %, 95 % done: 60 × 95 ÷ 100 = 57, 30 × 95 ÷ 100 = 28.5; all is spent: 10.
    assert [each.score for each in view.projects[0].indicators] == ["57", "28.5"]
    assert view.projects[0].rate_score == "10"
    # 10 + 57 + 28.5 = 95.5.
    assert view.projects[0].total == "95.5"
    assert Decimal(view.projects[0].total) <= Decimal(view.projects[0].full)


def test_the_scheme_that_the_data_name_is_the_one_that_is_explained() -> None:
    document = perfreport.loads(PUMPS.format(scheme="mof-2021-101", completed="否"))
    explained = {each.path.label: each for each in perfreport.explain(document)}
    pumps = explained["项目[1].绩效指标[1].得分"]
    assert "财预〔2021〕101号" in pumps.basis
    assert FormRegistry().get("national-2020-project-evaluation").named_scheme == "mof-2020-10"


def test_points_without_a_weight_count_and_leave_the_grade_open() -> None:
    part, form = scored("anhui-2022-project-evaluation")
    first, *others = part.indicators
    unweighed = part.model_copy(  # type: ignore[attr-defined]
        update={"indicators": (first.model_copy(update={"weight": None}), *others), "total": None}
    )
    # The ten points that are printed are in the total all the same; of how many nobody knows.
    assert str(scoring.total(unweighed, form)) == "100.00"
    assert scoring.grade(unweighed, form) == ""


def test_an_execution_rate_alone_is_no_total() -> None:
    part, form = scored("anhui-2022-project-evaluation")
    bare = tuple(
        each.model_copy(update={"weight": None, "score": None}) for each in part.indicators
    )
    alone = part.model_copy(update={"indicators": bare, "total": None})  # type: ignore[attr-defined]
    assert scoring.total(alone, form) is None
    assert scoring.grade(alone, form) == ""
