"""A view is flat and frozen, holds text only, and fits the kind of its form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import perfreport
from perfreport.blocks.printed import printed_fields
from perfreport.blocks.printing import build_view
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from tests.examples import EXAMPLES, example
from tests.kinds.views import view_of
from tests.small_files import ALL, PROJECTS


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def test_every_kind_has_a_class_of_views() -> None:
    assert all(printed_fields(kind.form.base_view) for kind in KINDS.all)


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_a_view_is_of_the_class_of_its_kind_and_hashable(text: str) -> None:
    view = view_of(text)
    assert type(view) is KINDS.of(perfreport.loads(text)).form.base_view
    assert hash(view) == hash(view_of(text))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_view_holds_texts_and_counts_of_rows_only(name: str) -> None:
    document = example(name)
    view = build_view(document, FormRegistry().get(document.form or ""))
    assert {type(leaf) for leaf in leaves(view)} <= {str, int}


def test_a_form_of_another_kind_cannot_print_a_document() -> None:
    form = FormRegistry().get("guangzhou-self-evaluation")
    with pytest.raises(TypeError, match="is not for ProjectTargets"):
        build_view(perfreport.loads(PROJECTS), form)
