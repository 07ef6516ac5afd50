"""Examples with more rows in the blocks of their forms than a page holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import perfreport
from perfreport.blocks.model import Model
from tools.form_looks import example_of

_List: TypeAlias = tuple[Model, ...]


def lengthened(form_id: str, rows: int) -> perfreport.Document:
    """The example of a form, with ``rows`` and more in each list whose rows have no lists.

    Each row is put in several times, below itself.
    """
    document = perfreport.load(example_of(form_id))
    found = _changed(
        document,
        lambda listed: tuple(each for each in listed for _ in range(rows // len(listed) + 1)),
    )
    assert isinstance(found, type(document))
    return found


def with_more_rows(form_id: str, rows: int) -> perfreport.Document:
    """The example of a form, with the last of such rows in each list so many times more."""
    document = perfreport.load(example_of(form_id))
    found = _changed(document, lambda listed: listed + listed[-1:] * rows)
    assert isinstance(found, type(document))
    return found


def with_long_texts(form_id: str, name: str, times: int) -> tuple[perfreport.Document, set[str]]:
    """The example of a form with the paragraphs called ``name`` put in so often, and these."""
    texts: set[str] = set()
    document = _with_long(perfreport.load(example_of(form_id)), name, times, texts)
    assert isinstance(document, perfreport.Document)
    return document, texts


def _with_long(part: Model, name: str, times: int, texts: set[str]) -> Model:
    changed: dict[str, Any] = {}
    for field in type(part).model_fields:
        value = getattr(part, field)
        if isinstance(value, Model):
            changed[field] = _with_long(value, name, times, texts)
        elif _is_list(value):
            changed[field] = tuple(_with_long(each, name, times, texts) for each in value)
        elif field == name and value:
            texts.update(value)
            changed[field] = value * times
    return part.model_copy(update=changed)


def lists_in(part: Model) -> dict[str, _List]:
    """The lists in ``part`` of which the rows have no lists, by their names."""
    found: dict[str, _List] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Model):
            found |= lists_in(value)
        elif _is_list(value):
            inner = [lists_in(each) for each in value]
            for each in inner:
                for key, more in each.items():
                    found[key] = (*found.get(key, ()), *more)
            if not any(inner):
                found[name] = value
    return found


def _changed(part: Model, change: Callable[[_List], _List]) -> Model:
    changed: dict[str, Any] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Model):
            changed[name] = _changed(value, change)
        elif _is_list(value) and any(map(lists_in, value)):
            changed[name] = tuple(_changed(each, change) for each in value)
        elif _is_list(value):
            changed[name] = change(value)
    return part.model_copy(update=changed)


def _is_list(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Model)
