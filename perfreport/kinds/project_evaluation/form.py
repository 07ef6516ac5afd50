"""The forms of 项目支出绩效自评表."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from perfreport.blocks.fields import key
from perfreport.kinds.evaluation.form import EvaluationForm
from perfreport.kinds.project_evaluation.model import ProjectEvaluation
from perfreport.kinds.project_evaluation.printed import ProjectEvaluationView


class ProjectEvaluationForm(EvaluationForm):
    """A form of 项目支出绩效自评表."""

    kind_id: ClassVar = "project-evaluation"
    base_model: ClassVar = ProjectEvaluation
    base_view: ClassVar = ProjectEvaluationView

    kind: Annotated[Literal["项目支出绩效自评表"], key("文种", "文种")]
