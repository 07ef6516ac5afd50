"""What was edited since a document was made, by the codes of its texts then and now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from perfreport.compare.alignment import in_order
from perfreport.roundtrip.pairing import Key, Spot, paired
from perfreport.roundtrip.printed_texts import (
    PrintedText,
    PrintedTexts,
    ViewPath,
    all_texts,
    names_in,
)


@dataclass(slots=True)
class Changes:
    """The edited places of a view.

    Attributes:
        edited: the texts that were changed, in rows that were there before.
        added: the rows that are new, in their order.
        removed: the rows that are gone, by their old paths.
        moved: the rows that are elsewhere: new path and old one.
        rows: where each row that is still there has gone: old path and new one.
    """

    edited: set[ViewPath] = field(default_factory=set)
    added: dict[ViewPath, None] = field(default_factory=dict)
    removed: list[ViewPath] = field(default_factory=list)
    moved: dict[ViewPath, ViewPath] = field(default_factory=dict)
    rows: dict[ViewPath, ViewPath] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return bool(self.edited or self.added or self.removed or self.moved)

    def is_new(self, path: ViewPath) -> bool:
        """Whether ``path`` lies in a row that was added."""
        return any(path[:depth] in self.added for depth in range(1, len(path) + 1))

    def is_edited(self, path: ViewPath) -> bool:
        """Whether the text at ``path`` is not the one that was printed there."""
        return path in self.edited or self.is_new(path)


def compare(old: PrintedTexts, new: PrintedTexts) -> Changes:
    """The changes that lead from the codes ``old`` to the codes ``new``."""
    comparison = _Comparison()
    comparison.views(old, new, (), ())
    return comparison.changes


class _List(NamedTuple):
    """A list of rows then and now, with its places."""

    old: list[PrintedTexts]
    new: list[PrintedTexts]
    before: ViewPath
    after: ViewPath


class _Comparison:
    def __init__(self) -> None:
        self.changes = Changes()

    def views(
        self, old: PrintedTexts, new: PrintedTexts, before: ViewPath, after: ViewPath
    ) -> None:
        for each in self._texts(old, new, before, after):
            self._lists([each])

    def _texts(
        self, old: PrintedTexts, new: PrintedTexts, before: ViewPath, after: ViewPath
    ) -> Iterator[_List]:
        """Compare all texts but those in lists, which are given back."""
        for name, entry in new.items():
            was = old.get(name, "")
            if isinstance(was, list) and isinstance(entry, list):
                yield _List(was, entry, (*before, name), (*after, name))
            elif isinstance(was, dict) and isinstance(entry, dict):
                yield from self._texts(was, entry, (*before, name), (*after, name))
            elif was != entry:
                self.changes.edited.add((*after, name))
                self.changes.edited.update((*after, name, slot) for slot in _slots(entry))

    def _lists(self, lists: Sequence[_List]) -> None:
        """Compare lists between which rows may have moved; then those in their rows."""
        pairs = paired((_keys(each.old), _keys(each.new)) for each in lists)
        inner: dict[ViewPath, list[_List]] = defaultdict(list)
        for (source, i), (target, j) in pairs.items():
            old, new = lists[source], lists[target]
            before, after = (*old.before, i), (*new.after, j)
            self.changes.rows[before] = after
            for each in self._texts(old.old[i], new.new[j], before, after):
                inner[names_in(each.after)].append(each)
        self._note_moves(lists, pairs)
        for group in inner.values():
            self._lists(group)

    def _note_moves(self, lists: Sequence[_List], pairs: Mapping[Spot, Spot]) -> None:
        """What came, what went, and what is out of its order or in another list."""
        origins = {after: before for before, after in pairs.items()}
        stayed: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (source, i), (target, j) in pairs.items():
            if source == target:
                stayed[source].append((i, j))
        for number, each in enumerate(lists):
            kept = set(in_order(stayed[number]))
            for j in range(len(each.new)):
                origin = origins.get((number, j))
                if origin is None:
                    self.changes.added[(*each.after, j)] = None
                elif origin[0] != number or (origin[1], j) not in kept:
                    before = (*lists[origin[0]].before, origin[1])
                    self.changes.moved[(*each.after, j)] = before
            self.changes.removed.extend(
                (*each.before, i) for i in range(len(each.old)) if (number, i) not in pairs
            )


def _slots(entry: PrintedText) -> Iterator[str]:
    if isinstance(entry, dict):
        yield from entry


def _keys(rows: Iterable[PrintedTexts]) -> list[Key]:
    return [_key(row) for row in rows]


def _key(row: PrintedTexts) -> Key:
    lists = [entry for entry in row.values() if isinstance(entry, list)]
    texts = (
        code for each in row.values() if not isinstance(each, list) for code in all_texts(each)
    )
    return Key(tuple(texts), tuple(code for each in lists for code in all_texts(each)))
