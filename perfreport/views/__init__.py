"""From model and form to the view that both templates of the form see.

A view is flat and frozen and holds text ready to print: Word and PDF say the same because they are
given the same.
"""

from __future__ import annotations

from perfreport.forms.manifest import (
    DepartmentTargetsForm,
    Form,
    ProjectTargetsForm,
    SelfEvaluationForm,
)
from perfreport.models import DepartmentTargets, Document, ProjectTargets, SelfEvaluation
from perfreport.views import department_targets, project_targets, self_evaluation
from perfreport.views.department_targets import DepartmentTargetsView
from perfreport.views.project_targets import ProjectTargetsView
from perfreport.views.self_evaluation import SelfEvaluationView

View = DepartmentTargetsView | ProjectTargetsView | SelfEvaluationView

VIEW_CLASSES: dict[str, type[View]] = {
    "部门整体预算绩效目标申报表": DepartmentTargetsView,
    "项目支出绩效目标表": ProjectTargetsView,
    "部门整体支出绩效自评报告": SelfEvaluationView,
}
"""The view classes by kind."""


def build_view(document: Document, form: Form) -> View:
    """``document`` as ``form`` prints it; both must be of one kind."""
    match document, form:
        case DepartmentTargets(), DepartmentTargetsForm():
            return department_targets.build_view(document, form)
        case ProjectTargets(), ProjectTargetsForm():
            return project_targets.build_view(document, form)
        case SelfEvaluation(), SelfEvaluationForm():
            return self_evaluation.build_view(document, form)
    raise TypeError(f"form {form.id} is not for {type(document).__name__}")
