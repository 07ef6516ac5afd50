"""Department, year and money of a document beside those declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount, Rounding
from perfreport.blocks.model import Document
from perfreport.checks.bases import AS_DECLARED, ERROR, WARNING_OR_INFORMATION
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC
from perfreport.kinds.chain.account import Account
from perfreport.kinds.chain.case import Comparison, Disagreement, comparison_rule
from perfreport.kinds.chain.money import total_of_all
from perfreport.kinds.department_targets.model import Budget, DepartmentTargets
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_QUOTED = "自评报告的年初数"
_BUDGET = DataPath("部门整体支出")
_INITIAL_BUDGET = "请核对年初预算数；年初以申报时批复的预算为准，年中调整写入全年预算数"


class BudgetFigure(NamedTuple):
    """One side of a comparison of money.

    Attributes:
        label: what it is called.
        amount: what is shown.
        parts: of how many rounded figures it is the sum.
        or_else: what may be meant as well.
    """

    label: str
    amount: Amount
    parts: int = 1
    or_else: BudgetFigure | None = None


@comparison_rule(
    "AGAINST-001",
    "同一部门",
    checks="所对照的各份是同一部门的；不是则不对照",
    basis=AS_DECLARED,
    severities=ERROR,
    kinds=(Document,),
)
def department(comparison: Comparison) -> Iterator[Disagreement]:
    """Both are of one department (同一部门)."""
    own = quote(comparison.document.department)
    for document, declaration, names in _others(comparison, comparison.is_of_the_department):
        yield Disagreement(
            DataPath("部门名称"),
            f"{names[0]}的部门是{quote(declaration.department)}，{names[1]}的是{own}，没有对照",
            "请核对所给的这一份；部门更名的，把两处写成同一名称再对照",
            document=document,
        )


@comparison_rule(
    "AGAINST-002",
    "同一年度",
    checks="所对照的各份是同一年度的；不是则不对照",
    basis=AS_DECLARED,
    severities=ERROR,
    kinds=(Document,),
)
def year(comparison: Comparison) -> Iterator[Disagreement]:
    """Both are of one year (同一年度)."""
    own = comparison.document.year
    for document, declaration, names in _others(comparison, comparison.is_of_the_year):
        yield Disagreement(
            DataPath("年度"),
            f"{names[0]}是 {declaration.year} 年度的，{names[1]}是 {own} 年度的，没有对照",
            f"请用 {own} 年度的对照",
            document=document,
        )


def _others(
    comparison: Comparison, is_like: Callable[[Document], bool]
) -> Iterator[tuple[int, Document, tuple[str, str]]]:
    """The declarations that are not ``is_like`` the document: position, itself, both names."""
    for document, declaration in enumerate(comparison.declarations, 1):
        if not is_like(declaration):
            yield document, declaration, (Account(declaration).short, comparison.account.short)


@comparison_rule(
    "AGAINST-003",
    "项目支出年初预算数",
    checks="申报的项目支出与自评报告中项目支出的年初预算数相等；四舍五入所致的差额只作提示",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    needs=("expenditure",),
)
def project_budget(comparison: Comparison) -> Iterator[Disagreement]:
    """The declared project money is the initial budget (项目支出年初预算数)."""
    path = _BUDGET / "项目支出" / "年初预算数"
    initial = comparison.of(SelfEvaluation).expenditure.project.initial
    quoted = BudgetFigure(_QUOTED, initial)
    yield from _beside_budgets(comparison, path, quoted, _project_money)
    yield from _beside_rows(comparison, path, quoted, "项目支出")
    if projects := _projects_total(comparison):
        yield from _amounts(comparison, path, projects, BudgetFigure(_QUOTED, initial))


@comparison_rule(
    "AGAINST-018",
    "项目支出与各项目",
    checks="部门申报的项目支出（或连同事业发展性支出）等于各项目的总计；四舍五入所致的差额只作提示",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    kinds=(DepartmentTargets,),
)
def projects_of_department(comparison: Comparison) -> Iterator[Disagreement]:
    """A department's project money is that of its projects (项目支出与各项目)."""
    budget = comparison.of(DepartmentTargets).budget
    if budget and (projects := _projects_total(comparison)):
        declared = _project_money(budget)
        path = DataPath("预算整体情况", "项目支出")
        advice = "请核对项目支出和各项目的金额；项目分在几份表中的，请把几份一并拿来对照"
        yield from _amounts(comparison, path, declared, projects, advice)


def _project_money(budget: Budget) -> BudgetFigure:
    """Development expenditure (事业发展性支出) may be in what is called project money or not."""
    label, development = "部门申报的项目支出", budget.special_funds + budget.other_development
    both = BudgetFigure(f"{label}连同事业发展性支出", budget.project + development)
    return BudgetFigure(label, budget.project, or_else=both)


