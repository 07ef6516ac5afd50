"""Points explained: target, achievement, rule, figures, rounding, source; each with its place."""

from __future__ import annotations

import perfreport
from perfreport.basics.quantities import FOLLOWING_FIGURE
from perfreport.blocks.explanation import Explanation
from perfreport.data.data_files import parse_source
from perfreport.documents.explaining import explain
from perfreport.documents.loading import understand
from perfreport.forms.registry import FormRegistry
from tests.examples import example
from tests.kinds.evaluation.test_by_hand import PUMPS
from tests.small_files import altered

NATIONAL = PUMPS.format(scheme="mof-2020-10", completed="否")
FIRST, SECOND = "项目[1].绩效指标[1].得分", "项目[1].绩效指标[2].得分"


def of(text: str) -> dict[str, Explanation]:
    """All explanations by their places; what is 待填 has gaps, as in a draft."""
    loaded = understand(parse_source(text), FormRegistry(), allow_pending=True)
    return {each.path.label: each for each in explain(loaded.document, loaded.form)}


def operands(explanation: Explanation) -> list[tuple[str, str, str]]:
    return [(each.label, each.value, each.path.label) for each in explanation.operands]


def test_points_that_follow_show_target_achievement_rule_and_source() -> None:
    pumps = of(NATIONAL)[FIRST]
    assert (pumps.label, pumps.value, pumps.result) == ("“维修泵站数量”的得分", "15", "15分")
    assert pumps.formula == "没有完成指标值的，按完成值÷指标值得分：20×9÷12"
    assert operands(pumps) == [
        ("年度指标值", "≥12座", "项目[1].绩效指标[1].年度指标值"),
        ("实际完成值", "9座", "项目[1].绩效指标[1].实际完成值"),
    ]
    assert pumps.rounding == "四舍五入到2位小数"
    assert "（财预〔2020〕10号），第十六条" in pumps.basis
    assert not pumps.is_stated


def test_points_are_shown_before_they_are_rounded() -> None:
    third = of(altered(NATIONAL, ("≥12座", "≥7座"), ("9座", "5座")))[FIRST]
    # 20 × 5 ÷ 7 = 14.2857…
    assert (third.value, third.result) == ("14.29", "14.28571429分")


def test_one_place_alone_is_explained() -> None:
    document = perfreport.loads(NATIONAL)
    (pumps,) = perfreport.explain(document, FIRST)
    assert pumps == of(NATIONAL)[FIRST]


def test_points_that_are_stated_are_shown_beside_those_that_follow() -> None:
    stated = of(altered(NATIONAL, ("分值: 20", "分值: 20\n        得分: 16")))
    assert (stated[FIRST].value, stated[FIRST].result) == ("16", "15分")
    assert stated[FIRST].is_stated
    # 9 + 16 + 20.
    assert stated["项目[1].总分"].value == "45"
    same = of(altered(NATIONAL, ("分值: 20", "分值: 20\n        得分: 15.00")))
    assert not same[FIRST].is_stated


def test_points_that_the_scheme_asks_for_say_why() -> None:
    ability = of(NATIONAL)[SECOND]
    assert ability.value == "20"
    assert ability.formula.startswith("由填报人评定：定性指标“部分达成年度指标并具有一定效果”")
    assert "18分（含）至24分（不含）" in ability.formula
    assert ability.rounding == "照所填的印"
    # Points that are not there are explained all the same, and then there is no total.
    without = of(altered(NATIONAL, ("        得分: 20\n", "")))
    assert without[SECOND].value == ""
    assert without[SECOND].formula.startswith("算不出：定性指标“部分达成年度指标并具有一定效果”")
    assert without[SECOND].result == "请填“得分”"
    assert "项目[1].总分" not in without


def test_the_rate_of_a_task_is_called_after_the_task() -> None:
    document = example("anhui-2022-department-evaluation")
    assert isinstance(document, perfreport.DepartmentEvaluation)
    (rate,) = perfreport.explain(document, "年度主要任务[1].执行率")
    assert rate.label == f"{document.tasks[0].name}的执行率"


def test_the_points_of_the_execution_rate_lead_to_the_rate() -> None:
    rate = of(NATIONAL)["项目[1].执行率得分"]
    assert (rate.value, rate.formula.split("：")[1]) == ("9", "10×90%")
    assert operands(rate) == [("执行率", "90.00%", "项目[1].资金.合计.执行率")]
    assert "项目[1].资金.合计.执行率" in of(NATIONAL)
    assert "文件没有规定，此项为本方案自定" in rate.basis


def test_a_department_has_its_rate_beside_its_tasks() -> None:
    document = example("anhui-2022-department-evaluation")
    (rate,) = perfreport.explain(document, "执行率得分")
    assert [each.path.label for each in rate.operands] == ["金额合计.执行率"]


def test_a_stated_rate_of_points_and_total_are_said_to_be_stated() -> None:
    stated = of(
        altered(NATIONAL, ("    预期目标", "    执行率得分: 8\n    总分: 50\n    预期目标"))
    )
    assert stated["项目[1].执行率得分"].is_stated
    assert stated["项目[1].总分"].value == "50"
    # 8 + 15 + 20.
    assert stated["项目[1].总分"].result == "43分"
    assert stated["项目[1].总分"].is_stated


def test_the_total_leads_to_all_points() -> None:
    total = of(NATIONAL)["项目[1].总分"]
    assert (total.value, total.formula) == ("44", "执行率得分＋维修泵站数量＋防汛能力")
    assert [each.path.label for each in total.operands] == [
        "项目[1].执行率得分",
        FIRST,
        SECOND,
    ]


def test_what_is_still_to_be_filled_in_is_waited_for() -> None:
    waiting = of(altered(NATIONAL, ("实际完成值: 9座", "实际完成值: 待填")))
    assert waiting[FIRST].value == FOLLOWING_FIGURE
    assert waiting[FIRST].formula == "待填的填好以后计算"
    assert waiting["项目[1].总分"].value == FOLLOWING_FIGURE
    spent = of(altered(NATIONAL, ("全年执行数: 99.00", "全年执行数: 待填")))
    assert spent["项目[1].执行率得分"].value == FOLLOWING_FIGURE
    assert spent[FIRST].value == "15"


def test_a_form_that_prints_no_total_explains_none() -> None:
    places = [
        each.path.label for each in perfreport.explain(example("henan-bond-project-evaluation"))
    ]
    assert "项目[1].绩效指标[1].得分" in places
    assert not [each for each in places if each.endswith(("总分", "执行率得分"))]
