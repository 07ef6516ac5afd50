"""Rules about the figures of 部门整体预算绩效目标申报表."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.blocks.walk import attributes
from perfreport.checks.bases import FORM_NOTE, FORM_TABLE, WARNING_OR_INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, remark, rule
from perfreport.checks.footing import Footing, Side, footed
from perfreport.kinds.department_targets.model import DepartmentTargets


@rule(
    "SUM-001",
    "收入与支出",
    checks="收入来源各项之和等于支出各项之和；取舍能解释的差额为提示，超出的为警告",
    basis=FORM_TABLE,
    severities=WARNING_OR_INFORMATION,
)
def income_meets_expenditure(case: Case) -> Iterator[Remark]:
    """Income by source and expenditure by nature are the same money."""
    if (budget := case.of(DepartmentTargets).budget) is None:
        return
    income = Side("收入合计", (budget.appropriation, budget.other_income))
    advice = "请核对财政拨款、其他资金和各项支出，使收支平衡；原件如此的可照录"
    yield from _meets_expenditure(case, "财政拨款", income, advice)


@rule(
    "SUM-002",
    "预算级次与支出",
    checks="按预算级次划分的各项之和等于支出各项之和",
    basis=FORM_TABLE,
    severities=WARNING_OR_INFORMATION,
)
def levels_of_use_meet_expenditure(case: Case) -> Iterator[Remark]:
    """Money by level of use and expenditure by nature are the same money."""
    if (budget := case.of(DepartmentTargets).budget) is None:
        return
    levels = Side("按预算级次划分合计", (budget.own_level, budget.transfers))
    advice = "请核对本级使用资金、对下转移支付资金和各项支出；原件如此的可照录"
    yield from _meets_expenditure(case, "本级使用资金", levels, advice)


def _meets_expenditure(case: Case, key: str, side: Side, advice: str) -> Iterator[Remark]:
    """A remark at ``key`` of the budget where ``side`` is not the expenditure by nature."""
    if (budget := case.of(DepartmentTargets).budget) is None:
        return
    parts = (budget.basic, budget.project, budget.special_funds, budget.other_development)
    footing = Footing(side, Side("支出合计", parts), case.form.figures)
    yield from footed(DataPath("预算整体情况", key), footing, Severity.WARNING, advice)


@rule(
    "SUM-003",
    "任务资金与项目资金",
    checks="年度重点工作任务拟投入的资金合计不超过项目支出和事业发展性支出合计",
    basis=ARITHMETIC,
)
def tasks_fit_project_money(case: Case) -> Iterator[Remark]:
    """The key tasks are paid from project money; they need not use it up."""
    document, figures = case.of(DepartmentTargets), case.form.figures
    budget = document.budget
    amounts = tuple(task.amount for task in document.tasks if task.amount is not None)
    if budget is None or not amounts:
        return
    tasks = Side("重点工作任务拟投入资金合计", amounts)
    money = (budget.project, budget.special_funds, budget.other_development)
    footing = Footing(tasks, Side("项目支出和事业发展性支出合计", money), figures)
    if footing.gap > 0 and not footing.is_explained_by_rounding:
        yield remark(
            DataPath("年度重点工作任务"),
            f"{footing.describe()}，任务资金超出了项目资金",
            "请核对各项任务拟投入的资金和项目支出预算",
        )


@rule(
    "IND-014",
    "与任务、目标对应的指标",
    checks="版式写明“对应”的二级指标，条数与所对应的列表相同，如重点工作任务完成与年度重点工作任务",
    basis=FORM_NOTE,
)
def indicators_match_their_list(case: Case) -> Iterator[Remark]:
    """Of a second level that goes by tasks or goals there is one indicator for each of them."""
    document = case.of(DepartmentTargets)
    for two in case.taxonomy.levels_two:
        key = two.matches or ""
        listed = getattr(document, attributes(type(document)).get(key, ""), ())
        there = [each for each in document.indicators if each.level_two in two.names]
        if key and len(there) != len(listed):
            yield remark(
                DataPath("绩效指标"),
                f"“{two.name}”有{len(there)}条指标，“{key}”有{len(listed)}项",
                f"请核对：“{two.name}”应与“{key}”逐条对应，缺的补上，多的删去",
            )


RULES: tuple[Rule, ...] = (
    income_meets_expenditure,
    levels_of_use_meet_expenditure,
    tasks_fit_project_money,
    indicators_match_their_list,
)
