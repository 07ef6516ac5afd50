"""Walking through a document, with the path of every part as its data file has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Path = tuple[str | int, ...]


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that ``annotation`` is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


@cache
def attributes(model: type[BaseModel]) -> Mapping[str, str]:
    """The attributes of ``model`` by their keys in data files."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


def field_at(model: type[BaseModel], path: Path) -> FieldInfo | None:
    """The field to which ``path`` leads from ``model``; None where there is none."""
    inner: type[BaseModel] | None = model
    field: FieldInfo | None = None
    for key in path:
        if isinstance(key, str):
            name = attributes(inner).get(key) if inner else None
            field = inner.model_fields[name] if inner and name else None
            inner = next(models_in(field.annotation), None) if field else None
    return field


@cache
def keys_of_lists(model: type[BaseModel]) -> frozenset[str]:
    """The keys in ``model`` and inside it under which stand lists of groups of keys."""
    keys: set[str] = set()
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            keys |= keys_of_lists(inner)
            if field.alias and get_origin(field.annotation) is tuple:
                keys.add(field.alias)
    return frozenset(keys)


@cache
def _parts(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of ``model`` that hold further models: attribute and key."""
    return tuple(
        (name, key)
        for key, name in attributes(model).items()
        if any(models_in(model.model_fields[name].annotation))
    )


def walk(part: BaseModel, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """``part`` and every model inside it, each with its path, outermost first."""
    waiting = [(path, part)]
    while waiting:
        path, part = waiting.pop()
        yield path, part
        inside: list[tuple[Path, BaseModel]] = []
        for name, key in _parts(type(part)):
            value = getattr(part, name)
            if isinstance(value, BaseModel):
                inside.append(((*path, key), value))
            elif value is not None:
                inside += [((*path, key, position), item) for position, item in enumerate(value)]
        inside.reverse()
        waiting += inside


def walk_texts(part: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text inside ``part``, each with the path of its field or of its item in a list."""
    for place, model in walk(part, path):
        for key, name in attributes(type(model)).items():
            value = getattr(model, name)
            if isinstance(value, str):
                yield (*place, key), value
            elif isinstance(value, tuple):
                for position, item in enumerate(value):
                    if isinstance(item, str):
                        yield (*place, key, position), item


def value_at(part: object, path: Path) -> object:
    """What stands at ``path`` of ``part``; None where nothing does, or on the way to it."""
    for key in path:
        if isinstance(part, BaseModel) and isinstance(key, str):
            part = getattr(part, attributes(type(part))[key])
        elif isinstance(part, tuple) and isinstance(key, int) and key < len(part):
            part = part[key]
        else:
            return None
    return part
