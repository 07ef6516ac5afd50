"""Which row of a list is which row of an edited one, by the codes of their texts.

Equal rows belong together, then rows that share texts between the same neighbours, then rows that
share texts anywhere, and at last rows that stand opposite each other. What a row says itself counts
as much as all the rows under it: a unit is known by its name and sums though its projects left it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

Pairs = dict[int, int]
Spot = tuple[int, int]
"""The number of a list, and a position in it."""

_LEAST_ALIKE = 0.25
_MOST_COMPARISONS = 40_000
_MOST_IN_ORDER = 10_000
_BLANK = "."


class Key(NamedTuple):
    """The codes of a row's own texts, and of those in the rows under it."""

    texts: tuple[str, ...]
    rows: tuple[str, ...] = ()

    @property
    def codes(self) -> set[str]:
        """All of them, but for blank texts."""
        return {*self.texts, *self.rows} - {_BLANK}


def paired(lists: Iterable[tuple[Sequence[Key], Sequence[Key]]]) -> dict[Spot, Spot]:
    """Where the rows of ``lists`` were, and where they are now, in whichever list.

    Each list comes as it was and as it is. A row that is just as it was is looked for in all lists
    before an edited one.
    """
    parts = [_List(number, old, new) for number, (old, new) in enumerate(lists)]
    rows = (row for part in parts for row in (*part.old, *part.new))
    alike = partial(_alike, frequency=Counter(code for row in rows for code in row.codes))
    for part in parts:
        part.pair_equal()
    _pair_across(parts, _equal)
    known = {key for part in parts for key in part.old}
    for part in parts:
        part.set_copies_aside(known)
        part.pair_alike(alike)
    _pair_across(parts, alike)
    for part in parts:
        part.pair_opposite()
    return {before: after for part in parts for before, after in part.spots()}


