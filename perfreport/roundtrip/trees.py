"""Documents as plain trees, and what has to be changed in one tree to get another.

A tree holds mappings by attribute, lists, and typed content; what is None, False or empty is left
out. A correction mirrors the tree: a mapping goes deeper, ``[]`` takes away, ``[content]`` puts in
place, and ``STATED`` says that a computed figure is stated as it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from functools import reduce
from itertools import takewhile
from operator import getitem
from typing import Any, TypeAlias

from pydantic import BaseModel

from perfreport.basics.addresses import Address, FieldPath, ViewPath
from perfreport.basics.quantities import PendingNumber
from perfreport.blocks.found import Found, FoundRow, Text, Tree
from perfreport.blocks.model import Document

Correction: TypeAlias = "dict[str, Correction] | list[Any] | int"

STATED = 1


def tree_of(document: BaseModel) -> Tree:
    """``document``, or a part of one, as a tree; the document's kind is left out."""
    # A form may call a field of its own the same.
    left_out = "kind" if isinstance(document, Document) else ""
    tree: Tree = {}
    for name in type(document).model_fields:
        value = getattr(document, name)
        if is_kept(value) and name != left_out:
            tree[name] = as_tree(value)
    return tree


def is_kept(value: object) -> bool:
    """Whether a tree holds the ``value`` of a field."""
    # Not by its truth: a figure of zero is content.
    return value is not None and value is not False and value != ()


def as_tree(value: object) -> object:
    """The ``value`` of a field as it stands in a tree."""
    if isinstance(value, BaseModel):
        return tree_of(value)
    if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        return [tree_of(item) for item in value]
    return str(value) if isinstance(value, PendingNumber) else value


def assembled(text: Text, edited: Container[ViewPath] = ()) -> Tree:
    """The tree of the data in ``text``.

    Of a field that stands in several places the one that was edited counts, else the first. Rows
    of which nothing but unclear fields is there stay, too.
    """
    rows = {each.path: each for each in text.said if isinstance(each, FoundRow)}
    others = [each for each in text.said if isinstance(each, Found)]
    if _say_the_same(rows, others) or len(rows) + len(others) < len(text.said):
        rows, others = {}, [*text.found]
    tree: Tree = {}
    for path, row in rows.items():
        _holder(tree, path)[path[-1]] = row.tree()
    for path, each in _chosen(others, edited).items():
        _holder(tree, path)[path[-1]] = each.value
    for path in text.unread:
        around = [depth for depth, step in enumerate(path) if isinstance(step, int)]
        if around:
            _holder(tree, path[: around[-1] + 2])
    return {name: _listed(part) for name, part in tree.items()}


def _say_the_same(rows: Collection[FieldPath], others: Iterable[Found]) -> bool:
    """Whether something in ``rows`` is said by ``others``, or in other rows, as well."""
    if not rows:
        return False
    places = {path.parent for path in rows}
    places |= {each.path for each in others if not each.may_be_stated}
    return any(holder in rows for place in places for holder in place.prefixes())


def _chosen(found: Iterable[Found], edited: Container[ViewPath]) -> Mapping[FieldPath, Found]:
    """What counts of each field of data."""
    chosen: dict[FieldPath, Found] = {}
    for each in found:
        if each.may_be_stated:
            continue
        known = chosen.get(each.path)
        if known is None or (each.source in edited and known.source not in edited):
            chosen[each.path] = each
    return chosen


def _holder(tree: Tree, path: FieldPath) -> dict[str | int, Any]:
    """What holds the field at ``path``; its positions become lists later."""
    holder: dict[str | int, Any] = tree  # type: ignore[assignment]
    for step in tuple(path)[:-1]:
        holder = holder.setdefault(step, {})
    return holder


def _listed(tree: Any) -> Any:
    """``tree`` with lists for mappings by position."""
    if not isinstance(tree, dict):
        return tree
    if tree and all(isinstance(step, int) for step in tree):
        return [_listed(tree[step]) for step in sorted(tree)]
    return {step: _listed(part) for step, part in tree.items()}


