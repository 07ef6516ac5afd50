"""What was edited since a document was made, by the codes of its texts then and now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from perfreport.reading.pairing import Key, in_order, paired, paired_elsewhere
from perfreport.reading.sheet import Entry, Sheet, ViewPath


@dataclass(slots=True)
class Changes:
    """The edited places of a view.

    Attributes:
        edited: the texts that were changed, in rows that were there before.
        added: the rows that are new.
        removed: the rows that are gone, by their old paths.
        moved: the rows that are elsewhere: new path and old one.
        rows: where each row that is still there has gone: old path and new one.
    """

    edited: set[ViewPath] = field(default_factory=set)
    added: list[ViewPath] = field(default_factory=list)
    removed: list[ViewPath] = field(default_factory=list)
    moved: dict[ViewPath, ViewPath] = field(default_factory=dict)
    rows: dict[ViewPath, ViewPath] = field(default_factory=dict)

    def is_new(self, path: ViewPath) -> bool:
        """Whether ``path`` lies in a row that was added."""
        return any(path[: len(row)] == row for row in self.added)

    def is_edited(self, path: ViewPath) -> bool:
        """Whether the text at ``path`` is not the one that was printed there."""
        return path in self.edited or self.is_new(path)


def compare(old: Sheet, new: Sheet) -> Changes:
    """The changes that lead from the codes ``old`` to the codes ``new``."""
    comparison = _Comparison()
    comparison.sheets(old, new, (), ())
    comparison.find_moves_between_lists()
    return comparison.changes


class _Comparison:
    def __init__(self) -> None:
        self.changes = Changes()
        self._gone: dict[ViewPath, Sheet] = {}
        self._come: dict[ViewPath, Sheet] = {}

    def sheets(self, old: Sheet, new: Sheet, before: ViewPath, after: ViewPath) -> None:
        for name, entry in new.items():
            self._entries(old.get(name, ""), entry, (*before, name), (*after, name))

    def _entries(self, old: Entry, new: Entry, before: ViewPath, after: ViewPath) -> None:
        if isinstance(old, list) and isinstance(new, list):
            self._rows(old, new, before, after)
        elif isinstance(old, dict) and isinstance(new, dict):
            self.sheets(old, new, before, after)
        elif old != new:
            self.changes.edited.add(after)
            self.changes.edited.update((*after, name) for name in _slots(new))

    def _rows(self, old: list[Sheet], new: list[Sheet], before: ViewPath, after: ViewPath) -> None:
        pairs = paired([_key(row) for row in old], [_key(row) for row in new])
        for i, row in enumerate(old):
            if i not in pairs:
                self._gone[(*before, i)] = row
        for j in set(range(len(new))) - set(pairs.values()):
            self._come[(*after, j)] = new[j]
        kept = in_order(list(pairs.items()))
        for i, j in pairs.items():
            self._pair(old[i], new[j], (*before, i), (*after, j))
            if (i, j) not in kept:
                self.changes.moved[(*after, j)] = (*before, i)

    def _pair(self, old: Sheet, new: Sheet, before: ViewPath, after: ViewPath) -> None:
        self.changes.rows[before] = after
        self.sheets(old, new, before, after)

    def find_moves_between_lists(self) -> None:
        """Rows that left one list and are in another; what is left is removed and added."""
        for kind in sorted({_kind(path) for path in self._gone}):
            gone = [path for path in sorted(self._gone, key=_order) if _kind(path) == kind]
            come = [path for path in sorted(self._come, key=_order) if _kind(path) == kind]
            old = [_key(self._gone[path]) for path in gone]
            new = [_key(self._come[path]) for path in come]
            for i, j in paired_elsewhere(old, new).items():
                self.changes.moved[come[j]] = gone[i]
                self._pair(self._gone.pop(gone[i]), self._come.pop(come[j]), gone[i], come[j])
        self.changes.added.extend(sorted(self._come, key=_order))
        self.changes.removed.extend(sorted(self._gone, key=_order))


def _order(path: ViewPath) -> list[tuple[int, str]]:
    """Sorts paths by names and positions."""
    return [(step, "") if isinstance(step, int) else (0, step) for step in path]


def _kind(path: ViewPath) -> Key:
    return tuple(step for step in path if isinstance(step, str))


def _slots(entry: Entry) -> Iterator[str]:
    if isinstance(entry, dict):
        yield from entry


def _key(row: Sheet) -> Key:
    return tuple(_codes(row))


def _codes(entry: Entry) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    else:
        for part in entry.values() if isinstance(entry, dict) else entry:
            yield from _codes(part)
