"""转移支付绩效自评表."""

from __future__ import annotations

from perfreport.checks.engine.rule import Rule
from perfreport.kinds.kind import Kind, Links
from perfreport.kinds.transfer_evaluation.form import TransferEvaluationForm


def _rules() -> tuple[Rule, ...]:
    from perfreport.kinds.evaluation.money import RULES as OF_SPENDING
    from perfreport.kinds.rules import money

    return (
        money.sources_add_up,
        money.sources_have_their_shares,
        *OF_SPENDING,
    )


def _links() -> Links:
    from perfreport.blocks.model import Declaration, EvaluationTable, Monitoring
    from perfreport.kinds.chain.carrying import of_projects
    from perfreport.kinds.project_targets.model import ProjectTargets

    return Links(
        compares_with=(Declaration, Monitoring, EvaluationTable),
        begun_from=(ProjectTargets,),
        carries=of_projects,
    )


KIND = Kind(
    form=TransferEvaluationForm,
    called="转移支付自评表",
    about="项目",
    rules=_rules,
    links=_links,
)