def correction(
    true: Any, read: Any, stated: Mapping[FieldPath, object], path: FieldPath = FieldPath()
) -> Correction | None:
    """What makes ``true`` of ``read``; None when nothing needs to be done.

    Args:
        true: the tree to arrive at.
        read: the tree that was read.
        stated: what is printed in the places of figures that may be stated.
        path: of both trees.
    """
    inside = _inside(true, read)
    if inside is not None:
        parts: dict[str, Correction] = {}
        for step, before, after in inside:
            is_same_text = isinstance(before, str) and before == after
            part = None if is_same_text else correction(before, after, stated, path / step)
            if part is not None:
                parts[str(step)] = part  # JSON has no keys but texts.
        return parts or ([{}] if read is None and not true else None)
    if true == read:
        return None
    if path in stated and stated[path] == true:
        return STATED
    return [] if true is None else [true]


def _inside(true: Any, read: Any) -> Iterable[tuple[str | int, Any, Any]] | None:
    """What stands in both trees, step by step; None where they are taken as a whole."""
    if isinstance(true, dict) and isinstance(read, dict | None):
        there = read or {}
        return ((name, true.get(name), there.get(name)) for name in {**true, **there})
    if isinstance(true, list) and isinstance(read, list) and len(true) == len(read):
        return ((i, *pair) for i, pair in enumerate(zip(true, read, strict=True)))
    return None


class Corrector:
    """Carries a correction out on a tree that may have been edited since it was made.

    Attributes:
        lost: the stated figures that the page does not show any more.
    """

    def __init__(
        self,
        stated: Callable[[], Mapping[FieldPath, object]],
        place: Callable[[FieldPath], FieldPath | None],
        edited: Container[FieldPath],
    ) -> None:
        """Use what is known of the edits.

        Args:
            stated: gives what is printed in the places of figures that may be stated.
            place: where a path has gone; None when its row was removed.
            edited: the paths that are not corrected, as somebody edited what they are read from.
        """
        self.lost: list[FieldPath] = []
        self._corrected: set[FieldPath] = set()
        self._around: set[FieldPath] = set()
        self._stated = stated
        self._place = place
        self._edited = edited

    def correct(self, tree: Tree, change: Correction, old: FieldPath = FieldPath()) -> None:
        """Carry ``change`` out on ``tree``."""
        if isinstance(change, dict):
            for step, part in change.items():
                self.correct(tree, part, old / (int(step) if step.isdecimal() else step))
            return
        path = self._place(old)
        if path is None:
            return
        if change == STATED:
            if path in (stated := self._stated()):
                put(tree, path, stated[path])
            else:
                self.lost.append(path)
        # A group that said nothing needs no putting in where something is typed in it.
        elif path not in self._edited and not (change == [{}] and holds(tree, path)):
            self._corrected.add(path)
            self._around.update(path.parent.prefixes())
            put(tree, path, change[0] if isinstance(change, list) and change else None)

    def has_corrected(self, path: FieldPath) -> bool:
        """Whether something at ``path``, in it or around it was put in or taken away."""
        return path in self._around or not self._corrected.isdisjoint(path.prefixes())


def put(tree: Tree, path: FieldPath, value: object) -> None:
    """Put ``value`` at ``path``, or take away what is there for None; rows are not made."""
    rows = [depth for depth, step in enumerate(path) if isinstance(step, int)]
    # A row that is not on the page was deleted there; its remembered fields go with it.
    if rows and not holds(tree, path[: rows[-1] + 1]):
        return
    holder: Any = tree
    for step in path.parent:
        holder = holder[step] if isinstance(step, int) else holder.setdefault(step, {})
        if not isinstance(holder, dict | list):
            return
    if value is None and isinstance(holder, dict):
        holder.pop(path[-1], None)
    elif isinstance(holder, dict):
        holder[path[-1]] = value


def holds(tree: Any, path: Address) -> bool:
    """Whether something stands at ``path`` of ``tree``."""
    for step in path:
        inside = isinstance(tree, dict) and step in tree
        inside = inside or (isinstance(tree, list) and isinstance(step, int) and step < len(tree))
        if not inside:
            return False
        tree = tree[step]
    return True


def common_start(paths: Iterable[FieldPath]) -> FieldPath:
    """What ``paths`` have in common from their beginning on."""
    steps = takewhile(lambda step: len(set(step)) == 1, zip(*paths, strict=False))
    return FieldPath(*(step[0] for step in steps))


def value_in(tree: Any, path: Address) -> Any:
    """What stands at ``path`` of ``tree``, where something does."""
    return reduce(getitem, path, tree)
