"""What a form can print at a glance is what it can print when it is looked at part by part."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Document, with_fields
from perfreport.blocks.walk import walk
from perfreport.documents.loading import on_form
from perfreport.forms.conformance import _found, _Glance
from perfreport.forms.registry import FormRegistry
from perfreport.proof.samples import Wanted, sample

REGISTRY = FormRegistry()
OTHERS: dict[type, tuple[object, ...]] = {
    str: (None, "别的指标", "产出指标"),
    bool: (True, False),
    tuple: ((),),
    Amount: (None, Amount.parse("1.2345")),
}
"""What may stand in place of a value of some type; in place of any other nothing."""


@cache
def fitting(form_id: str) -> Document:
    form = REGISTRY.get(form_id)
    made = sample(form, Wanted("long"))
    assert made is not None
    return on_form(made, form)


def words_of(annotation: object) -> tuple[object, ...]:
    """The only words that a field may have, as a level; none where any will do."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(word for each in get_args(annotation) for word in words_of(each))


def changed(part: BaseModel, path: tuple[str | int, ...], name: str, value: object) -> BaseModel:
    """``part`` with another ``value`` of the attribute ``name`` at ``path``, by keys."""
    if not path:
        return with_fields(part, {name: value})
    key, *rest = path
    field = next(n for n, info in type(part).model_fields.items() if (info.alias or n) == key)
    held = getattr(part, field)
    if isinstance(held, tuple):
        position, *rest = rest
        inner = [
            changed(each, tuple(rest), name, value) if place == position else each
            for place, each in enumerate(held)
        ]
        return with_fields(part, {field: tuple(inner)})
    return with_fields(part, {field: changed(held, tuple(rest), name, value)})


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_a_sample_is_told_to_fit_at_a_glance(form_id: str) -> None:
    assert _Glance(REGISTRY.get(form_id)).finds_nothing(fitting(form_id))


@pytest.mark.parametrize("form_id", REGISTRY.ids)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_is_wrong_where_nothing_is_found_at_a_glance(
    form_id: str, data: st.DataObject
) -> None:
    form, document = REGISTRY.get(form_id), fitting(form_id)
    places = list(walk(document))
    path, part = places[data.draw(st.integers(0, len(places) - 1))]
    name = data.draw(st.sampled_from(sorted(type(part).model_fields)))
    words = words_of(type(part).model_fields[name].annotation)
    others = (None, *words) if words else OTHERS.get(type(getattr(part, name)), (None,))
    other = changed(document, tuple(path), name, data.draw(st.sampled_from(others)))
    assert isinstance(other, Document)
    if _Glance(form).finds_nothing(other):
        assert not list(_found(other, form, lambda _: ()))
