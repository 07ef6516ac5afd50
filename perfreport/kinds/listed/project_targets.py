"""项目支出绩效目标表."""

from __future__ import annotations

from perfreport.checks.engine.rule import Rule
from perfreport.kinds.kind import Kind, Links
from perfreport.kinds.project_targets.form import ProjectTargetsForm


def _rules() -> tuple[Rule, ...]:
    from perfreport.kinds.project_targets.rules import RULES
    from perfreport.kinds.rules import money

    return (money.sources_add_up, money.structure_meets_total, *RULES)


def _links() -> Links:
    from perfreport.kinds.chain.following import of_last_year
    from perfreport.kinds.project_evaluation.model import ProjectEvaluation
    from perfreport.kinds.project_targets.model import ProjectTargets

    return Links(
        compares_with=(ProjectTargets,),
        begun_from=(ProjectTargets, ProjectEvaluation),
        carries=of_last_year,
    )


KIND = Kind(
    form=ProjectTargetsForm,
    called="项目支出绩效目标表",
    about="项目",
    rules=_rules,
    links=_links,
)
