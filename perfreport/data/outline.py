"""The outline of a document: its required fields in order, filled in as far as is known."""

from __future__ import annotations

from typing import get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.quantities import PENDING, Amount, Percent, Score, Unit
from perfreport.blocks.fields import is_needed
from perfreport.blocks.model import Passage
from perfreport.blocks.walk import bare, models_in
from perfreport.data.writing import PENDING_FIGURE, Noted, Value, is_constant, ordered_fields

_FIGURES: tuple[object, ...] = (Amount, Percent, Score, int)


def outline(model: type[BaseModel], **known: Value) -> dict[str, Value]:
    """The fields of ``model`` as they are written, by their keys and in their order.

    A field among ``known``, which go by their English names, has that value; any other required
    one is 待填, with its description as the comment; the optional ones are left out.
    """
    return {
        field.alias or name: known[name] if name in known else _unknown(field)
        for name, field in ordered_fields(model)
        if name in known or is_needed(field) or is_constant(field)
    }


def _unknown(field: FieldInfo) -> Value:
    if is_constant(field):
        return str(field.default)
    if bare(field.annotation) in _FIGURES:
        return Noted(PENDING_FIGURE, _note(field))
    part = next(models_in(field.annotation), None)
    if part and part is not Passage:
        inner = outline(part)
        return [inner] if get_origin(field.annotation) is tuple else inner
    return Noted(PENDING, _note(field))


def _note(field: FieldInfo) -> str:
    """What belongs into ``field``; of an amount that its label says all about, the unit."""
    if field.description != field.alias:
        return field.description or ""
    return Unit.TEN_THOUSAND_YUAN.label if field.annotation is Amount else ""
