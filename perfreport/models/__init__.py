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

__all__ = [
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
