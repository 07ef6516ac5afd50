"""Which rows of a document's lists are new, and which each of the others was."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document
from perfreport.blocks.walk import attributes
from perfreport.compare.rows import align_rows
from perfreport.workbooks.layout import Layout, ListSheet


class Item(NamedTuple):
    """A row of a list.

    Attributes:
        parent: the position of the row that it is in, among those of the list around it.
        part: it.
    """

    parent: int
    part: Hashable


Items = Mapping[DataPath, Sequence[Item]]
"""The rows of all lists, in the order of the document."""


def items_of(document: Document, layout: Layout) -> Items:
    """The rows of all lists of ``document``, those of rows one behind the other."""
    found: dict[DataPath, list[Item]] = {each.path: [] for each in layout.lists}
    _note(document, None, 0, layout, found)
    return found


def _note(
    part: object,
    holder: DataPath | None,
    at: int,
    layout: Layout,
    found: dict[DataPath, list[Item]],
) -> None:
    for sheet in layout.lists:
        if sheet.parent == holder:
            rows = found[sheet.path]
            for row in rows_in(part, sheet):
                rows.append(Item(at, row))
                _note(row, sheet.path, len(rows) - 1, layout, found)


def rows_in(part: Any, sheet: ListSheet) -> Iterator[Hashable]:
    """The rows of a list in the document, or in a row of the list around it."""
    for key in sheet.inside:
        name = attributes(type(part)).get(str(key)) if isinstance(part, BaseModel) else None
        part = getattr(part, name) if name else None
    yield from part if isinstance(part, tuple) else ()


class Origins(NamedTuple):
    """What the rows of a list were.

    Attributes:
        rows: by the rows of the new document, which of the old one each was; None for a new one.
        moved: the rows of the new document that stood elsewhere among those of their list.
    """

    rows: list[int | None]
    moved: set[int]


def origins(old: Items, new: Items, layout: Layout) -> dict[DataPath, Origins]:
    """For each list what the rows of the ``new`` document were in the ``old`` one."""
    found: dict[DataPath, Origins] = {}
    for sheet in layout.lists:
        holders = found[sheet.parent].rows if sheet.parent else [0]
        rows: list[int | None] = [None] * len(new[sheet.path])
        moved: set[int] = set()
        before, after = _by_parent(old[sheet.path]), _by_parent(new[sheet.path])
        for parent, inside in after.items():
            origin = holders[parent]
            were = before.get(origin, []) if origin is not None else []
            alignment = align_rows(
                [old[sheet.path][at].part for at in were],
                [new[sheet.path][at].part for at in inside],
            )
            for one, other in alignment.pairs:
                rows[inside[other]] = were[one]
            moved.update(inside[other] for _, other in alignment.moved)
        found[sheet.path] = Origins(rows, moved)
    return found


def _by_parent(items: Sequence[Item]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, item in enumerate(items):
        found.setdefault(item.parent, []).append(at)
    return found
