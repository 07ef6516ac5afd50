"""From the tree that was read to a typed document, with neutral values for what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from perfreport.basics.addresses import DataPath, FieldPath
from perfreport.basics.quantities import PENDING
from perfreport.blocks.complaints import message_of, validated
from perfreport.blocks.found import Tree
from perfreport.blocks.model import Passage, with_fields
from perfreport.blocks.walk import attributes, bare, keyed, model_at
from perfreport.data.pending import neutral
from perfreport.office.limits import refusal
from perfreport.roundtrip.trees import holds, value_in

M = TypeVar("M", bound=BaseModel)

_CONTRADICTORY = (
    "这个文件的内容前后矛盾太多，或嵌入的数据已损坏，读不成一份文书；请核对后重试，或改用数据文件"
)
# Each validates the whole document, and a forged file could ask for any number.
_MOST_ROUNDS = 20
_YEAR = "year"


class PendingYear(int):
    """Stands for a year that nobody has filled in: no year at all, and printed as 待填."""

    def __str__(self) -> str:
        """待填."""
        return PENDING

    def __format__(self, _: str) -> str:
        """待填."""
        return PENDING


def completed(model: type[M], tree: Tree) -> tuple[M, list[DataPath], list[tuple[DataPath, str]]]:
    """The document, the paths of neutral values in it, and what had to be left out of ``tree``.

    Paths are those of data files; a part that is left out comes with the reason.

    Raises:
        InputError: when too much would have to be left out.
    """
    pending = dict.fromkeys(_filled(model, tree, DataPath()))
    left_out: list[tuple[DataPath, str]] = []
    # One mistake a round: leaving it out may mend others, or uncover them.
    for _ in range(_MOST_ROUNDS):
        try:
            document = validated(model, tree, by_name=True)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            path = FieldPath(*detail["loc"], *_inside(detail, model))
            left_out.append((keyed(model, path), message_of(detail)))
            if path and holds(tree, path):
                del value_in(tree, path.parent)[path[-1]]
            pending.update(dict.fromkeys(_filled(model, tree, DataPath())))
        else:
            if keyed(model, FieldPath(_YEAR)) in pending:
                # Put in afterwards, for validation makes a plain number of it.
                document = with_fields(document, {_YEAR: PendingYear()})
            return document, [*pending], left_out
    raise refusal(_CONTRADICTORY)


def _filled(model: type[BaseModel], tree: Tree, path: DataPath) -> Iterator[DataPath]:
    """Put a neutral value wherever ``tree`` lacks what ``model`` requires; gives the places."""
    for name, key, field, inner in _fields_to_fill(model):
        if name not in tree and field.is_required():
            if inner is None or get_origin(bare(field.annotation)) is tuple:
                tree[name] = neutral(field.annotation, field, by_name=True)
                yield path / key
                continue
            tree[name] = {}
        if inner is not None and name in tree:
            yield from _filled_part(inner, tree[name], path / key)


@cache
def _fields_to_fill(
    model: type[BaseModel],
) -> tuple[tuple[str, str, FieldInfo, type[BaseModel] | None], ...]:
    """The fields of ``model`` that must be there or have parts: name, key, and what is inside."""
    fields = model.model_fields.items()
    found = ((name, each.alias or name, each, model_at(model, name)) for name, each in fields)
    return tuple(each for each in found if each[2].is_required() or each[3] is not None)


def _filled_part(model: type[BaseModel], part: Any, place: DataPath) -> Iterator[DataPath]:
    if isinstance(part, list):
        for position, item in enumerate(part):
            yield from _filled_part(model, item, place / position)
    elif part == {} and issubclass(model, Passage):  # Without words none is valid.
        part["paragraphs"] = [PENDING]
        yield place
    elif isinstance(part, dict):
        yield from _filled(model, part, place)


def _inside(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, ...]:
    """The field that a model finds wrong inside itself; of it all is left out, be it one item."""
    key = next(iter(detail.get("ctx", {}).get("inside", ())), None)
    holder = model_at(model, ".".join(each for each in detail["loc"] if isinstance(each, str)))
    return (attributes(holder)[key],) if key and holder else ()
