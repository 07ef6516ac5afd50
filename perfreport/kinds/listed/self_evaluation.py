"""部门整体支出绩效自评报告."""

from __future__ import annotations

from perfreport.blocks.model import Declaration, EvaluationTable, Monitoring
from perfreport.checks.engine.rule import Rule
from perfreport.kinds.kind import Kind, Links
from perfreport.kinds.self_evaluation.explanations import explanations
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.marks import marks

_OF_THE_YEAR = (Declaration, Monitoring, EvaluationTable)


def _rules() -> tuple[Rule, ...]:
    from perfreport.kinds.rules import numbering
    from perfreport.kinds.rules.in_reports import RULES as IN_REPORTS
    from perfreport.kinds.self_evaluation.rules import RULES

    return (numbering.goals_not_numbered_twice, *IN_REPORTS, *RULES)


def _links() -> Links:
    from perfreport.kinds.chain.draft import draft_self_evaluation

    return Links(
        compares_with=_OF_THE_YEAR,
        begun_from=_OF_THE_YEAR,
        draft=draft_self_evaluation,
    )


KIND = Kind(
    form=SelfEvaluationForm,
    called="自评报告",
    about="部门",
    rules=_rules,
    explains=explanations,
    marks=marks,
    links=_links,
)
