"""部门整体支出绩效自评表."""

from __future__ import annotations

from perfreport.checks.engine.rule import Rule
from perfreport.kinds.department_evaluation.form import DepartmentEvaluationForm
from perfreport.kinds.evaluation.explanations import explanations
from perfreport.kinds.evaluation.marks import marks
from perfreport.kinds.kind import Kind, Links


def _rules() -> tuple[Rule, ...]:
    from perfreport.kinds.evaluation.money import RULES as OF_SPENDING
    from perfreport.kinds.evaluation.reasons import RULES as OF_REASONS
    from perfreport.kinds.evaluation.rules import RULES as OF_POINTS
    from perfreport.kinds.evaluation.weighing import RULES as OF_WEIGHTS

    return (
        *OF_WEIGHTS,
        *OF_POINTS,
        *OF_REASONS,
        *OF_SPENDING,
    )


def _links() -> Links:
    from perfreport.blocks.model import Declaration, EvaluationTable, Monitoring
    from perfreport.kinds.chain.carrying import of_department
    from perfreport.kinds.department_monitoring.model import DepartmentMonitoring
    from perfreport.kinds.department_targets.model import DepartmentTargets

    return Links(
        compares_with=(Declaration, Monitoring, EvaluationTable),
        begun_from=(
            DepartmentTargets,
            DepartmentMonitoring,
        ),
        carries=of_department,
    )


KIND = Kind(
    form=DepartmentEvaluationForm,
    called="部门自评表",
    about="部门",
    rules=_rules,
    explains=explanations,
    marks=marks,
    links=_links,
)
