"""Values by their paths as a tree of nodes, which know where what is missing would stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.positions import Position
from perfreport.data.source import Key, Node

CONTENT = "内容"
"""The key of the text of a passage that says more than its text."""

Places = Callable[[DataPath], Position | None]
"""Tells where the value at a path would stand."""


@dataclass(frozen=True, slots=True)
class _Where:
    """Tells where the parts would stand of what is ``inside``."""

    places: Places
    inside: DataPath

    def __call__(self, key: Key) -> Position | None:
        return self.places(self.inside / key)


def tree(values: Mapping[DataPath, Node], position: Position | None, places: Places) -> Node:
    """The group at ``position`` that has ``values``, with the groups inside it."""
    whole = Node(position, is_mapping=True, where=_Where(places, NOWHERE))
    for path, node in values.items():
        _put(whole, path, node, places)
    return whole


def _put(holder: Node, path: DataPath, node: Node, places: Places) -> None:
    for depth, group in enumerate(path[:-1], 1):
        found = holder.children.get(group)
        if found is None or not found.is_mapping:
            where = _Where(places, path[:depth])
            made = Node(node.line, is_mapping=True, where=where)
            if found is not None:
                made.children[CONTENT] = found
            holder.children[group] = found = made
        holder = found
    beside = holder.children.get(path[-1])
    if beside is not None and beside.is_mapping:
        beside.children[CONTENT] = node
    else:
        holder.children[path[-1]] = node
