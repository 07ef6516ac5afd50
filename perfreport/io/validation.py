"""From values of a data file to a typed object, with every mistake in words and with its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from perfreport.errors import InputError, Mistake
from perfreport.io.source import Key, Source, labelled

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)

_MESSAGES = {
    "missing": "缺这一项，请补上",
    "int_parsing": "“{input}”不是整数",
    "int_type": "“{input}”不是整数",
    "int_from_float": "“{input}”不是整数",
    "greater_than_equal": "“{input}”太小，至少为 {ge}",
    "less_than_equal": "“{input}”太大，至多为 {le}",
    "bool_parsing": "“{input}”不是 true 或 false",
    "bool_type": "“{input}”不是 true 或 false",
    "tuple_type": "这里应是一个列表，每项以“- ”开头",
    "list_type": "这里应是一个列表，每项以“- ”开头",
    "too_short": "至少要有 {min_length} 项",
    "model_type": "这里应是一组“键: 值”",
    "model_attributes_type": "这里应是一组“键: 值”",
    "dict_type": "这里应是一组“键: 值”",
    "literal_error": "“{input}”不可用，可写：{expected}",
}


def validate(source: Source, model: type[M]) -> M:
    """``source`` as an object of ``model``.

    Raises:
        InputError: with every mistake in the file, in the order of their lines.
    """
    try:
        document = model.model_validate(source.root.plain(), by_alias=True, by_name=False)
    except ValidationError as error:
        found = mistakes_of(error, model, source)
    else:
        if not source.mistakes:
            return document
        found = ()
    everything = sorted((*source.mistakes, *found), key=lambda mistake: mistake.line or 0)
    raise InputError(everything, source.name) from None


def mistakes_of(
    error: ValidationError, model: type[BaseModel], source: Source | None = None
) -> tuple[Mistake, ...]:
    """The mistakes behind pydantic's ``error``, in Chinese, with lines where a file is known."""
    details = error.errors(include_url=False)
    return tuple(
        Mistake(
            labelled(detail["loc"]),
            _message(detail, model),
            source.line(detail["loc"]) if source else None,
        )
        for detail in details
        if not _follows_from_others(detail, details)
    )


def _follows_from_others(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is only called too short because its items are wrong."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details
    )


def _message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind = detail["type"]
    if kind == "extra_forbidden":
        *parents, key = detail["loc"]
        return _unknown_key(str(key), model, parents)
    if template := _MESSAGES.get(kind):
        return template.format(input=_shown(detail["input"]), **detail.get("ctx", {}))
    return detail["msg"]


def _shown(source: object) -> str:
    text = "空白" if source is None else str(source)
    return text if len(text) <= 30 else f"{text[:30]}…"


def _unknown_key(key: str, model: type[BaseModel], parents: Sequence[Key]) -> str:
    known = list(_keys_at(model, parents))
    nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.4)
    if nearest:
        return f"没有“{key}”这一项，是不是“{nearest[0]}”？"
    return f"没有“{key}”这一项；这里可写：{'、'.join(known)}"


def _keys_at(model: type[BaseModel], parents: Sequence[Key]) -> Iterator[str]:
    """The keys that the part of ``model`` under ``parents`` knows."""
    for parent in parents:
        if isinstance(parent, int):
            continue
        field = next(
            field for name, field in model.model_fields.items() if parent in (field.alias, name)
        )
        model = next(_models_in(field.annotation))
    for name, field in model.model_fields.items():
        yield field.alias or name


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
