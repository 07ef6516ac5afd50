"""What is remembered of a table of projects is the same with and without the quick look."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.printing import build_view
from perfreport.blocks.reading_back import find
from perfreport.documents.pages import page_view, read_view
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.project_targets.printed import ProjectTargetsView
from perfreport.proof.samples import sample, variants
from perfreport.roundtrip.plain import Excerpt, renumbered, without_plain_rows
from perfreport.roundtrip.printed_texts import masked
from perfreport.roundtrip.template_reading import layout_of
from perfreport.roundtrip.trees import Correction, assembled, correction, tree_of
from tests import strategies
from tests.examples import example
from tests.strategies import documents

REGISTRY = FormRegistry()
FORMS = [each for each in strategies.FORMS if isinstance(REGISTRY.get(each), ProjectTargetsForm)]


def correction_of(document: Document, form: Form, view: Any) -> Correction | None:
    text = find(view, form)
    read = {"form": form.id, **assembled(text)}
    return correction(tree_of(document), read, text.stated)


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_correction_is_the_same_without_plain_rows(form_id: str, data: st.DataObject) -> None:
    document = data.draw(documents(form_id))
    form = REGISTRY.get(form_id)
    view = masked(build_view(document, form), layout_of(REGISTRY.docx_template(form_id)).names)
    assert isinstance(document, ProjectTargets)
    assert isinstance(view, ProjectTargetsView)
    assert isinstance(form, ProjectTargetsForm)
    rest = without_plain_rows(document, view, form)
    part = correction_of(rest.document, form, rest.view)
    assert renumbered(part, rest) == correction_of(document, form, view)


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_it_is_the_same_for_the_samples_of_all_forms(form_id: str) -> None:
    form = REGISTRY.get(form_id)
    layout = layout_of(REGISTRY.docx_template(form_id), form.view)
    for wanted in variants(form):
        if document := sample(form, wanted):
            page = page_view(document, form)
            view = masked(read_view(document, form, page), layout.names)
            rest = without_plain_rows(document, view, form)
            with suppress(ValueError):  # then the rows are all looked at
                part = correction_of(rest.document, form, rest.view)
                assert renumbered(part, rest) == correction_of(document, form, view)


def published() -> tuple[ProjectTargets, Excerpt]:
    """A published table, and what is left of it without plain projects."""
    document = example("zengcheng-2024-project-targets")
    form = REGISTRY.get(str(document.form))
    view = build_view(document, form)
    assert isinstance(document, ProjectTargets)
    assert isinstance(view, ProjectTargetsView)
    assert isinstance(form, ProjectTargetsForm)
    rest = without_plain_rows(document, view, form)
    return document, rest


def test_most_projects_of_a_published_table_are_plain() -> None:
    document, rest = published()
    assert sum(map(len, rest.positions)) < sum(len(unit.projects) for unit in document.units) / 2


def test_a_list_that_is_put_in_place_as_a_whole_is_not_renumbered() -> None:
    _document, rest = published()
    with pytest.raises(ValueError, match="whole list"):
        renumbered({"units": {"0": {"projects": [[]]}}}, rest)
