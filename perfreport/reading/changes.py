"""What was edited since a document was made, by the codes of its texts then and now."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from perfreport.reading.sheet import Entry, Sheet, ViewPath

_LEAST_ALIKE = 0.25
_MOST_COMPARISONS = 40_000

Key = tuple[str, ...]


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
        in_order = _in_order(list(pairs.items()))
        for i, j in pairs.items():
            self._pair(old[i], new[j], (*before, i), (*after, j))
            if (i, j) not in in_order:
                self.changes.moved[(*after, j)] = (*before, i)

    def _pair(self, old: Sheet, new: Sheet, before: ViewPath, after: ViewPath) -> None:
        self.changes.rows[before] = after
        self.sheets(old, new, before, after)

    def find_moves_between_lists(self) -> None:
        """Rows that left one list and are in another; what is left is removed and added."""
        for after, row in sorted(self._come.items(), key=lambda item: _order(item[0])):
            before = next((each for each, gone in self._gone.items() if gone == row), None)
            if before is None or _kind(before) != _kind(after):
                self.changes.added.append(after)
            else:
                del self._gone[before]
                self.changes.moved[after] = before
                self._pair(row, row, before, after)
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


def paired(old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """Which row of ``old`` is which of ``new``: equal ones, then those that are alike."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pairs = {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    left = [i for i in range(len(old)) if i not in pairs]
    taken = set(pairs.values())
    free = [j for j in range(len(new)) if j not in taken]
    for i in left:
        if (j := next((j for j in free if new[j] == old[i]), None)) is not None:
            pairs[i] = j
            free.remove(j)
    left = [i for i in left if i not in pairs]
    pairs.update(_alike(old, new, left, free))
    pairs.update(list(_in_place(old, new, pairs)))
    return dict(sorted(pairs.items()))


def _in_place(
    old: Sequence[Key], new: Sequence[Key], pairs: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Rows between the same neighbours that share anything, where as many came as are gone."""
    chain = [(-1, -1), *sorted(_in_order(sorted(pairs.items()))), (len(old), len(new))]
    taken = set(pairs.values())
    for (i, j), (next_i, next_j) in pairwise(chain):
        left = [each for each in range(i + 1, next_i) if each not in pairs]
        free = [each for each in range(j + 1, next_j) if each not in taken]
        if len(left) == len(free):
            yield from (
                pair
                for pair in zip(left, free, strict=True)
                if (set(old[pair[0]]) & set(new[pair[1]])) - {"."}
            )


def _alike(
    old: Sequence[Key], new: Sequence[Key], left: Sequence[int], free: Sequence[int]
) -> dict[int, int]:
    """Pairs of rows that share texts; a text that many rows have counts for little."""
    if len(left) * len(free) > _MOST_COMPARISONS:
        return {i: j for i, j in zip(left, free, strict=False) if set(old[i]) & set(new[j])}
    frequency = Counter(code for key in (*old, *new) for code in set(key))
    candidates = sorted(
        (-likeness, abs(i - j), i, j)
        for i in left
        for j in free
        if (likeness := _likeness(old[i], new[j], frequency)) >= _LEAST_ALIKE
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in candidates:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _likeness(old: Key, new: Key, frequency: Mapping[str, int]) -> float:
    shared = Counter(old) & Counter(new)
    total = max(_weight(Counter(old), frequency), _weight(Counter(new), frequency))
    return _weight(shared, frequency) / total if total else 0.0


def _weight(codes: Mapping[str, int], frequency: Mapping[str, int]) -> float:
    return sum(count / frequency[code] for code, count in codes.items() if code != ".")


def _in_order(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The most of ``pairs`` that kept their order; the others count as moved."""
    ends: list[int] = []
    chains: list[list[tuple[int, int]]] = []
    for pair in pairs:
        place = bisect_left(ends, pair[1])
        chain = [*(chains[place - 1] if place else []), pair]
        ends[place : place + 1] = [pair[1]]
        chains[place : place + 1] = [chain]
    return set(chains[-1]) if chains else set()
