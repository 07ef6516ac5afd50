"""Walking through a document, with the path of every part as its data file has it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args

from pydantic import BaseModel

Path = tuple[str | int, ...]


@cache
def _parts(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of ``model`` that hold further models: attribute and key."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if _holds_model(field.annotation)
    )


def _holds_model(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_model(argument) for argument in get_args(annotation))


def walk(part: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """``part`` and every model inside it, each with its path, outermost first."""
    yield path, part
    for name, key in _parts(type(part)):
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from walk(value, (*path, key))
        elif value is not None:
            for position, item in enumerate(value):
                yield from walk(item, (*path, key, position))


def walk_texts(part: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text inside ``part``, each with the path of its field or of its item in a list."""
    for place, model in walk(part, path):
        for name, field in type(model).model_fields.items():
            value = getattr(model, name)
            key = field.alias or name
            if isinstance(value, str):
                yield (*place, key), value
            elif isinstance(value, tuple):
                for position, item in enumerate(value):
                    if isinstance(item, str):
                        yield (*place, key, position), item
