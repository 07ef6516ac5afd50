"""The figures of a report follow from its tables; deductions name what they explain."""

from __future__ import annotations

import pytest

import perfreport
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Amount, Percent, Score
from perfreport.kinds.self_evaluation.model import Appropriations, SelfEvaluation
from perfreport.kinds.self_evaluation.sections import Deduction, Effectiveness, Efficiency
from tests.small_files import REPORT, altered, line_with


def report(*replacements: tuple[str, str]) -> SelfEvaluation:
    document = perfreport.loads(altered(REPORT, *replacements))
    assert isinstance(document, SelfEvaluation)
    return document


def columns(initial: int, annual: int, final: int) -> Appropriations:
    return Appropriations(initial=Amount(initial), annual=Amount(annual), final=Amount(final))


def effectiveness(*deductions: Deduction, rate: str | None = "99.91%") -> Effectiveness:
    return Effectiveness(
        weight=Score(50),
        score=Score(49),
        average_execution_rate=Percent(rate) if rate else None,
        deductions=deductions,
    )


def test_totals_are_summed_over_the_parts() -> None:
    spent = report().expenditure
    assert spent.basic.total == columns(70, 70, 69)
    assert spent.total == columns(120, 100, 99)
    assert spent.execution_rate == Percent("99%")
    assert report().revenue.total == Amount(120)


def test_a_stated_column_stands_before_the_sum_and_the_others_are_summed() -> None:
    stated = report(("  基本支出:\n", "  基本支出:\n    合计: {全年预算数: 71.00}\n"))
    assert stated.expenditure.basic.total == columns(70, 71, 69)
    assert stated.expenditure.total == columns(120, 101, 99)


def test_there_is_no_execution_rate_without_a_budget() -> None:
    nothing = "{年初预算数: 0, 全年预算数: 0, 决算数: 0}"
    spent = report(
        ("{年初预算数: 60.00, 全年预算数: 60.00, 决算数: 59.00}", nothing),
        ("{年初预算数: 10.00, 全年预算数: 10.00, 决算数: 10.00}", nothing),
        ("{年初预算数: 50.00, 全年预算数: 30.00, 决算数: 30.00}", nothing),
    ).expenditure
    assert spent.execution_rate is None


def test_points_are_summed_over_the_sections() -> None:
    assert (report().weight, report().score) == (Score(54), Score("52.99"))


def test_a_deduction_that_states_no_points_lost_all_that_were_lost() -> None:
    assert effectiveness().points_lost_by(Deduction()) == Score(1)


def test_a_deduction_loses_the_points_it_states() -> None:
    stated = Deduction(reason="某因", stated_points=Score("0.4"))
    assert effectiveness(stated).points_lost_by(stated) == Score("0.4")


def test_a_deduction_loses_what_its_indicators_lost() -> None:
    section = report().efficiency
    assert section.points_lost_by(section.deductions[0]) == Score(1)


def test_a_single_deduction_without_indicators_loses_all_that_was_lost() -> None:
    section = report((", 指标: [合同备案时效性]", "")).efficiency
    assert section.points_lost_by(section.deductions[0]) == Score(1)


WHOLE = "    - {原因: 部分合同未按时备案, 指标: [合同备案时效性]}"
FIRST = "    - {原因: 甲, 扣分: 1}\n"
NOT_WHOLE = [
    ("    - {原因: 甲, 指标: [采购效能]}", "[1].指标[1]",
     "“扣分原因”所写的指标“采购效能”不在“指标”之中，请核对名称"),
    (f"{FIRST}    - {{原因: 甲, 指标: [预算编制, 合同时效]}}", "[2].指标[1]",
     "指标“预算编制”不在“指标”之中，请核对名称"),
    ("    - {原因: 甲, 指标: [合同备案时效]}", "[1].指标[1]",
     "不在“指标”之中，是不是“合同备案时效性”？"),
    ("    - {原因: 甲, 指标: [合同备案时效性，采购效能]}", "[1].指标[1]",
     "不在“指标”之中；几个指标请写成“[合同备案时效性, 采购效能]”，逗号用半角"),
    ("    - {原因: 甲, 指标: [采购效能、合同备案时效性]}", "[1].指标[1]",
     "几个指标请写成“[采购效能, 合同备案时效性]”，逗号用半角"),
    (f"{FIRST}    - {{指标: [合同备案时效性]}}", "[2]", "“扣分原因”缺“原因”，请补上"),
    (f"{FIRST}    - {{原因: 乙}}", "[2]", "有几项扣分原因时，每项都要写“指标”或“扣分”"),
]  # fmt: skip


@pytest.mark.parametrize(("deductions", "place", "message"), NOT_WHOLE)
def test_deductions_of_efficiency_are_whole(deductions: str, place: str, message: str) -> None:
    text = altered(REPORT, (WHOLE, deductions))
    with pytest.raises(InputError) as caught:
        perfreport.loads(text)
    (mistake,) = caught.value.mistakes
    last = line_with(text, "  扣分原因") + deductions.count("\n") + 1
    assert (mistake.path.label, mistake.line) == (f"管理效率.扣分原因{place}", last)
    assert mistake.message.endswith(message)


def test_an_indicator_whose_name_has_a_comma_in_full_width_is_known() -> None:
    name = "合同备案时效性，采购效能"
    whole = WHOLE.replace("合同备案时效性", name)
    section = report((WHOLE, whole), ("名称: 合同备案时效性", f"名称: {name}")).efficiency
    assert section.deductions[0].indicators == (name,)


def test_a_deduction_of_effectiveness_is_told_with_its_line() -> None:
    wrong = "  扣分原因:\n    - {原因: 甲, 扣分: 0.01}\n    - {原因: 乙}\n  关键指标:"
    text = altered(REPORT, ("  关键指标:", wrong))
    with pytest.raises(InputError) as caught:
        perfreport.loads(text)
    (mistake,) = caught.value.mistakes
    assert (mistake.path.label, mistake.line) == (
        "履职效能.扣分原因[2]",
        line_with(text, "{原因: 乙}"),
    )


@pytest.mark.parametrize(
    ("deductions", "rate", "message"),
    [
        ([Deduction()], None, "请填“一般公共预算年度平均支出执行率”"),
        ([Deduction(reason="甲"), Deduction(reason="乙")], "99%", "每项都要写“扣分”"),
        ([Deduction(reason="甲", indicators=("乙",))], "99%", "履职效能的扣分原因不写“指标”"),
    ],
)
def test_deductions_of_effectiveness_are_whole(
    deductions: list[Deduction], rate: str | None, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        effectiveness(*deductions, rate=rate)


def test_a_section_has_indicators() -> None:
    with pytest.raises(InputError, match="至少要有 1 项"):
        Efficiency(indicators=())
