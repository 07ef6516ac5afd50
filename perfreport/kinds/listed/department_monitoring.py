"""部门整体支出绩效监控表."""

from __future__ import annotations

from perfreport.checks.engine.rule import Rule
from perfreport.kinds.department_monitoring.form import DepartmentMonitoringForm
from perfreport.kinds.kind import Kind, Links


def _rules() -> tuple[Rule, ...]:
    from perfreport.kinds.monitoring.money import RULES as OF_SPENDING
    from perfreport.kinds.monitoring.rules import RULES as OF_FORECASTS
    from perfreport.kinds.rules import money

    return (
        money.sources_add_up,
        money.sources_have_their_shares,
        money.structure_meets_total,
        *OF_FORECASTS,
        *OF_SPENDING,
    )


def _links() -> Links:
    from perfreport.blocks.model import Declaration, Monitoring
    from perfreport.kinds.chain.carrying import of_department
    from perfreport.kinds.department_monitoring.model import DepartmentMonitoring
    from perfreport.kinds.department_targets.model import DepartmentTargets

    return Links(
        compares_with=(Declaration, Monitoring),
        begun_from=(DepartmentTargets, DepartmentMonitoring),
        carries=of_department,
    )


KIND = Kind(
    form=DepartmentMonitoringForm,
    called="部门监控表",
    about="部门",
    rules=_rules,
    links=_links,
)
