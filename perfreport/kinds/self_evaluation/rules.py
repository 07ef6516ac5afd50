"""The rules about 部门整体支出绩效自评报告 alone; those about its money and rates are here."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Percent
from perfreport.checks.bases import ERROR_OR_INFORMATION, WARNING_OR_INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, remark, rule
from perfreport.checks.footing import Footing, Side, footed
from perfreport.kinds.self_evaluation import achievement, figures_in_prose, scheme_points, scores
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_EXPENDITURE = DataPath("部门整体支出")


@rule(
    "SUM-022",
    "决算支出的构成",
    checks="各科目决算支出之和等于按支出性质分类的决算支出",
    basis=ARITHMETIC,
    severities=ERROR_OR_INFORMATION,
    needs=("expenditure", "final_account"),
)
def final_account_total(case: Case) -> Iterator[Remark]:
    """The final account by functional subject is the final account by nature."""
    document = case.of(SelfEvaluation)
    parts = tuple(part.amount for part in document.final_account)
    total = document.expenditure.total.final
    footing = Footing(
        Side("各科目决算支出之和", parts), Side("决算支出", (total,)), case.form.figures
    )
    advice = "请核对各科目的决算支出和按支出性质分类的决算数"
    yield from footed(DataPath("决算支出"), footing, Severity.ERROR, advice)


@rule(
    "SUM-025",
    "年初收入与年初支出",
    checks="年初预算收入等于年初预算支出",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    needs=("revenue", "expenditure"),
)
def revenue_meets_initial_budget(case: Case) -> Iterator[Remark]:
    """Revenue and expenditure budgeted at the start of the year are the same money."""
    document = case.of(SelfEvaluation)
    revenue = document.revenue
    stated, parts = revenue.stated_total, tuple(part.amount for part in revenue.subjects)
    # A stated total counts as one figure: its parts are held to it by the rule on its sum.
    income = Side("年初预算收入", parts if stated is None else (stated,))
    total = document.expenditure.total.initial
    footing = Footing(income, Side("年初预算支出", (total,)), case.form.figures)
    advice = "请核对年初预算收入和年初预算支出；收支口径不同的，请在文字中说明"
    yield from footed(DataPath("年初预算收入"), footing, Severity.WARNING, advice)


@rule(
    "RATE-001",
    "决算与全年预算",
    checks="人员经费、公用经费、项目支出的决算数不大于全年预算数",
    basis=ARITHMETIC,
    needs=("expenditure",),
)
def spending_within_budget(case: Case) -> Iterator[Remark]:
    """No row of the table spends more than the year's budget."""
    expenditure = case.of(SelfEvaluation).expenditure
    rows = (
        (_EXPENDITURE / "基本支出" / "人员经费", expenditure.basic.personnel),
        (_EXPENDITURE / "基本支出" / "公用经费", expenditure.basic.operating),
        (_EXPENDITURE / "项目支出", expenditure.project),
    )
    shown = case.form.figures.rounding.exact_amount
    for path, row in rows:
        if row.final > row.annual:
            yield remark(
                path / "决算数",
                f"{path[-1]}决算数{shown(row.final)}大于全年预算数{shown(row.annual)}，执行率超过100%",
                "请核对这两个数；年中有追加的，全年预算数应是调整后的数",
            )


@rule(
    "RATE-002",
    "占比之和",
    checks="印出的基本支出占比与项目支出占比之和为100%",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    needs=("expenditure",),
)
def shares_add_up(case: Case) -> Iterator[Remark]:
    """The shares of basic and project expenditure, as printed, add up to 100 %."""
    expenditure = case.of(SelfEvaluation).expenditure
    rounding = case.form.figures.rounding
    basic, project = expenditure.basic_share, expenditure.project_share
    if basic is None or project is None:
        return
    printed = (rounding.rate(basic), rounding.rate(project))
    # As printed, for the unrounded shares of a true sum always add up.
    gap = Percent(printed[0]).value + Percent(printed[1]).value - 100
    if not gap:
        return
    # Two rounded shares may miss 100 % by one unit of the last place.
    is_small = abs(gap).scaleb(case.form.figures.rate_places) <= 1
    yield Remark(
        _EXPENDITURE / "本年支出合计",
        Severity.INFORMATION if is_small else Severity.WARNING,
        f"基本支出占比{printed[0]}与项目支出占比{printed[1]}之和不是100%",
        "相差0.01个百分点以内的是取舍所致，可以不改；否则请核对决算数",
    )


@rule(
    "RATE-003",
    "年度平均支出执行率",
    checks="年度平均支出执行率在0至100%之间",
    basis=ARITHMETIC,
    needs=("effectiveness",),
)
def average_rate_in_range(case: Case) -> Iterator[Remark]:
    """The average execution rate is at most 100 %."""
    rate = case.of(SelfEvaluation).effectiveness.average_execution_rate
    if rate is not None and not 0 <= rate.value <= 100:
        yield remark(
            DataPath("履职效能", "一般公共预算年度平均支出执行率"),
            f"年度平均支出执行率为{rate}，不在0至100%之间",
            "请核对各期的执行率及其平均值",
        )


RULES: tuple[Rule, ...] = (
    final_account_total,
    revenue_meets_initial_budget,
    figures_in_prose.amounts_in_prose,
    spending_within_budget,
    shares_add_up,
    average_rate_in_range,
    figures_in_prose.rates_and_scores_in_prose,
    scheme_points.total_weight,
    scheme_points.section_weights,
    scores.scores_within_weights,
    scores.losses_have_reasons,
    scores.deductions_meet_losses,
    scores.stated_points_meet_indicators,
    scheme_points.indicators_of_scheme,
    scores.rate_explains_loss,
    scheme_points.scheme_of_the_year,
    achievement.targets_met,
    achievement.targets_not_far_exceeded,
)
