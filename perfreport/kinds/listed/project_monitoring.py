"""项目支出绩效监控表."""

from __future__ import annotations

from perfreport.checks.engine.rule import Rule
from perfreport.kinds.kind import Kind, Links
from perfreport.kinds.project_monitoring.form import ProjectMonitoringForm


def _rules() -> tuple[Rule, ...]:
    from perfreport.kinds.monitoring.money import RULES as OF_SPENDING
    from perfreport.kinds.monitoring.rules import RULES as OF_FORECASTS
    from perfreport.kinds.rules import money

    return (money.sources_add_up, money.sources_have_their_shares, *OF_FORECASTS, *OF_SPENDING)


def _links() -> Links:
    from perfreport.blocks.model import Declaration, Monitoring
    from perfreport.kinds.chain.carrying import of_projects
    from perfreport.kinds.project_monitoring.model import ProjectMonitoring
    from perfreport.kinds.project_targets.model import ProjectTargets

    return Links(
        compares_with=(Declaration, Monitoring),
        begun_from=(ProjectTargets, ProjectMonitoring),
        carries=of_projects,
    )


KIND = Kind(
    form=ProjectMonitoringForm,
    called="项目监控表",
    about="项目",
    rules=_rules,
    links=_links,
)
