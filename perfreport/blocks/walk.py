"""Walking through a document, with the path of every part as its data file has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath, FieldPath
from perfreport.basics.quantities.quantity import Quantity
from perfreport.blocks.fields import NotProse


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


@cache
def model_of(model: type[BaseModel], attribute: str) -> type[BaseModel] | None:
    """The model of what an ``attribute`` of ``model`` holds, or of its items; None for texts."""
    return next(models_in(model.model_fields[attribute].annotation), None)


def field_at(model: type[BaseModel], path: DataPath) -> FieldInfo | None:
    """The field to which ``path`` leads from ``model``; None where there is none."""
    inner: type[BaseModel] | None = model
    field: FieldInfo | None = None
    for key in path:
        if isinstance(key, str):
            name = attributes(inner).get(key) if inner else None
            field = inner.model_fields[name] if inner and name else None
            inner = model_of(inner, name) if inner and name else None
    return field


def model_there(model: type[BaseModel], path: DataPath) -> type[BaseModel] | None:
    """The model of what stands at ``path``, or of the items of a list there; None for texts."""
    field = field_at(model, path)
    return next(models_in(field.annotation), None) if field else None


@cache
def models_inside(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """``model`` and every model inside it, each once, outermost first."""
    fields = model.model_fields.values()
    inner = (each for field in fields for each in models_in(field.annotation))
    return tuple(dict.fromkeys((model, *(each for one in inner for each in models_inside(one)))))


@cache
def keys_of_lists(model: type[BaseModel]) -> frozenset[str]:
    """The keys in ``model`` and inside it under which stand lists of groups of keys."""
    return frozenset(key for key, item in _lists(model) if any(models_in(item)))


@cache
def keys_of_items(model: type[BaseModel]) -> frozenset[str]:
    """The keys in ``model`` and inside it under which stand lists of texts, each one for itself.

    The paragraphs of one text are no such list.
    """
    # Lines are annotated texts, while paragraphs are plain ones in an annotated tuple.
    texts = (key for key, item in _lists(model) if get_origin(item) and get_args(item)[0] is str)
    return frozenset(texts)


@cache
def keys_of_names(model: type[BaseModel]) -> frozenset[str]:
    """The keys in ``model`` and inside it under which a text names something, and is no prose."""
    return frozenset(
        field.alias or name
        for each in models_inside(model)
        for name, field in each.model_fields.items()
        if NotProse in field.metadata or get_origin(field.annotation) is Literal
    )


def _lists(model: type[BaseModel]) -> Iterator[tuple[str, object]]:
    """The keys in ``model`` and inside it under which stand lists, and what an item is."""
    for each in models_inside(model):
        for field in each.model_fields.values():
            if field.alias and get_origin(field.annotation) is tuple:
                yield field.alias, get_args(field.annotation)[0]


@cache
def _parts(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of ``model`` that hold further models: attribute and key."""
    return tuple((name, key) for key, name in attributes(model).items() if model_of(model, name))


def walk(part: BaseModel) -> Iterator[tuple[DataPath, BaseModel]]:
    """``part`` and every model inside it, each with its path from there, outermost first."""
    waiting = [(DataPath(), part)]
    while waiting:
        path, part = waiting.pop()
        yield path, part
        inside: list[tuple[DataPath, BaseModel]] = []
        for name, key in _parts(type(part)):
            value = getattr(part, name)
            if isinstance(value, BaseModel):
                inside.append((path / key, value))
            elif value is not None:
                inside += zip((path / key).items(len(value)), value, strict=True)
        # What waits last is taken first, and parts come in the order of the file.
        inside.reverse()
        waiting += inside


def parts_by_place(part: BaseModel) -> Iterator[tuple[DataPath, Sequence[BaseModel]]]:
    """``part`` and every model inside it: all of one place, without positions, and of one class."""
    waiting: list[tuple[DataPath, Sequence[BaseModel]]] = [(DataPath(), (part,))]
    while waiting:
        place, parts = waiting.pop()
        yield place, parts
        for name, key in _parts(type(parts[0])):
            inside: list[BaseModel] = []
            values = list(map(attrgetter(name), parts))
            if not any(values):
                continue
            for value in values:
                if isinstance(value, tuple):
                    inside += value
                elif value is not None:
                    inside.append(value)
            waiting += ((place / key, alike) for alike in _by_class(inside))


def _by_class(parts: Sequence[BaseModel]) -> Iterator[Sequence[BaseModel]]:
    """``parts``, those of each class together."""
    classes = set(map(type, parts))
    for each in classes:
        yield parts if len(classes) == 1 else [part for part in parts if type(part) is each]


def walk_texts(part: BaseModel) -> Iterator[tuple[DataPath, str]]:
    """Every text inside ``part``, each with the path of its field or of its item in a list."""
    for field, texts in walk_text_fields(part):
        if isinstance(texts, str):
            yield field, texts
        else:
            yield from zip(field.items(len(texts)), texts, strict=True)


def walk_text_fields(part: BaseModel) -> Iterator[tuple[DataPath, str | tuple[str, ...]]]:
    """Every field of text inside ``part`` with its path: a text, or a list of some."""
    for place, model in walk(part):
        for key, value in text_fields(model):
            yield place / key, value


def text_fields(
    part: BaseModel, without: frozenset[str] = frozenset()
) -> list[tuple[str, str | tuple[str, ...]]]:
    """The fields of text of ``part`` itself, each with its key: a text, or a list of some.

    Args:
        part: whose fields they are.
        without: keys of those that are left out.
    """
    fields = _fields_with_text(type(part), without)
    # Of tens of thousands of parts most fields say nothing.
    return [
        (key, value)
        for key, value in zip(fields.keys, fields.values_in(part), strict=True)
        if value is not None
        and isinstance(value[0] if isinstance(value, tuple) and value else value, str)
    ]


