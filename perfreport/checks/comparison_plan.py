"""Department, year, money and tasks of an evaluation beside those declared."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from perfreport.checks.comparison_case import Comparison, Difference
from perfreport.checks.finding import Severity
from perfreport.checks.likeness import core_name
from perfreport.checks.quoting import quote
from perfreport.models.walk import Path
from perfreport.quantities import Amount

_BUDGET: Path = ("部门整体支出",)
_ROUNDING = Decimal("0.005")
_LIKENESS_OF_A_RENAMED_TASK = 75


def department(comparison: Comparison) -> Iterator[Difference]:
    """Both are of one department (同一部门)."""
    evaluated = comparison.evaluation.department
    for document, declaration in enumerate(comparison.declarations, 1):
        if not comparison.is_of_the_department(declaration):
            yield Difference(
                ("部门名称",),
                Severity.ERROR,
                f"申报表的部门是{quote(declaration.department)}，自评报告的是{quote(evaluated)}，没有对照",
                "请核对所给的申报表；部门更名的，把两处写成同一名称再对照",
                document,
            )


def year(comparison: Comparison) -> Iterator[Difference]:
    """Both are of one year (同一年度)."""
    evaluated = comparison.evaluation.year
    for document, declaration in enumerate(comparison.declarations, 1):
        if not comparison.is_of_the_year(declaration):
            yield Difference(
                ("年度",),
                Severity.ERROR,
                f"申报表是 {declaration.year} 年度的，自评报告是 {evaluated} 年度的，没有对照",
                f"请用 {evaluated} 年度的申报表对照",
                document,
            )


def project_budget(comparison: Comparison) -> Iterator[Difference]:
    """The declared project money is the initial budget (项目支出年初预算数).

    Development expenditure (事业发展性支出), which only declarations show, may be in it or not.
    """
    quoted = comparison.evaluation.expenditure.project.initial
    path = (*_BUDGET, "项目支出", "年初预算数")
    for _, declaration in comparison.department_targets:
        budget = declaration.budget
        development = budget.special_funds + budget.other_development
        yield from _amounts(
            path, "部门申报的项目支出", quoted, budget.project, budget.project + development
        )
    totals = [declaration.funds.total for _, declaration in comparison.project_targets]
    total = Amount.total(totals)
    if total is not None:
        projects = sum(
            len(unit.projects)
            for _, declaration in comparison.project_targets
            for unit in declaration.units
        )
        yield from _amounts(path, "申报的项目总计", quoted, total, parts=projects)


def basic_budget(comparison: Comparison) -> Iterator[Difference]:
    """The declared basic expenditure is the initial budget (基本支出年初预算数)."""
    quoted = comparison.evaluation.expenditure.basic.total.initial
    path = (*_BUDGET, "基本支出")
    for _, declaration in comparison.department_targets:
        yield from _amounts(path, "部门申报的基本支出", quoted, declaration.budget.basic, parts=2)


def revenue(comparison: Comparison) -> Iterator[Difference]:
    """The declared income is the revenue budgeted at the start of the year (年初预算收入)."""
    revenue = comparison.evaluation.revenue
    for _, declaration in comparison.department_targets:
        budget = declaration.budget
        yield from _amounts(
            ("年初预算收入",),
            "部门申报的财政拨款与其他资金之和",
            revenue.total,
            budget.appropriation + budget.other_income,
            budget.own_level + budget.transfers,
            parts=len(revenue.subjects),
        )


def _amounts(
    path: Path, label: str, quoted: Amount, *declared: Amount, parts: int = 1
) -> Iterator[Difference]:
    """``quoted`` where it is none of the ``declared`` amounts, the first of which is named.

    A difference that rounding of the ``parts`` explains is information.
    """
    if quoted in declared:
        return
    difference = (quoted - declared[0]).value
    is_rounding = abs(difference) <= _ROUNDING * (parts + 1)
    more_or_less = "多" if difference > 0 else "少"
    yield Difference(
        path,
        Severity.INFORMATION if is_rounding else Severity.WARNING,
        f"{label}为 {_amount(declared[0])}，自评报告的年初数为 {_amount(quoted)}，"
        f"{more_or_less} {_amount(Amount(abs(difference), quoted.unit))}"
        + ("，在四舍五入的范围内" if is_rounding else ""),
        "请核对年初预算数；年初以申报时批复的预算为准，年中调整写入全年预算数",
    )


def _amount(amount: Amount) -> str:
    return f"{amount.value:,f}{amount.unit.label}"


def tasks(comparison: Comparison) -> Iterator[Difference]:
    """Every declared key task is reported on (年度重点工作任务)."""
    reported = [core_name(task.name) for task in comparison.evaluation.key_tasks]
    for document, declaration in comparison.department_targets:
        for position, task in enumerate(declaration.tasks):
            name = core_name(task.name)
            likeness = max(fuzz.ratio(name, other) for other in reported)
            if name not in comparison.text and likeness < _LIKENESS_OF_A_RENAMED_TASK:
                yield Difference(
                    ("年度重点工作任务", position, "名称"),
                    Severity.WARNING,
                    f"申报的年度重点工作任务{quote(task.name)}，自评报告没有报告完成情况",
                    "请在自评报告的“年度重点工作任务”中补上；任务合并或取消的，请说明",
                    document,
                )
