"""Data files that are not yet filled in: 待填 in place of content.

A draft loads: a text that is 待填 stays as it is, an optional field of another sort is left out, a
required one gets a neutral value, and the places are kept, so that nobody takes them for content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import Mistake
from perfreport.basics.messages import quoted
from perfreport.basics.positions import Position
from perfreport.basics.quantities import (
    GAP,
    PENDING,
    Amount,
    Number,
    Percent,
    Score,
)
from perfreport.blocks.fields import is_needed
from perfreport.blocks.form import Form
from perfreport.blocks.model import Passage
from perfreport.blocks.walk import attributes, bare, field_at, model_there
from perfreport.data.source import Key, Node, Source, levels

M = TypeVar("M", bound=BaseModel)


_TEXTS: tuple[object, ...] = (str, Passage, tuple[str, ...])
_FIGURES: dict[object, str] = {
    Amount: "0",
    Score: "0",
    Percent: "0%",
    Number: "0",
    int: "0",
    bool: "false",
}


def pending_places(source: Source) -> tuple[DataPath, ...]:
    """The paths of all fields of ``source`` that say 待填."""
    value = source.root.plain()
    texts = ([each for each in parts if isinstance(each, str)] for parts in levels(value))
    is_said = any(PENDING in "\n".join(those) for those in texts)
    # In most files it is nowhere.
    return tuple(_pending(value, NOWHERE)) if is_said else ()


def _pending(value: object, path: DataPath) -> Iterator[DataPath]:
    """Where ``value``, which stands at ``path``, says so."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            # Nearly every part is a text that does not wait, and needs no path.
            if not isinstance(part, str) or PENDING in part:
                yield from _pending(part, path / key)
    elif isinstance(value, str):
        lines = value.splitlines() if PENDING in value else ()
        if any(line.strip() == PENDING or GAP in line for line in lines):
            yield path


def with_stand_ins(source: Source, model: type[BaseModel], pending: Sequence[DataPath]) -> Source:
    """``source`` with something that ``model`` accepts at each of the ``pending`` places."""
    if not pending:
        return source
    return replace(source, root=_filled(source.root, DataPath(), model, frozenset(pending)))


def unfilled(
    source: Source | None,
    model: type[BaseModel],
    pending: Sequence[DataPath],
    form: Form | None = None,
) -> tuple[Mistake, ...]:
    """That the ``pending`` places are to be filled in: where and what, or how to list them."""
    if not pending:
        return ()
    first = pending[0]
    line = source.line(first) if source else None
    if len(pending) == 1:
        place = source.typed(first) if source else first
        return (Mistake(place, f"还没有填写。{advice(model, first, form)}", line),)
    listed = f"，perfreport check {source.name} 逐处列出" if source and source.name else ""
    left = count_of(len(pending))
    message = f"{left}，这里是第一处；请填好{listed}；先印出来填的，印成草稿（draft）"
    return (Mistake(NOWHERE if line else first, message, line),)


def count_of(pending: int) -> str:
    """How many places are ``pending``, in words."""
    return f"{pending}处还没有填写"


def advice(model: type[BaseModel], path: DataPath, form: Form | None = None) -> str:
    """What to write at ``path`` of ``model``, in place of 待填, or instead of it."""
    field = field_at(model, path)
    is_telling = field is not None and field.description != field.alias
    what = f"：{field.description}" if field and is_telling else ""
    others = _instead(model, path, form) if form and path else ()
    return f"请把“{PENDING}”换成要填的内容{what}" + (f"；{one_of_them(others)}" if others else "")


def _instead(model: type[BaseModel], path: DataPath, form: Form) -> tuple[str, ...]:
    holder = model_there(model, path.parent) if path.parent else model
    name = attributes(holder).get(str(path[-1])) if holder else None
    return form.instead_of(holder, name) if holder and name else ()


def one_of_them(others: Sequence[str]) -> str:
    """That of a field and the ``others`` beside it, by their keys, one is enough."""
    return f"与{'、'.join(map(quoted, others))}至少写一项，不写的删去"


def _filled(
    node: Node, path: DataPath, model: type[BaseModel], pending: frozenset[DataPath]
) -> Node:
    """``node`` with a neutral value at each of the ``pending`` paths, or without it."""
    children: dict[Key, Node] = {}
    for key, child in node.children.items():
        inner = path / key
        if inner not in pending:
            children[key] = _filled(child, inner, model, pending)
        elif (stand_in := _stand_in(child, key, field_at(model, inner))) is not None:
            children[key] = stand_in
    return node.but(children=children)


def _stand_in(node: Node, key: Key, field: FieldInfo | None) -> Node | None:
    """What stands for the pending ``node``: itself where it is text; None leaves it out."""
    if field is None:
        return node
    is_item = isinstance(key, int)
    plainest = neutral(_item(field.annotation) if is_item else field.annotation, field)
    if plainest == PENDING:
        return node
    return _node(plainest, node.line) if is_item or is_needed(field) else None


def neutral(annotation: object, field: FieldInfo, *, by_name: bool = False) -> object:
    """The plainest value that ``annotation`` accepts; 待填 itself wherever it takes text.

    Its parts go by the keys of data files, or by the names of attributes.
    """
    plain = bare(annotation)
    if get_origin(plain) is Literal and len(get_args(plain)) > 1:
        return get_args(plain)[0]
    if plain in _TEXTS or get_origin(plain) is Literal:
        return PENDING
    if plain in _FIGURES:
        least = next((bound.ge for bound in field.metadata if hasattr(bound, "ge")), None)
        return _FIGURES[plain] if least is None else str(least)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return {
            (name if by_name else inner.alias or name): neutral(
                inner.annotation, inner, by_name=by_name
            )
            for name, inner in plain.model_fields.items()
            if inner.is_required()
        }
    return [neutral(get_args(plain)[0], field, by_name=by_name)]


def _item(annotation: object) -> object:
    """What a list of ``annotation`` holds; text where it is no list, to be found wrong later."""
    plain = bare(annotation)
    return get_args(plain)[0] if get_origin(plain) is tuple else str


def _node(value: object, line: Position | None) -> Node:
    if isinstance(value, dict | list):
        is_mapping = isinstance(value, dict)
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        children: dict[Key, Node] = {key: _node(part, line) for key, part in parts}
        return Node(line, children=children, is_list=not is_mapping, is_mapping=is_mapping)
    return Node(line, None if value is None else str(value))
