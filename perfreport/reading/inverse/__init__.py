"""From a view back to the fields of the document: the reverse of ``perfreport.views``."""

from __future__ import annotations

from collections.abc import Container, Mapping

from perfreport.forms.manifest import (
    DepartmentTargetsForm,
    Form,
    ProjectTargetsForm,
    SelfEvaluationForm,
)
from perfreport.reading.inverse import department_targets, project_targets, self_evaluation
from perfreport.reading.inverse.found import Findings, Found, Place, Unclear
from perfreport.reading.sheet import Sentence
from perfreport.views import View
from perfreport.views.department_targets import DepartmentTargetsView
from perfreport.views.project_targets import ProjectTargetsView
from perfreport.views.self_evaluation import SelfEvaluationView

__all__ = ["Found", "Place", "Unclear", "find", "sentences"]


def find(view: View, form: Form, edited: Container[Place] = ()) -> Findings:
    """The fields that ``view`` states, each with the place it was read from."""
    match view, form:
        case DepartmentTargetsView(), DepartmentTargetsForm():
            yield from department_targets.find(view, form, edited)
        case ProjectTargetsView(), ProjectTargetsForm():
            yield from project_targets.find(view, form, edited)
        case SelfEvaluationView(), SelfEvaluationForm():
            yield from self_evaluation.find(view, form, edited)
        case _:
            raise TypeError(f"form {form.id} is not for {type(view).__name__}")


def sentences(form: Form) -> Mapping[str, Sentence]:
    """How to take the composed sentences that ``form`` words apart, by their fields."""
    return self_evaluation.sentences(form) if isinstance(form, SelfEvaluationForm) else {}
