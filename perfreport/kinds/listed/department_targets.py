"""部门整体预算绩效目标申报表."""

from __future__ import annotations

from perfreport.checks.engine.rule import Rule
from perfreport.kinds.department_targets.form import DepartmentTargetsForm
from perfreport.kinds.kind import Kind, Links


def _rules() -> tuple[Rule, ...]:
    from perfreport.kinds.department_targets.rules import RULES
    from perfreport.kinds.rules import money, numbering

    return (
        money.sources_add_up,
        money.structure_meets_total,
        numbering.goals_not_numbered_twice,
        *RULES,
    )


def _links() -> Links:
    from perfreport.kinds.chain.following import of_departments_last_year
    from perfreport.kinds.department_evaluation.model import DepartmentEvaluation
    from perfreport.kinds.department_targets.model import DepartmentTargets
    from perfreport.kinds.project_targets.model import ProjectTargets

    return Links(
        compares_with=(ProjectTargets, DepartmentTargets),
        begun_from=(DepartmentTargets, DepartmentEvaluation),
        carries=of_departments_last_year,
    )


KIND = Kind(
    form=DepartmentTargetsForm,
    called="部门申报表",
    about="部门",
    rules=_rules,
    links=_links,
)
