"""项目支出绩效自评表."""

from __future__ import annotations

from perfreport.checks.engine.rule import Rule
from perfreport.kinds.evaluation.explanations import explanations
from perfreport.kinds.evaluation.marks import marks
from perfreport.kinds.kind import Kind, Links
from perfreport.kinds.project_evaluation.form import ProjectEvaluationForm


def _rules() -> tuple[Rule, ...]:
    from perfreport.kinds.evaluation.money import RULES as OF_SPENDING
    from perfreport.kinds.evaluation.reasons import RULES as OF_REASONS
    from perfreport.kinds.evaluation.rules import RULES as OF_POINTS
    from perfreport.kinds.evaluation.weighing import RULES as OF_WEIGHTS
    from perfreport.kinds.rules import money

    return (
        money.sources_add_up,
        money.sources_have_their_shares,
        *OF_WEIGHTS,
        *OF_POINTS,
        *OF_REASONS,
        *OF_SPENDING,
    )


def _links() -> Links:
    from perfreport.blocks.model import Declaration, EvaluationTable, Monitoring
    from perfreport.kinds.chain.carrying import of_projects
    from perfreport.kinds.project_monitoring.model import ProjectMonitoring
    from perfreport.kinds.project_targets.model import ProjectTargets

    return Links(
        compares_with=(Declaration, Monitoring, EvaluationTable),
        begun_from=(
            ProjectTargets,
            ProjectMonitoring,
        ),
        carries=of_projects,
    )


KIND = Kind(
    form=ProjectEvaluationForm,
    called="项目自评表",
    about="项目",
    rules=_rules,
    explains=explanations,
    marks=marks,
    links=_links,
)
