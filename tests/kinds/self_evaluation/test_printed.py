"""The report as printed: sentences around figures are made from the figures and the wording."""

from __future__ import annotations

from perfreport.kinds.self_evaluation.printed import SelfEvaluationView
from tests.kinds.views import view_of
from tests.small_files import REPORT, altered

LOST_BY_RATE = "  一般公共预算年度平均支出执行率: 99.91%\n"


def view(*replacements: tuple[str, str]) -> SelfEvaluationView:
    made = view_of(altered(REPORT, *replacements))
    assert isinstance(made, SelfEvaluationView)
    return made


def test_revenue_is_told_with_its_parts() -> None:
    assert view().revenue == (
        "本部门2023年度年初预算收入120.00万元，"
        "其中：公共安全预算收入100.00万元，卫生健康预算收入20.00万元。"
    )


def test_expenditure_is_told_with_its_rate() -> None:
    assert view().final_account == (
        "本部门2023年度全年预算数100.00万元，决算支出99.00万元，其中：公共安全决算支出99.00万元。"
        "全年支出进度99.00%，支出执行率99.00%。"
    )


def test_shares_are_computed() -> None:
    assert view().scale == (
        "本部门2023年度部门决算支出99.00万元，其中：基本支出决算数69.00万元，占比69.70%；"
        "项目支出决算数30.00万元，占比30.30%。"
    )


def test_a_share_of_nothing_is_a_dash() -> None:
    nothing = "{年初预算数: 0, 全年预算数: 0, 决算数: 0}"
    empty = view(
        ("{年初预算数: 60.00, 全年预算数: 60.00, 决算数: 59.00}", nothing),
        ("{年初预算数: 10.00, 全年预算数: 10.00, 决算数: 10.00}", nothing),
        ("{年初预算数: 50.00, 全年预算数: 30.00, 决算数: 30.00}", nothing),
    )
    assert "占比—；" in empty.scale
    assert "支出执行率—。" in empty.final_account


def test_the_conclusion_adds_the_points() -> None:
    assert view().conclusion == (
        "根据《关于开展绩效自评的通知》要求，2023年部门整体支出绩效评价指标体系设计总分值为54分，"
        "区分履职效能和管理效率。我部门综合自评得分52.99分，"
        "其中：履职效能得分49.99分，管理效率得分3分。"
    )


def test_points_lost_by_the_average_rate_are_worded_by_the_form() -> None:
    assert view().effectiveness == (
        "指标分值50分，得分49.99分，得分率为99.98%。扣分的主要原因是"
        "一般公共预算年度平均支出执行率为99.91%，未达到100%，扣0.01分。"
    )


def test_nothing_is_said_of_deductions_where_there_are_none() -> None:
    full = view((LOST_BY_RATE, ""))
    assert full.effectiveness == "指标分值50分，得分49.99分，得分率为99.98%。"


def test_a_single_deduction_is_one_sentence() -> None:
    assert view().efficiency == (
        "指标分值4分，得分3分，得分率为75.00%。扣分的主要原因是部分合同未按时备案，扣1分。"
    )


def test_several_deductions_are_numbered() -> None:
    several = view(
        ("    - {原因: 部", "    - {原因: 某事未办, 扣分: 0.5}\n    - {原因: 部"),
    )
    assert several.efficiency.endswith(
        "扣分的主要原因：一是某事未办，扣0.5分；二是部分合同未按时备案，扣1分。"
    )


def test_indicators_that_lost_points_together_are_named() -> None:
    joint = view(
        ("指标: [合同备案时效性]", "指标: [新增预算项目事前绩效评估, 合同备案时效性]"),
        ("分值: 3, 得分: 3", "分值: 3, 得分: 2.5"),
    )
    assert joint.efficiency.endswith(
        "致使“新增预算项目事前绩效评估”“合同备案时效性”指标合计被扣1.5分。"
    )


def test_a_classified_section_has_the_statement_of_the_form() -> None:
    (statement,) = view().functions
    assert statement.startswith("按照《保密法》及其实施条例的规定")


def test_the_expenditure_table_has_its_sums() -> None:
    table = view().expenditure
    assert table.total == ("120.00", "100.00", "99.00")
    assert table.basic == ("70.00", "70.00", "69.00")


def test_key_indicators_are_numbered() -> None:
    assert view().key_indicators == (("1", "期刊发行情况", "4期", "4期"),)


def test_scores_have_their_rates_and_merged_levels() -> None:
    first, second = view().scores
    assert (first.level_one.text, first.level_one.rows, second.level_one.rows) == ("管理效率", 2, 0)
    assert (first.weight, first.score, first.rate) == ("3", "3", "100%")
    assert (second.weight, second.score, second.rate) == ("1", "0", "0.00%")


def test_an_indicator_worth_nothing_has_no_rate() -> None:
    _, second = view(("分值: 1, 得分: 0", "分值: 0, 得分: 0")).scores
    assert second.rate == "—"
