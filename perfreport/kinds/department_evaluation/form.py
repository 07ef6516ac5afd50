"""The forms of 部门整体支出绩效自评表."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from perfreport.blocks.fields import key
from perfreport.kinds.department_evaluation.model import DepartmentEvaluation
from perfreport.kinds.department_evaluation.printed import DepartmentEvaluationView
from perfreport.kinds.evaluation.form import EvaluationForm


class DepartmentEvaluationForm(EvaluationForm):
    """A form of 部门整体支出绩效自评表."""

    kind_id: ClassVar = "department-evaluation"
    base_model: ClassVar = DepartmentEvaluation
    base_view: ClassVar = DepartmentEvaluationView

    kind: Annotated[Literal["部门整体支出绩效自评表"], key("文种", "文种")]
