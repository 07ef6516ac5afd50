"""What names in a template mean: the fields of its view that a value comes from, or a macro."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias, get_args, get_origin

from jinja2 import nodes

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.forms.templating import view_fields


class Field(NamedTuple):
    """A field of the view that a value comes from, its type, and whether it is always there."""

    path: ViewPath
    kind: object
    is_sure: bool = True


Value: TypeAlias = frozenset[Field]
NOTHING: Value = frozenset()
DOUBT: Value = frozenset([Field(ViewPath(), None, is_sure=False)])
"""What a comparison or a calculation comes to: who knows."""


class Macro(NamedTuple):
    """What a call runs, and where it was written."""

    template: str
    node: nodes.Macro | nodes.CallBlock
    scope: Scope


Scope: TypeAlias = dict[str, "Value | Macro | Scope"]


def fields_of(value: Value, name: str) -> Value:
    """The fields called ``name`` of what ``value`` is."""
    found = ((each, view_fields(each.kind).get(name)) for each in value)
    return frozenset(
        each._replace(path=each.path / name, kind=kind) for each, kind in found if kind is not None
    )


def is_sure(value: Value) -> bool:
    """Whether ``value`` is there where what it comes from is."""
    return all(each.is_sure for each in value)


def unsure(value: Iterable[Field]) -> Value:
    """``value``, of which nobody knows whether it is there."""
    return frozenset(each._replace(is_sure=False) for each in value)


def inside(value: Value, step: nodes.Node) -> Value:
    """What ``step`` in square brackets takes of ``value``: a field, a part of a list, an item."""
    match step:
        case nodes.Const(value=str() as name):
            return fields_of(value, name)
        case nodes.Slice():
            return unsure(value)
    return unsure(map(item_of, value))


def item_of(field: Field) -> Field:
    """What stands for every item of a list; of what is no list, that itself."""
    is_list = get_origin(field.kind) is tuple
    if not is_list:
        return field
    return field._replace(path=field.path / EACH, kind=get_args(field.kind)[0])


def bind(target: nodes.Node, value: Value, scope: Scope) -> None:
    """Have ``target`` mean ``value``, besides what it meant before: a condition may decide."""
    for name in _names(target):
        before = scope.get(name)
        is_again = isinstance(before, frozenset) and not _is_field(name, before)
        scope[name] = value | before if is_again and isinstance(before, frozenset) else value


def _names(target: nodes.Node) -> list[str]:
    if isinstance(target, nodes.Name):
        return [target.name]
    return [name.name for name in target.find_all(nodes.Name)]


def _is_field(name: str, value: Value) -> bool:
    """Whether ``name`` still is the field of the view that is called so."""
    return {each.path for each in value} == {ViewPath(name)}
