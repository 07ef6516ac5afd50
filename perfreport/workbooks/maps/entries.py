"""What a sheet says, field by field, with the cells it stands in; and the tree of a data file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.positions import Position
from perfreport.data.source import Key, Node
from perfreport.sheets.workbook import Spot


class Entry(NamedTuple):
    """What a field says.

    Attributes:
        text: as data files have it.
        spot: the cell that it stands in; None for what stands in none.
    """

    text: str
    spot: Spot | None = None


Entries = Mapping[DataPath, Entry]
"""Fields by their places in the data."""


Positions = Callable[[Spot], Position]
"""What cells are called in messages."""


def tree(entries: Entries, position: Positions) -> Node:
    """The ``entries`` as the tree of a data file that knows their cells."""
    root = Node(position(Spot(0, 0)), is_mapping=True)
    for path, entry in entries.items():
        node = root
        line = position(entry.spot) if entry.spot else node.line
        for step, following in zip(path, (*path[1:], None), strict=True):
            node = _inside(node, step, line)
            node.is_list = isinstance(following, int)
            node.is_mapping = isinstance(following, str)
        node.value = entry.text
    return root


def _inside(node: Node, step: Key, line: Position | None) -> Node:
    if step not in node.children:
        node.children[step] = Node(line)
    return node.children[step]


def in_fields(paths: Iterable[DataPath], others: Iterable[DataPath] = ()) -> str:
    """The fields at ``paths`` in words: those of all rows together, groups as a whole.

    A group of fields is named alone where none of the ``others`` is in it.
    """
    known = {prefix for path in others for prefix in _keys(path).prefixes()}
    counts: dict[str, int] = {}
    for path in paths:
        keys = _keys(path)
        apart = next((each for each in keys.prefixes() if each not in known), keys)
        label = (apart if known else keys).label
        counts[label] = counts.get(label, 0) + 1
    return "、".join(f"{name}（{n}处）" if n > 1 else name for name, n in counts.items())


def _keys(path: DataPath) -> DataPath:
    return DataPath(*(step for step in path if isinstance(step, str)))