def in_order(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The most of ``pairs`` that kept their order; the others count as moved."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(last[place - 1] if place else None)
        ends[place : place + 1] = [j]
        last[place : place + 1] = [index]
    kept: set[tuple[int, int]] = set()
    step = last[-1] if last else None
    while step is not None:
        kept.add(pairs[step])
        step = before[step]
    return kept


_Finder = Callable[[Sequence[Key], Sequence[Key]], Pairs]
"""Finds old rows among new ones."""


class _List:
    """A list as it was and as it is, with what is known of its rows.

    Attributes:
        number: of it among the lists.
        old: its rows as they were.
        new: its rows as they are.
        pairs: the rows that are still in it: where they were, and where they are.
        gone: the rows that are in other lists now: where they were, and where they are.
        come: where rows are that were in other lists, or are copies.
    """

    def __init__(self, number: int, old: Sequence[Key], new: Sequence[Key]) -> None:
        self.number = number
        self.old = old
        self.new = new
        self.pairs: Pairs = {}
        self.gone: dict[int, Spot] = {}
        self.come: set[int] = set()

    def spots(self) -> Iterator[tuple[Spot, Spot]]:
        """Where its rows were, and where they are."""
        spots = {**self.gone, **{i: (self.number, j) for i, j in self.pairs.items()}}
        return (((self.number, i), spots[i]) for i in sorted(spots))

    def left(self) -> list[int]:
        """The old rows of which nothing is known."""
        return [i for i in range(len(self.old)) if i not in self.pairs and i not in self.gone]

    def free(self) -> list[int]:
        """The new rows of which nothing is known."""
        taken = {*self.pairs.values(), *self.come}
        return [j for j in range(len(self.new)) if j not in taken]

    def pair_equal(self) -> None:
        """Pair equal rows: those that kept their order first, then those that moved."""
        found = _in_the_same_place(self.old, self.new), _in_the_same_order(self.old, self.new)
        self.pairs = max(found, key=len)
        self._pair(_equal, self.left(), self.free())

    def set_copies_aside(self, known: Container[Key]) -> None:
        """Take new rows that say what another row said for copies of that, and for nothing else."""
        self.come.update(j for j in self.free() if self.new[j] in known)

    def pair_alike(self, alike: _Finder) -> None:
        """Pair rows that share texts: those between the same neighbours first."""
        for left, free in self._gaps():
            self._pair(alike, left, free)
        self._pair(alike, self.left(), self.free())

    def pair_opposite(self) -> None:
        """Pair rows of as many between the same neighbours as before.

        They share a text, or nothing is left of the texts of the row.
        """
        for left, free in self._gaps():
            if len(left) == len(free):
                opposite = zip(left, free, strict=True)
                self.pairs.update(
                    (i, j)
                    for i, j in opposite
                    if self.old[i].codes & self.new[j].codes or not self.new[j].codes
                )

    def _pair(self, find: _Finder, left: Sequence[int], free: Sequence[int]) -> None:
        found = find([self.old[i] for i in left], [self.new[j] for j in free])
        self.pairs.update((left[i], free[j]) for i, j in found.items())

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """The rows of which nothing is known between each two neighbours that kept their order."""
        left, free = self.left(), self.free()
        kept = sorted(in_order(sorted(self.pairs.items())))
        for (i, j), (next_i, next_j) in pairwise([(-1, -1), *kept, (len(self.old), len(self.new))]):
            ones = left[bisect_left(left, i) : bisect_left(left, next_i)]
            others = free[bisect_left(free, j) : bisect_left(free, next_j)]
            if ones and others:
                yield ones, others


def _pair_across(lists: Sequence[_List], find: _Finder) -> None:
    """Find the rows that went from one list to another."""
    left = [(one, i) for one in lists for i in one.left()] if len(lists) > 1 else []
    free = [(one, j) for one in lists for j in one.free()] if left else []
    found = find([one.old[i] for one, i in left], [one.new[j] for one, j in free])
    for old, new in found.items():
        (source, i), (target, j) = left[old], free[new]
        source.gone[i] = (target.number, j)
        target.come.add(j)


def _in_the_same_place(old: Sequence[Key], new: Sequence[Key]) -> Pairs:
    pairs = enumerate(zip(old, new, strict=False))
    return {i: i for i, (before, after) in pairs if before == after}


def _in_the_same_order(old: Sequence[Key], new: Sequence[Key]) -> Pairs:
    """The most equal rows that kept their order; not looked for in very long lists."""
    if max(len(old), len(new)) > _MOST_IN_ORDER:
        return {}
    numbers: dict[Key, int] = {}
    before, after = ([numbers.setdefault(key, len(numbers)) for key in keys] for keys in (old, new))
    return {
        step.src_start + offset: step.dest_start + offset
        for step in Indel.opcodes(before, after)
        if step.tag == "equal"
        for offset in range(step.src_end - step.src_start)
    }


def _equal(old: Sequence[Key], new: Sequence[Key]) -> Pairs:
    """Equal rows wherever they are."""
    places: dict[Key, deque[int]] = defaultdict(deque)
    for j, key in enumerate(new):
        places[key].append(j)
    return {i: places[key].popleft() for i, key in enumerate(old) if places.get(key)}


def _alike(old: Sequence[Key], new: Sequence[Key], frequency: Mapping[str, int]) -> Pairs:
    """Pairs of rows that share texts; a text that many rows have counts for little.

    None are looked for where there are too many rows to compare.
    """
    if len(old) * len(new) > _MOST_COMPARISONS:
        return {}
    candidates = sorted(
        (-likeness, abs(i - j), i, j)
        for i, before in enumerate(old)
        for j, after in enumerate(new)
        if (likeness := _likeness(before, after, frequency)) >= _LEAST_ALIKE
    )
    pairs: Pairs = {}
    taken: set[int] = set()
    for _, _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _likeness(old: Key, new: Key, frequency: Mapping[str, int]) -> float:
    texts = _shared(old.texts, new.texts, frequency)
    if not (old.rows or new.rows):
        return texts
    return (texts + _shared(old.rows, new.rows, frequency)) / 2


def _shared(old: Sequence[str], new: Sequence[str], frequency: Mapping[str, int]) -> float:
    """How much the two have in common, from 0 to 1."""
    before, after = Counter(old), Counter(new)
    total = max(_weight(before, frequency), _weight(after, frequency))
    return _weight(before & after, frequency) / total if total else 0.0


def _weight(codes: Mapping[str, int], frequency: Mapping[str, int]) -> float:
    return sum(count / frequency[code] for code, count in codes.items() if code != _BLANK)
