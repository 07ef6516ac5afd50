"""A Word file just made reads back into exactly the document it was made from."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import perfreport
from perfreport.forms.registry import FormRegistry
from perfreport.models import AnyDocument, DepartmentTargets
from perfreport.quantities import Amount, Unit
from perfreport.reading import Reading, read_docx
from tests.examples import EXAMPLES, example, rendered
from tests.strategies import documents

REGISTRY = FormRegistry()


def is_untouched(reading: Reading) -> bool:
    """Whether the reading has nothing to report."""
    return not (
        reading.edits or reading.conflicts or reading.unplaced or reading.notes or reading.pending
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_reads_back_as_it_was(name: str) -> None:
    reading = read_docx(rendered(name, "docx"), REGISTRY)
    assert reading.document == example(name)
    assert reading.form_id == example(name).form
    assert is_untouched(reading)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_any_document_reads_back_as_it_was(document: AnyDocument) -> None:
    reading = read_docx(perfreport.render(document, "docx"), REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)


def test_an_amount_comes_back_in_the_unit_it_was_typed_in() -> None:
    department = example("guangzhou-2024-department-targets")
    assert isinstance(department, DepartmentTargets)
    budget = department.budget.model_copy(update={"basic": Amount("69045312.34", Unit.YUAN)})
    document = department.model_copy(update={"budget": budget})
    read = read_docx(perfreport.render(document, "docx"), REGISTRY).document
    assert isinstance(read, DepartmentTargets)
    assert read.budget.basic.unit is Unit.YUAN
    assert read == document


def test_a_document_printed_on_a_form_it_does_not_name_still_names_none() -> None:
    named = example("guangzhou-2024-department-targets")
    document = named.model_copy(update={"form": None})
    file = perfreport.render(document, "docx", form=named.form)
    assert read_docx(file, REGISTRY).document == document
