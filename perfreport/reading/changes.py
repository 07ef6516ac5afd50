"""What was edited since a document was made, by the codes of its texts then and now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from perfreport.reading.pairing import Key, in_order, moved_whole, paired, paired_elsewhere
from perfreport.reading.sheet import Entry, Sheet, ViewPath


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

    def is_new(self, path: ViewPath) -> bool:
        """Whether ``path`` lies in a row that was added."""
        return any(path[:depth] in self.added for depth in range(1, len(path) + 1))

    def is_edited(self, path: ViewPath) -> bool:
        """Whether the text at ``path`` is not the one that was printed there."""
        return path in self.edited or self.is_new(path)


def compare(old: Sheet, new: Sheet) -> Changes:
    """The changes that lead from the codes ``old`` to the codes ``new``."""
    comparison = _Comparison()
    comparison.sheets(old, new, (), ())
    comparison.find_moves_between_lists()
    return comparison.changes


class _Pair(NamedTuple):
    """A row then and now, with its places."""

    old: Sheet
    new: Sheet
    before: ViewPath
    after: ViewPath


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
        left = [i for i in range(len(old)) if (*before, i) not in self._gone]
        free = [j for j in range(len(new)) if (*after, j) not in self._come]
        found = paired(_keys(old[i] for i in left), _keys(new[j] for j in free))
        pairs = {left[i]: free[j] for i, j in found.items()}
        for i in set(left).difference(pairs):
            self._gone[(*before, i)] = old[i]
        for j in set(free).difference(pairs.values()):
            self._come[(*after, j)] = new[j]
        self._set_moves_aside(
            [_Pair(old[i], new[j], (*before, i), (*after, j)) for i, j in pairs.items()]
        )
        kept = in_order(list(pairs.items()))
        for i, j in pairs.items():
            self._pair(old[i], new[j], (*before, i), (*after, j))
            if (i, j) not in kept:
                self.changes.moved[(*after, j)] = (*before, i)

    def _pair(self, old: Sheet, new: Sheet, before: ViewPath, after: ViewPath) -> None:
        self.changes.rows[before] = after
        self.sheets(old, new, before, after)

    def _set_moves_aside(self, pairs: Sequence[_Pair]) -> None:
        """Keep apart the rows that went whole from a list in one of ``pairs`` to one in another.

        They are no edited rows of the list that they came to.
        """
        for name in {name for pair in pairs for name in _lists_in(pair.old)}:
            lists = [(_rows_in(pair.old, name), _rows_in(pair.new, name)) for pair in pairs]
            gone, come = moved_whole([(_keys(old), _keys(new)) for old, new in lists])
            for number, i in gone:
                self._gone[(*pairs[number].before, name, i)] = lists[number][0][i]
            for number, j in come:
                self._come[(*pairs[number].after, name, j)] = lists[number][1][j]

    def find_moves_between_lists(self) -> None:
        """Rows that left one list and are in another; what is left is removed and added."""
        for kind in sorted({_kind(path) for path in self._gone}):
            gone = [path for path in sorted(self._gone, key=_order) if _kind(path) == kind]
            come = [path for path in sorted(self._come, key=_order) if _kind(path) == kind]
            old = _keys(self._gone[path] for path in gone)
            new = _keys(self._come[path] for path in come)
            for i, j in paired_elsewhere(old, new).items():
                self.changes.moved[come[j]] = gone[i]
                self._pair(self._gone.pop(gone[i]), self._come.pop(come[j]), gone[i], come[j])
        self.changes.added.update(dict.fromkeys(sorted(self._come, key=_order)))
        self.changes.removed.extend(sorted(self._gone, key=_order))


def _order(path: ViewPath) -> list[tuple[int, str]]:
    """Sorts paths by names and positions."""
    return [(step, "") if isinstance(step, int) else (0, step) for step in path]


def _kind(path: ViewPath) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _slots(entry: Entry) -> Iterator[str]:
    if isinstance(entry, dict):
        yield from entry


def _lists_in(row: Sheet) -> Iterator[str]:
    return (name for name, entry in row.items() if isinstance(entry, list))


def _rows_in(row: Sheet, name: str) -> list[Sheet]:
    entry = row.get(name)
    return entry if isinstance(entry, list) else []


def _keys(rows: Iterable[Sheet]) -> list[Key]:
    return [_key(row) for row in rows]


def _key(row: Sheet) -> Key:
    lists = [entry for entry in row.values() if isinstance(entry, list)]
    texts = (code for each in row.values() if not isinstance(each, list) for code in _codes(each))
    return Key(tuple(texts), tuple(code for each in lists for code in _codes(each)))


def _codes(entry: Entry) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    else:
        for part in entry.values() if isinstance(entry, dict) else entry:
            yield from _codes(part)
