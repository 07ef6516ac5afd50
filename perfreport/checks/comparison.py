"""Whether a document agrees with what was declared: the rules, and ``compare`` that runs them."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.checks import comparison_plan, comparison_targets
from perfreport.checks.comparison_case import Comparison, ComparisonRule
from perfreport.checks.declared import Declaration
from perfreport.checks.document import place_in
from perfreport.checks.finding import Finding, Severity
from perfreport.checks.rule import ARITHMETIC
from perfreport.models import DepartmentTargets, SelfEvaluation
from perfreport.quantities import Rounding

_TARGETS_STAND = (
    "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标确定后一般不予调整，"
    "确需调整的按程序报批"
)
_SELF_EVALUATION = "《项目支出绩效评价管理办法》（财预〔2020〕10号）：对照绩效目标自评"

_WITH_BUDGETS = (DepartmentTargets, SelfEvaluation)

_INFORMATION = (Severity.INFORMATION,)
_WARNING = (Severity.WARNING,)
_ERROR = (Severity.ERROR,)
_EITHER = (Severity.WARNING, Severity.INFORMATION)

COMPARISON_RULES: tuple[ComparisonRule, ...] = (
    ComparisonRule(
        code="AGAINST-001",
        title="同一部门",
        checks="所对照的各份是同一部门的；不是则不对照",
        basis=_SELF_EVALUATION,
        severities=_ERROR,
        kinds=_WITH_BUDGETS,
        check=comparison_plan.department,
    ),
    ComparisonRule(
        code="AGAINST-002",
        title="同一年度",
        checks="所对照的各份是同一年度的；不是则不对照",
        basis=_SELF_EVALUATION,
        severities=_ERROR,
        kinds=_WITH_BUDGETS,
        check=comparison_plan.year,
    ),
    ComparisonRule(
        code="AGAINST-003",
        title="项目支出年初预算数",
        checks="申报的项目支出与自评报告中项目支出的年初预算数相等；四舍五入所致的差额只作提示",
        basis=ARITHMETIC,
        severities=_EITHER,
        check=comparison_plan.project_budget,
    ),
    ComparisonRule(
        code="AGAINST-004",
        title="基本支出年初预算数",
        checks="部门申报的基本支出与自评报告中基本支出的年初预算数相等；四舍五入所致的差额只作提示",
        basis=ARITHMETIC,
        severities=_EITHER,
        check=comparison_plan.basic_budget,
    ),
    ComparisonRule(
        code="AGAINST-005",
        title="年初预算收入",
        checks="部门申报的收入与自评报告的年初预算收入相等；四舍五入所致的差额只作提示",
        basis=ARITHMETIC,
        severities=_EITHER,
        check=comparison_plan.revenue,
    ),
    ComparisonRule(
        code="AGAINST-006",
        title="任务都有报告",
        checks="部门申报的每项年度重点工作任务，自评报告都有交代",
        basis=_SELF_EVALUATION,
        severities=_WARNING,
        check=comparison_plan.tasks,
    ),
    ComparisonRule(
        code="AGAINST-007",
        title="目标放宽",
        checks="预期实现值中的数字没有改得比申报的容易达到（下限调低、上限调高、反向指标调高）",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=comparison_targets.eased_targets,
    ),
    ComparisonRule(
        code="AGAINST-008",
        title="目标数字不同",
        checks="预期实现值中的数字与申报的相同；放宽的另见目标放宽",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=comparison_targets.changed_targets,
    ),
    ComparisonRule(
        code="AGAINST-009",
        title="计量单位不同",
        checks="预期实现值的计量单位与申报的相同，万人与人之类按数值比较",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=comparison_targets.changed_units,
    ),
    ComparisonRule(
        code="AGAINST-010",
        title="比较符号相反",
        checks="申报的下限没有写成上限，上限没有写成下限",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=comparison_targets.opposed_signs,
    ),
    ComparisonRule(
        code="AGAINST-011",
        title="漏写目标数字",
        checks="申报目标中的每个数字，预期实现值都写了",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=comparison_targets.dropped_numbers,
    ),
    ComparisonRule(
        code="AGAINST-012",
        title="目标属于另一指标",
        checks="预期实现值不是申报表中另一指标的目标",
        basis=_TARGETS_STAND,
        severities=_WARNING,
        check=comparison_targets.target_of_another,
    ),
    ComparisonRule(
        code="AGAINST-013",
        title="目标文字不同",
        checks="预期实现值的文字与申报的相同，标点不计",
        basis=_TARGETS_STAND,
        severities=_INFORMATION,
        check=comparison_targets.wording,
    ),
    ComparisonRule(
        code="AGAINST-014",
        title="指标名称近似",
        checks="同一指标在两处名称相同；只是近似的，说明按哪一项对照",
        basis=_SELF_EVALUATION,
        severities=_INFORMATION,
        check=comparison_targets.near_names,
    ),
    ComparisonRule(
        code="AGAINST-015",
        title="关键指标都有报告",
        checks="部门申报的每项绩效指标，自评报告都提及；涉密的除外",
        basis=_SELF_EVALUATION,
        severities=_WARNING,
        check=comparison_targets.unreported_key_indicators,
    ),
    ComparisonRule(
        code="AGAINST-016",
        title="项目指标的报告范围",
        checks="项目申报的绩效指标有多少为自评报告提及，哪些项目一项也没有；涉密的不计",
        basis=_SELF_EVALUATION,
        severities=_INFORMATION,
        check=comparison_targets.unreported_projects,
    ),
    ComparisonRule(
        code="AGAINST-017",
        title="指标都有申报",
        checks="自评的每项关键指标都申报过；只有项目申报表可对照时作提示",
        basis=_SELF_EVALUATION,
        severities=_EITHER,
        check=comparison_targets.undeclared,
    ),
    ComparisonRule(
        code="AGAINST-018",
        title="项目支出与各项目",
        checks="部门申报的项目支出（或连同事业发展性支出）等于各项目的总计；四舍五入所致的差额只作提示",
        basis=ARITHMETIC,
        severities=_EITHER,
        kinds=(DepartmentTargets,),
        check=comparison_plan.projects_of_department,
    ),
)
"""The rules about a document and the declarations of its year, in the order they run."""


def compare(
    document: SelfEvaluation | DepartmentTargets,
    declarations: Sequence[Declaration],
    rounding: Rounding | None = None,
) -> tuple[Finding, ...]:
    """What ``document`` says otherwise than the ``declarations`` of its year.

    A declaration of another department or year is reported as such and not compared.

    Args:
        document: an evaluation, or a department's declaration to compare with its projects.
        declarations: what it is compared with.
        rounding: of the form of ``document``; 万元 with two decimals when left out.

    Returns:
        the findings about places of the document in their order, then those about each
        declaration; ``Finding.document`` is 0 for the document and counts declarations from 1.
    """
    comparison = Comparison(document, tuple(declarations), rounding or Rounding())
    kinds = [type(each) for each in (document, *declarations)]
    findings = [finding for rule in COMPARISON_RULES for finding in rule.findings(comparison)]
    return tuple(
        sorted(
            findings,
            key=lambda one: (one.document, place_in(kinds[one.document], one.path), one.code),
        )
    )
