"""Items of a list that go by their names (资金: [{来源: …}]), as what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import BaseModel

from perfreport.blocks.model import Model
from perfreport.blocks.walk import attributes, model_of
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
    return replace(node, children={**node.children, **changed}) if changed else node


def _changed(node: Node, model: type[BaseModel]) -> Iterator[tuple[Key, Node]]:
    """What stands otherwise in ``node``."""
    for key, name in attributes(model).items():
        child = node.children.get(key)
        inner = model_of(model, name)
        if child is None or inner is None or not child.children:
            continue
        is_named = issubclass(inner, Model) and bool(inner.by_name)
        if child.is_list and not is_named:
            items = {at: _named(item, inner) for at, item in child.children.items()}
            if any(items[at] is not item for at, item in child.children.items()):
                yield key, replace(child, children=items)
        elif (new := _named(child, inner)) is not child:
            yield key, new


def _mapping(node: Node, by_name: str) -> Node:
    items: dict[Key, Node] = {}
    for item in node.children.values():
        named = item.children.get(by_name)
        name = named.value.strip() if named and isinstance(named.value, str) else ""
        if not name or name in items:
            return node
        rest = {key: child for key, child in item.children.items() if key != by_name}
        items[name] = replace(item, children=rest)
    return replace(node, children=items, is_list=False, is_mapping=True)
