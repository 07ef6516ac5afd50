"""The kinds (文种), one folder each, listed by hand."""

from importlib import import_module

from perfreport.kinds.kind import Kind, Kinds, Listed
from perfreport.kinds.rules import SHARED_RULES


def _listed(kind_id: str, name: str, *, is_open: bool = False) -> Listed:
    """A kind by its short name and its name, which its module in ``listed`` tells all of."""

    def load() -> Kind:
        kind: Kind = import_module(f"perfreport.kinds.listed.{kind_id.replace('-', '_')}").KIND
        return kind

    return Listed(kind_id, name, load, is_open)


# By hand: what is known must not depend on what happens to be imported.
KINDS = Kinds(
    _listed("department-targets", "部门整体预算绩效目标申报表"),
    _listed("project-targets", "项目支出绩效目标表"),
    _listed("self-evaluation", "部门整体支出绩效自评报告"),
    _listed("project-monitoring", "项目支出绩效监控表"),
    _listed("department-monitoring", "部门整体支出绩效监控表"),
    _listed("project-evaluation", "项目支出绩效自评表"),
    _listed("department-evaluation", "部门整体支出绩效自评表"),
    _listed("transfer-evaluation", "转移支付绩效自评表"),
    _listed("report", "绩效报告", is_open=True),
    shared_rules=SHARED_RULES,
)
