"""Documents of all kinds for property tests: each fits the form that it names."""

from __future__ import annotations

from hypothesis import strategies as st

from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.department_targets.form import DepartmentTargetsForm
from perfreport.kinds.project_evaluation.form import ProjectEvaluationForm
from perfreport.kinds.project_monitoring.form import ProjectMonitoringForm
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from tests.strategies.department_targets import department_targets
from tests.strategies.project_evaluation import project_evaluations
from tests.strategies.project_monitoring import project_monitorings
from tests.strategies.project_targets import project_targets
from tests.strategies.self_evaluation import self_evaluations
from tests.strategies.texts import plain_lines, wild_lines

_REGISTRY = FormRegistry()
_FIRST = (
    "guangzhou-department-targets",
    "guangzhou-district-department-targets",
    "guangzhou-district-project-targets",
    "guangzhou-project-targets",
    "guangzhou-self-evaluation",
)
FORMS: dict[str, Form] = {form_id: _REGISTRY.get(form_id) for form_id in _FIRST}
"""The first forms by their ids.

Documents are made up here field by field, of the fields that kinds have; what other forms declare
for themselves is made up from their models by whoever needs it.
"""

_TABLES = ("national-2020-project-evaluation", "henan-project-monitoring")
TABLES: dict[str, Form] = {form_id: _REGISTRY.get(form_id) for form_id in _TABLES}
"""Forms of evaluation and monitoring tables; those of evaluations name schemes of their own."""


def form_of(document: Document) -> Form:
    """The form of a made-up ``document``, with the scheme that it names."""
    form = {**FORMS, **TABLES}[document.form or ""]
    return _REGISTRY.going_by(form, document)


def documents(
    *form_ids: str, lines: st.SearchStrategy[str] = wild_lines, states_sums: bool | None = None
) -> st.SearchStrategy[Document]:
    """Documents for one of the forms, any of the built-in ones by default.

    Their figures agree with each other, so that with ``plain_lines`` checks find nothing.

    Args:
        form_ids: of the forms to choose from.
        lines: the texts, each of one paragraph.
        states_sums: whether every sum that can be stated is stated, or none; by chance for None.
    """
    chosen = st.sampled_from(form_ids or tuple(FORMS))
    return chosen.flatmap(
        lambda form_id: _documents_for({**FORMS, **TABLES}[form_id], lines, states_sums)
    )


def consistent_documents(
    *form_ids: str, states_sums: bool | None = None
) -> st.SearchStrategy[Document]:
    """Documents in which nothing is wrong, neither a figure nor a text."""
    return documents(*form_ids, lines=plain_lines, states_sums=states_sums)


def _documents_for(
    form: Form, lines: st.SearchStrategy[str], states_sums: bool | None
) -> st.SearchStrategy[Document]:
    stated = st.booleans() if states_sums is None else st.just(states_sums)
    if isinstance(form, DepartmentTargetsForm):
        return department_targets(form, lines)
    if isinstance(form, ProjectTargetsForm):
        return stated.flatmap(lambda states: project_targets(form, lines, states_sums=states))
    if isinstance(form, ProjectMonitoringForm):
        return stated.flatmap(lambda states: project_monitorings(form, lines, states_sums=states))
    if isinstance(form, ProjectEvaluationForm):
        return stated.flatmap(lambda states: project_evaluations(form, lines, states_sums=states))
    assert isinstance(form, SelfEvaluationForm)
    return stated.flatmap(
        lambda states: self_evaluations(
            form, lines, states_sums=states, names_as_laid_down=lines is plain_lines
        )
    )
