"""The typed documents, one module per kind (文种)."""

from perfreport.models.common import Document, Indicator, Passage
from perfreport.models.department_targets import Budget, DepartmentTargets, Task
from perfreport.models.project_targets import Funds, Project, ProjectTargets, SpendingUnit
from perfreport.models.self_evaluation import (
    Appropriations,
    BasicExpenditure,
    Deduction,
    Effectiveness,
    Efficiency,
    Expenditure,
    KeyIndicator,
    KeyTask,
    Revenue,
    ScoredIndicator,
    SelfEvaluation,
    StatedAppropriations,
    SubjectAmount,
)

AnyDocument = DepartmentTargets | ProjectTargets | SelfEvaluation
"""A document of any kind."""

KINDS: dict[str, type[AnyDocument]] = {
    "部门整体预算绩效目标申报表": DepartmentTargets,
    "项目支出绩效目标表": ProjectTargets,
    "部门整体支出绩效自评报告": SelfEvaluation,
}
"""The classes by the kind's name as it stands in data files."""

KIND_IDS: dict[str, str] = {
    "department-targets": "部门整体预算绩效目标申报表",
    "project-targets": "项目支出绩效目标表",
    "self-evaluation": "部门整体支出绩效自评报告",
}
"""The kinds by the short names that commands take too."""

__all__ = [
    "KINDS",
    "KIND_IDS",
    "AnyDocument",
    "Appropriations",
    "BasicExpenditure",
    "Budget",
    "Deduction",
    "DepartmentTargets",
    "Document",
    "Effectiveness",
    "Efficiency",
    "Expenditure",
    "Funds",
    "Indicator",
    "KeyIndicator",
    "KeyTask",
    "Passage",
    "Project",
    "ProjectTargets",
    "Revenue",
    "ScoredIndicator",
    "SelfEvaluation",
    "SpendingUnit",
    "StatedAppropriations",
    "SubjectAmount",
    "Task",
]
