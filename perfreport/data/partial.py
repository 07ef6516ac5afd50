"""As much of a data file as is right, so that what else is wrong can be found beside it."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from perfreport.blocks.walk import attributes, models_in

M = TypeVar("M", bound=BaseModel)


def partial(model: type[M], tree: object) -> M:
    """``tree`` as an object of ``model`` in which whatever is wrong or missing is None.

    It serves to look for further mistakes, and for nothing else.
    """
    try:
        return model.model_validate(tree, by_alias=True, by_name=False)
    except ValidationError:
        parts = tree if isinstance(tree, dict) else {}
    values: dict[str, Any] = {
        name: _value(model, name, parts.get(key)) for key, name in attributes(model).items()
    }
    return model.model_construct(**values)


def _value(model: type[BaseModel], name: str, part: object) -> object:
    try:
        value: object = _adapter(model, name).validate_python(part, by_alias=True, by_name=False)
    except ValidationError:
        inner = next(models_in(model.model_fields[name].annotation), None)
        if inner and isinstance(part, list):
            return tuple(partial(inner, item) for item in part)
        return partial(inner, part) if inner and isinstance(part, dict) else None
    return value


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    annotation: Any = Annotated[(field.annotation, *field.metadata, None)]
    return TypeAdapter(annotation)