def _projects_total(comparison: Comparison) -> BudgetFigure | None:
    """What the projects come to together; None where there are none, or none with money."""
    accounts = [e for e in comparison.earlier if isinstance(e.document, ProjectTargets)]
    total = Amount.total(map(_declared_total, accounts))
    # Each project is rounded by itself, so that all of them may add to the gap.
    projects = sum(len(each.projects) for each in accounts)
    return BudgetFigure("申报的项目总计", total, projects) if total else None


def _declared_total(account: Account) -> Amount | None:
    """What the projects of a declaration come to, as it states, else by what each says."""
    document = account.document
    stated = document.funds.total if isinstance(document, ProjectTargets) else None
    return stated or total_of_all([each.money for each in account.projects], "initial")


@comparison_rule(
    "AGAINST-004",
    "基本支出年初预算数",
    checks="部门申报的基本支出与自评报告中基本支出的年初预算数相等；四舍五入所致的差额只作提示",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    needs=("expenditure",),
)
def basic_budget(comparison: Comparison) -> Iterator[Disagreement]:
    """The declared basic expenditure is the initial budget (基本支出年初预算数)."""
    initial = comparison.of(SelfEvaluation).expenditure.basic.total.initial
    quoted = BudgetFigure(_QUOTED, initial, 2)

    def declared(budget: Budget) -> BudgetFigure:
        return BudgetFigure("部门申报的基本支出", budget.basic)

    yield from _beside_budgets(comparison, _BUDGET / "基本支出", quoted, declared)
    yield from _beside_rows(comparison, _BUDGET / "基本支出", quoted, "基本支出")


@comparison_rule(
    "AGAINST-005",
    "年初预算收入",
    checks="部门申报的收入与自评报告的年初预算收入相等；四舍五入所致的差额只作提示",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    needs=("revenue",),
)
def revenue(comparison: Comparison) -> Iterator[Disagreement]:
    """The declared income is the revenue budgeted at the start of the year (年初预算收入)."""
    revenue = comparison.of(SelfEvaluation).revenue
    quoted = BudgetFigure(_QUOTED, revenue.total, len(revenue.subjects))
    yield from _beside_budgets(comparison, DataPath("年初预算收入"), quoted, _income)


def _income(budget: Budget) -> BudgetFigure:
    """Where it comes from, or else by which level it is used."""
    by_level = BudgetFigure("部门申报的按预算级次划分合计", budget.own_level + budget.transfers)
    by_source = budget.appropriation + budget.other_income
    return BudgetFigure("部门申报的财政拨款与其他资金之和", by_source, or_else=by_level)


def _beside_budgets(
    comparison: Comparison,
    path: DataPath,
    quoted: BudgetFigure,
    declared: Callable[[Budget], BudgetFigure],
) -> Iterator[Disagreement]:
    """Where ``quoted`` is not what was ``declared`` in the budget of a whole department."""
    for _, declaration in comparison.comparable_with(DepartmentTargets):
        if declaration.budget:
            yield from _amounts(comparison, path, declared(declaration.budget), quoted)


def _beside_rows(
    comparison: Comparison, path: DataPath, quoted: BudgetFigure, label: str
) -> Iterator[Disagreement]:
    """The same where the form has the budget in rows, of which one is called ``label``."""
    for account in comparison.earlier:
        if isinstance(account.document, DepartmentTargets) and not account.document.budget:
            for row in account.money:
                if row.label == label and "initial" in row.amounts:
                    declared = BudgetFigure(f"部门申报的{label}", row.amounts["initial"])
                    yield from _amounts(comparison, path, declared, quoted)


def _amounts(
    comparison: Comparison,
    path: DataPath,
    declared: BudgetFigure,
    quoted: BudgetFigure,
    advice: str = _INITIAL_BUDGET,
) -> Iterator[Disagreement]:
    """A difference at ``path`` where ``quoted`` is nothing that may be meant by ``declared``.

    One that rounding of the parts explains is information.
    """
    candidates = [term for term in (declared, declared.or_else) if term]
    if not all(term.amount.is_known for term in (quoted, *candidates)):
        return
    # By worth: 35059000元 is 3505.90万元.
    if any(term.amount == quoted.amount for term in candidates):
        return
    near = [term for term in candidates if _is_rounding(term, quoted, comparison.rounding)]
    term, shown = (near or [declared])[0], comparison.rounding.exact_amount
    less, more = sorted((term.amount, quoted.amount))
    yield Disagreement(
        path,
        f"{term.label}为{shown(term.amount)}，{quoted.label}为{shown(quoted.amount)}，"
        f"后者{'多' if more is quoted.amount else '少'}{shown(more - less)}"
        + ("，在四舍五入的范围内" if near else ""),
        advice,
        Severity.INFORMATION if near else Severity.WARNING,
    )


def _is_rounding(one: BudgetFigure, other: BudgetFigure, rounding: Rounding) -> bool:
    """Whether half a unit of the last place for every part explains the difference."""
    less, more = sorted((one.amount, other.amount))
    half_a_place = Decimal(5).scaleb(-rounding.amount_places - 1)
    return (more - less).to(rounding.unit) <= half_a_place * (one.parts + other.parts)
