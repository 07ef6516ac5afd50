"""The order of a document, in which findings are told."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.blocks.walk import models_in


def place_in(kind: type[BaseModel], path: DataPath) -> tuple[int, ...]:
    """Where ``path`` comes in a document of ``kind``, to sort by."""
    places: list[int] = []
    model: type[BaseModel] | None = kind
    for key in path:
        if isinstance(key, int):
            places.append(key)
            continue
        # A key that the model does not have comes behind those that it has.
        position, model = _fields(model).get(key, (len(_fields(model)), None))
        places.append(position)
    return tuple(places)


@cache
def _fields(model: type[BaseModel] | None) -> dict[str, tuple[int, type[BaseModel] | None]]:
    """The keys of ``model`` with their positions and the models they hold."""
    if model is None:
        return {}
    return {
        field.alias or name: (position, next(models_in(field.annotation), None))
        for position, (name, field) in enumerate(model.model_fields.items())
    }