def texts_in(part: BaseModel, without: frozenset[str]) -> list[str]:
    """The texts of ``text_fields`` alone, one by one."""
    texts: list[str] = []
    for value in _fields_with_text(type(part), without).values_in(part):
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], str):
            texts += value
    return texts


def characters_in(part: BaseModel) -> set[str]:
    """The characters of every text inside ``part``."""
    # Field by field for all parts of a place, and each different value once.
    values: set[Any] = set()
    for _, parts in parts_by_place(part):
        for name in _fields_with_text(type(parts[0])).names:
            values.update(map(attrgetter(name), parts))
    texts = [value for value in values if isinstance(value, str)]
    for value in values:
        if isinstance(value, tuple) and value and isinstance(value[0], str):
            texts += value
    return set("".join(texts))


class _TextFields(NamedTuple):
    """The fields of a model that may hold text.

    Attributes:
        keys: of them.
        names: of their attributes.
        values_in: gives all their values in a part of that model.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    values_in: Callable[[BaseModel], tuple[Any, ...]]


@cache
def _fields_with_text(model: type[BaseModel], without: frozenset[str] = frozenset()) -> _TextFields:
    # What is yes or no may: a text says that it is still to be filled in.
    fields = {
        key: name
        for key, name in attributes(model).items()
        if key not in without
        and not model_of(model, name)
        and not _is_figure(bare(model.model_fields[name].annotation))
    }
    names = tuple(fields.values())
    # Several at once are looked up in C; of one or none there would be no tuple.
    several = attrgetter(*names) if len(names) > 1 else None
    values_in = several or (lambda part: tuple(getattr(part, name) for name in names))
    return _TextFields(tuple(fields), names, values_in)


def _is_figure(annotation: object) -> bool:
    return (
        isinstance(annotation, type)
        and issubclass(annotation, Quantity | int)
        and annotation is not bool
    )


def value_at(part: object, path: DataPath) -> object:
    """What stands at ``path`` of ``part``; None where nothing does, or on the way to it."""
    for key in path:
        if isinstance(part, BaseModel) and isinstance(key, str):
            part = getattr(part, attributes(type(part))[key])
        elif isinstance(part, tuple) and isinstance(key, int) and key < len(part):
            part = part[key]
        else:
            return None
    return part


def attribute_steps(at: str) -> tuple[str, ...]:
    """The attributes on the way that the dotted path ``at`` goes."""
    return tuple(at.split(".")) if at else ()


def joined(*steps: str) -> str:
    """``steps``, each a dotted path or empty, as one dotted path."""
    return ".".join(filter(None, steps))


@cache
def values_at(at: str) -> Callable[[Any], Any]:
    """Gives what stands ``at`` dotted attributes; None where a part on the way is absent."""
    steps = attribute_steps(at)
    if not steps:
        return lambda part: part
    # A single step is the rule, and runs in C.
    if len(steps) == 1:
        return attrgetter(at)

    # ``attrgetter`` would stumble over a part on the way that is absent.
    def get(part: Any) -> Any:
        for step in steps:
            part = getattr(part, step)
            if part is None:
                return None
        return part

    return get


def lists_at(at: str) -> Callable[[Any], Any]:
    """Gives the list ``at`` dotted attributes; an empty one where a part on the way is absent."""
    get = values_at(at)
    return (lambda part: get(part) or ()) if "." in at else get


@cache
def model_at(model: type[BaseModel], at: str) -> type[BaseModel] | None:
    """The model to which the dotted attributes ``at`` lead from ``model``, if it is one."""
    inner: type[BaseModel] | None = model
    for name in attribute_steps(at):
        field = inner.model_fields.get(name) if inner else None
        inner = next(models_in(field.annotation), None) if field else None
    return inner


def part_at(model: type[BaseModel], at: str) -> type[BaseModel]:
    """The same where a declaration says that there is one."""
    found = model_at(model, at)
    assert found is not None, f"{model.__name__}.{at} is no part"
    return found


@cache
def annotation_at(model: type[BaseModel], at: str) -> object:
    """The plain type of the field ``at`` dotted attributes of ``model``; None without one."""
    *around, name = attribute_steps(at)
    holder = model_at(model, ".".join(around))
    field = holder.model_fields.get(name) if holder else None
    return bare(field.annotation) if field else None


def bare(annotation: object) -> object:
    """``annotation`` without ``Annotated`` and without ``None``."""
    if get_origin(annotation) is Annotated or NoneType in get_args(annotation):
        return bare(next(part for part in get_args(annotation) if part is not NoneType))
    return annotation


@cache
def keys_of(model: type[BaseModel], at: str) -> DataPath:
    """The keys in data files for the dotted attributes ``at`` of ``model``."""
    return keyed(model, FieldPath(*attribute_steps(at)))


def keyed(model: type[BaseModel], path: FieldPath) -> DataPath:
    """``path`` by attributes of ``model`` as a path by the keys of data files."""
    keys: list[str | int] = []
    inner: type[BaseModel] | None = model
    for step in path:
        field = inner.model_fields.get(step) if inner and isinstance(step, str) else None
        keys.append((field.alias or str(step)) if field else step)
        if field:
            inner = model_at(inner, str(step)) if inner else None
    return DataPath(*keys)
