"""Every computed figure can be explained from the figures that went into it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.explanation import Explanation
from perfreport.blocks.model import Document
from perfreport.blocks.printing import build_view
from perfreport.documents.explaining import explain
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from tests.examples import example
from tests.strategies import FORMS, documents

REPORT = "guangzhou-2023-self-evaluation"


def explained(name: str, place: str | None = None) -> tuple[Explanation, ...]:
    document = example(name)
    assert document.form
    return explain(document, FORMS[document.form], DataPath.parse(place) if place else None)


def values(explanation: Explanation) -> list[str]:
    return [operand.value for operand in explanation.operands]


SPENT = "10,105.79"
RATE = "得分÷分值×100%"
FIGURES = {
    "部门整体支出.支出执行率": ("99.15%", "决算支出÷全年预算数×100%", [SPENT, "10,192.48"]),
    "部门整体支出.基本支出.占比": ("66.86%", "基本支出决算数÷决算支出×100%", ["6,756.71", SPENT]),
    "部门整体支出.项目支出.占比": ("33.14%", "项目支出决算数÷决算支出×100%", ["3,349.08", SPENT]),
    "部门整体支出.本年支出合计.决算数": (SPENT, "基本支出＋项目支出", ["6,756.71", "3,349.08"]),
    "总分值": ("100", "履职效能分值＋管理效率分值", ["50", "50"]),
    "综合自评得分": ("96.97", "履职效能得分＋管理效率得分", ["49.99", "46.98"]),
    "履职效能.得分率": ("99.98%", RATE, ["49.99", "50"]),
    "履职效能.扣分原因[1]": ("0.01", "分值－得分", ["50", "49.99"]),
    "管理效率.得分率": ("93.96%", RATE, ["46.98", "50"]),
    "管理效率.指标[14].得分率": ("0.00%", RATE, ["0", "1"]),
    "管理效率.指标[1].得分率": ("100%", RATE, ["3", "3"]),
}


@pytest.mark.parametrize("place", FIGURES)
def test_a_figure_of_the_report_is_explained(place: str) -> None:
    (explanation,) = explained(REPORT, place)
    shown = (explanation.value, explanation.formula, values(explanation))
    assert shown == FIGURES[place]


def test_a_deduction_is_explained_from_its_indicators() -> None:
    (explanation,) = explained(REPORT, "管理效率.扣分原因[1]")
    assert explanation.value == "3"
    assert [operand.path for operand in explanation.operands] == [
        ("管理效率", "指标", 12, "分值"),
        ("管理效率", "指标", 12, "得分"),
        ("管理效率", "指标", 13, "分值"),
        ("管理效率", "指标", 13, "得分"),
    ]


def test_a_rate_shows_what_was_rounded_and_how() -> None:
    (explanation,) = explained(REPORT, "部门整体支出.支出执行率")
    assert explanation.result == "99.14947098%"
    assert explanation.rounding == "四舍五入到2位小数，恰为百分之百印作100%"


def test_a_result_that_needs_no_rounding_looks_like_what_is_printed() -> None:
    (deduction,) = explained(REPORT, "管理效率.指标[14].得分率")
    assert (deduction.value, deduction.result) == ("0.00%", "0.00%")
    (full,) = explained(REPORT, "管理效率.指标[1].得分率")
    assert (full.value, full.result) == ("100%", "100%")
    (total,) = explained("guangzhou-2023-project-targets", "资金使用单位[2].项目[1]")
    assert (total.value, total.result) == ("200.00", "200.00万元")


def test_a_sum_of_amounts_shows_the_decimals_that_are_rounded_away() -> None:
    document = example("guangzhou-2023-project-targets")
    assert isinstance(document, ProjectTargets)
    assert document.form
    project = (
        document.units[1]
        .projects[0]
        .model_copy(update={"stated_total": None, "appropriation": Amount.parse("1234567元")})
    )
    unit = document.units[1].model_copy(update={"projects": (project,)})
    changed = document.model_copy(update={"units": (unit,)})
    (total,) = explain(changed, FORMS[document.form], DataPath.parse("资金使用单位[1].项目[1]"))
    assert (total.value, total.result) == ("123.46", "123.4567万元")


def test_a_name_in_quotation_marks_does_not_double_them() -> None:
    labels = [each.label for each in explained(REPORT, "管理效率.指标[23]")]
    assert labels == ["“‘三公’经费控制情况”的得分率"]


def test_a_stated_sum_is_told_from_what_the_formula_gives() -> None:
    (explanation,) = explained(REPORT, "部门整体支出.基本支出.合计.全年预算数")
    assert explanation.is_stated
    assert (explanation.value, explanation.result) == ("6,759.56", "6,759.55万元")
    assert not any(each.is_stated for each in explained(REPORT, "部门整体支出.本年支出合计"))


def test_points_cite_the_scheme_and_money_the_form() -> None:
    (rate,) = explained(REPORT, "管理效率.得分率")
    (share,) = explained(REPORT, "部门整体支出.支出执行率")
    assert "2023年度）" in rate.basis
    assert "guangzhou-self-evaluation" in rate.basis
    assert "指标体系" not in share.basis


def test_for_a_figure_that_is_typed_those_are_explained_that_it_went_into() -> None:
    found = explained(REPORT, "部门整体支出.项目支出.决算数")
    assert [each.label for each in found] == ["本年支出合计的决算数", "项目支出占比"]


def test_a_place_without_figures_explains_nothing() -> None:
    assert explained(REPORT, "部门名称") == ()


def test_totals_of_projects_are_explained_level_by_level() -> None:
    name = "guangzhou-2023-project-targets"
    (total,) = explained(name, "合计.总计")
    assert (total.value, values(total)) == ("3,505.90", ["3,284.05", "200.00", "21.85"])
    (unit,) = explained(name, "资金使用单位[1].小计.财政拨款")
    assert unit.value == "3,284.05"
    assert unit.formula == "下列各项之和"
    assert len(unit.operands) == 12
    assert unit.operands[3].label == "WWZXJF"
    (project,) = explained(name, "资金使用单位[2].项目[1]")
    assert (project.path[-1], values(project)) == ("总计", ["200.00"])


def test_a_department_declaration_prints_no_computed_figure() -> None:
    assert explained("panyu-2024-department-targets") == ()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents("guangzhou-self-evaluation"))
def test_every_rate_and_sum_of_a_report_is_explained_as_printed(document: Document) -> None:
    assert isinstance(document, SelfEvaluation)
    form = FORMS["guangzhou-self-evaluation"]
    assert isinstance(form, SelfEvaluationForm)
    view = build_view(document, form)
    by_path = {each.path: each.value for each in explain(document, form)}
    printed = [row.rate for row in view.scores]
    indicators = [
        DataPath("管理效率", "指标", position, "得分率") for position in range(len(printed))
    ]
    assert [by_path[path] for path in indicators] == printed
    assert by_path[DataPath("部门整体支出", "支出执行率")] in view.final_account
    assert by_path[DataPath("综合自评得分")] in view.conclusion
    total = view.expenditure.total
    for key, value in (
        ("年初预算数", total.initial),
        ("全年预算数", total.annual),
        ("决算数", total.final),
    ):
        assert by_path[DataPath("部门整体支出", "本年支出合计", key)] == value


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents("guangzhou-project-targets", "guangzhou-district-project-targets"))
def test_operands_of_a_total_add_up_to_it(document: Document) -> None:
    assert document.form
    for each in explain(document, FORMS[document.form]):
        parts = (Decimal(value.replace(",", "")) for value in values(each))
        assert sum(parts) == Decimal(each.value.replace(",", ""))
