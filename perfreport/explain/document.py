"""Explaining the figures of a document."""

from __future__ import annotations

from perfreport.explain import project_targets, self_evaluation
from perfreport.explain.explanation import Explainer, Explanation
from perfreport.forms.manifest import Form
from perfreport.models import Document, ProjectTargets, SelfEvaluation
from perfreport.models.walk import Path


def explain(document: Document, form: Form, path: Path | None = None) -> tuple[Explanation, ...]:
    """How the computed figures of ``document`` came about as ``form`` prints them.

    Args:
        document: of the form's kind.
        form: what it is printed on.
        path: only the figures at this place and below; where there is none, those that the figure
            at this place went into.

    Returns:
        the explanations in the order of print; none for 部门整体预算绩效目标申报表, which prints
        no computed figure.
    """
    found = _explanations(document, form)
    if path is None:
        return found
    below = tuple(each for each in found if each.path[: len(path)] == path)
    return below or tuple(
        each for each in found if any(operand.path == path for operand in each.operands)
    )


def _explanations(document: Document, form: Form) -> tuple[Explanation, ...]:
    if isinstance(document, ProjectTargets):
        return tuple(project_targets.explanations(document, Explainer(form)))
    if isinstance(document, SelfEvaluation):
        return tuple(self_evaluation.explanations(document, Explainer(form)))
    return ()
