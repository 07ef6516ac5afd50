"""Items of a list that go by their names (资金: [{来源: …}]), as what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pydantic import BaseModel

from perfreport.blocks.model import Model
from perfreport.blocks.walk import attributes, model_of, models_inside
from perfreport.data.source import Key, Node, Source


def with_named_items(source: Source, model: type[BaseModel]) -> Source:
    """``source`` with such lists as mappings, so that a place in one is called by its name.

    A list in which an item has no name, or one that another has, stays for validation to refuse.
    """
    root = _named(source.root, model)
    return source if root is source.root else replace(source, root=root)


def _named(node: Node, model: type[BaseModel]) -> Node:
    """``node``, which says a ``model``."""
    if node.is_list and issubclass(model, Model) and model.by_name:
        node = _mapping(node, model.by_name)
    if not node.is_mapping:
        return node
    changed = dict(_changed(node, model))
    return node.but(children={**node.children, **changed}) if changed else node


def _changed(node: Node, model: type[BaseModel]) -> Iterator[tuple[Key, Node]]:
    """What stands otherwise in ``node``."""
    for key, inner in _parts_with_named(model):
        child = node.part(key)
        if child is None or not child.children:
            continue
        is_named = issubclass(inner, Model) and bool(inner.by_name)
        if child.is_list and not is_named:
            items = {at: _named(item, inner) for at, item in child.children.items()}
            if any(items[at] is not item for at, item in child.children.items()):
                yield key, child.but(children=items)
        elif (new := _named(child, inner)) is not child:
            yield key, new


@cache
def _parts_with_named(model: type[BaseModel]) -> tuple[tuple[str, type[BaseModel]], ...]:
    """The keys of ``model`` under which such lists stand, or stand inside, with their models."""
    found = ((key, model_of(model, name)) for key, name in attributes(model).items())
    return tuple((key, inner) for key, inner in found if inner and _has_named(inner))


@cache
def _has_named(model: type[BaseModel]) -> bool:
    """Whether a ``model``, or one inside it, goes by the names of its items."""
    return any(issubclass(each, Model) and each.by_name for each in models_inside(model))


def _mapping(node: Node, by_name: str) -> Node:
    items: dict[Key, Node] = {}
    for item in node.children.values():
        named = item.children.get(by_name)
        name = named.value.strip() if named and isinstance(named.value, str) else ""
        if not name or name in items:
            return node
        rest = {key: child for key, child in item.children.items() if key != by_name}
        items[name] = item.but(children=rest)
    return node.but(children=items, is_list=False, is_mapping=True)
