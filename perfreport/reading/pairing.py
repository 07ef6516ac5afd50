"""Which row of a list is which row of an edited one, by the codes of their texts.

Equal rows belong together, then rows that share texts between the same neighbours, then rows that
share texts anywhere. What a row says itself counts as much as all the rows under it: a unit is
known by its name and sums though its projects have left it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

Pairs = dict[int, int]

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


def paired(old: Sequence[Key], new: Sequence[Key]) -> Pairs:
    """The rows of ``old`` that are in ``new``, with their positions there."""
    pairs = _equal(old, new)
    frequency = _frequency(old, new)
    for left, free in _gaps(old, new, pairs):
        pairs.update(_alike(old, new, left, free, frequency))
    left, free = _unpaired(old, new, pairs)
    pairs.update(_alike(old, new, left, free, frequency))
    for left, free in _gaps(old, new, pairs):
        if len(left) == len(free):
            pairs.update(
                (i, j) for i, j in zip(left, free, strict=True) if old[i].codes & new[j].codes
            )
    return dict(sorted(pairs.items()))


def paired_elsewhere(old: Sequence[Key], new: Sequence[Key]) -> Pairs:
    """The rows that left some lists and are, edited or not, among those new in others."""
    pairs = _equal(old, new)
    left, free = _unpaired(old, new, pairs)
    return {**pairs, **_alike(old, new, left, free, _frequency(old, new))}


def moved_whole(
    lists: Sequence[tuple[Sequence[Key], Sequence[Key]]],
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The rows that left one of ``lists`` and stand, just as they were, in another.

    Each list comes as it was and as it is; the rows that went, and those that came, are given by
    the number of the list and the position in it.
    """
    gone: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    come: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for number, (old, new) in enumerate(lists):
        left, free = _unpaired(old, new, _equal(old, new))
        for i in left:
            gone[old[i]].append((number, i))
        for j in free:
            come[new[j]].append((number, j))
    moves = [move for key in gone for move in zip(gone[key], come.get(key, ()), strict=False)]
    return {origin for origin, _ in moves}, {target for _, target in moves}


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


def _equal(old: Sequence[Key], new: Sequence[Key]) -> Pairs:
    """Equal rows: those that kept their order first, then those that moved."""
    pairs = max(_in_the_same_place(old, new), _in_the_same_order(old, new), key=len)
    left, free = _unpaired(old, new, pairs)
    elsewhere: dict[Key, deque[int]] = defaultdict(deque)
    for j in free:
        elsewhere[new[j]].append(j)
    for i in left:
        if elsewhere[old[i]]:
            pairs[i] = elsewhere[old[i]].popleft()
    return pairs


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


def _unpaired(
    old: Sequence[Key], new: Sequence[Key], pairs: Mapping[int, int]
) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    left = [i for i in range(len(old)) if i not in pairs]
    return left, [j for j in range(len(new)) if j not in taken]


def _gaps(
    old: Sequence[Key], new: Sequence[Key], pairs: Mapping[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The rows without a pair between each two neighbours that kept their order."""
    kept = sorted(in_order(sorted(pairs.items())))
    chain = [(-1, -1), *kept, (len(old), len(new))]
    known, taken = set(pairs), set(pairs.values())
    for (i, j), (next_i, next_j) in pairwise(chain):
        left = [each for each in range(i + 1, next_i) if each not in known]
        free = [each for each in range(j + 1, next_j) if each not in taken]
        if left and free:
            yield left, free


def _alike(
    old: Sequence[Key],
    new: Sequence[Key],
    left: Sequence[int],
    free: Sequence[int],
    frequency: Mapping[str, int],
) -> Pairs:
    """Pairs of rows that share texts; a text that many rows have counts for little.

    None are looked for where there are too many rows to compare.
    """
    if len(left) * len(free) > _MOST_COMPARISONS:
        return {}
    candidates = sorted(
        (-likeness, abs(i - j), i, j)
        for i in left
        for j in free
        if (likeness := _likeness(old[i], new[j], frequency)) >= _LEAST_ALIKE
    )
    pairs: Pairs = {}
    taken: set[int] = set()
    for _, _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _frequency(old: Sequence[Key], new: Sequence[Key]) -> Mapping[str, int]:
    return Counter(code for key in (*old, *new) for code in key.codes)


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
