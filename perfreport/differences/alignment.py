"""Which row of one list is which row of another.

Equal rows belong together, then rows of one name, then rows that are alike enough. What keeps its
order stays; the fewest possible rows count as moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from perfreport.differences.likeness import likeness
from perfreport.differences.wording import name_of

MOST_COMPARISONS = 20_000
"""Pairs of rows whose likeness is weighed; in longer lists only rows nearly opposite are."""

_MOST_IN_ORDER = 20_000

_ALIKE_ALONE = 0.3
_ALIKE_IN_PLACE = 0.5
_ALIKE_ELSEWHERE = 0.75
_SAME_PLACE = 0.1

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows of two lists, by their positions.

    Attributes:
        pairs: the rows that are in both, by their positions in the earlier list.
        moved: those of the pairs that are out of order.
        removed: the other rows of the earlier list.
        added: the other rows of the later list.
    """

    pairs: tuple[Pair, ...]
    moved: frozenset[Pair]
    removed: tuple[int, ...]
    added: tuple[int, ...]


class _Candidate(NamedTuple):
    """Two rows that may be one; the best candidate sorts first."""

    unlikeness: float
    distance: int
    pair: Pair


def align(before: Sequence[Hashable], after: Sequence[Hashable]) -> Alignment:
    """The rows of ``before`` beside those of ``after``, the same pairs on every machine.

    Beyond 20,000 rows equal ones are paired in the order of their occurrence.
    """
    return _Aligner(before, after).align()


class _Aligner:
    def __init__(self, before: Sequence[Hashable], after: Sequence[Hashable]) -> None:
        self._before = before
        self._after = after
        self._pairs: dict[int, int] = {}
        self._taken: set[int] = set()

    def align(self) -> Alignment:
        self._pair_equal()
        self._pair_namesakes()
        self._pair_alike()
        pairs = sorted(self._pairs.items())
        return Alignment(
            tuple(pairs),
            frozenset(pairs).difference(in_order(pairs)),
            tuple(self._free_before()),
            tuple(self._free_after()),
        )

    def _free_before(self) -> list[int]:
        return [place for place in range(len(self._before)) if place not in self._pairs]

    def _free_after(self) -> list[int]:
        return [place for place in range(len(self._after)) if place not in self._taken]

    def _take(self, pairs: Iterable[Pair]) -> None:
        for one, other in pairs:
            if one not in self._pairs and other not in self._taken:
                self._pairs[one] = other
                self._taken.add(other)

    def _pair_equal(self) -> None:
        """Pair equal rows: the longest run of them that is in order, then the rest."""
        numbers: dict[Hashable, int] = {}
        before = [numbers.setdefault(row, len(numbers)) for row in self._before]
        after = [numbers.setdefault(row, len(numbers)) for row in self._after]
        if max(len(before), len(after)) <= _MOST_IN_ORDER:
            self._take(_longest_run(before, after))
        for ones, others in self._groups(before.__getitem__, after.__getitem__):
            self._take(zip(ones, others, strict=False))

    def _pair_namesakes(self) -> None:
        names = [name_of(row) for row in self._before]
        other_names = [name_of(row) for row in self._after]
        for ones, others in self._groups(names.__getitem__, other_names.__getitem__):
            self._take(candidate.pair for candidate in self._ranked(ones, others))

    def _groups(
        self, key: Callable[[int], Hashable], other_key: Callable[[int], Hashable]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """The free rows of both lists that have the same key, other than None."""
        others: dict[Hashable, list[int]] = defaultdict(list)
        for place in self._free_after():
            others[other_key(place)].append(place)
        ones: dict[Hashable, list[int]] = defaultdict(list)
        for place in self._free_before():
            ones[key(place)].append(place)
        for found, places in ones.items():
            if found is not None and found in others:
                yield places, others[found]

    def _ranked(self, ones: list[int], others: list[int]) -> list[_Candidate]:
        """All pairs of the two groups, the most alike first, then those nearly opposite."""
        reach = max(1, MOST_COMPARISONS // (2 * len(ones)))
        return sorted(
            self._candidate(one, others[place], abs(rank - place))
            for rank, one in enumerate(ones)
            for place in range(max(0, rank - reach), min(len(others), rank + reach))
        )

    def _candidate(self, one: int, other: int, distance: int) -> _Candidate:
        alike = likeness(self._before[one], self._after[other])
        return _Candidate(-alike, distance, (one, other))

    def _pair_alike(self) -> None:
        """Pair edited rows: in the same place if they are somewhat alike, elsewhere if very."""
        ones, others = self._free_before(), self._free_after()
        if not (ones and others):
            return
        places = _Places(in_order(sorted(self._pairs.items())), ones, others)
        strong: set[Pair] = set(self._pairs.items())
        chosen: list[_Candidate] = []
        for candidate in self._ranked(ones, others):
            is_same = places.are_same(candidate.pair)
            score = -candidate.unlikeness
            if score > (places.threshold(candidate.pair) if is_same else _ALIKE_ELSEWHERE):
                bonus = _SAME_PLACE if is_same else 0.0
                chosen.append(candidate._replace(unlikeness=-score - bonus))
            if score > _ALIKE_ELSEWHERE:
                strong.add(candidate.pair)
        self._take(candidate.pair for candidate in sorted(chosen))
        self._part_unlikely_moves(strong)

    def _part_unlikely_moves(self, strong: set[Pair]) -> None:
        """Part the pairs that are out of order and not much alike."""
        pairs = sorted(self._pairs.items())
        for pair in set(pairs).difference(in_order(pairs), strong):
            del self._pairs[pair[0]]
            self._taken.discard(pair[1])


class _Places:
    """The gaps between the rows that stay, in which others came and went."""

    def __init__(self, stays: list[Pair], ones: list[int], others: list[int]) -> None:
        self._ones = {place: bisect_left(stays, (place,)) for place in ones}
        ends = [end for _, end in stays]
        self._others = {place: bisect_left(ends, place) for place in others}
        self._crowd: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for gap in self._ones.values():
            self._crowd[gap][0] += 1
        for gap in self._others.values():
            self._crowd[gap][1] += 1

    def are_same(self, pair: Pair) -> bool:
        return self._ones[pair[0]] == self._others[pair[1]]

    def threshold(self, pair: Pair) -> float:
        is_alone = self._crowd[self._ones[pair[0]]] == [1, 1]
        return _ALIKE_ALONE if is_alone else _ALIKE_IN_PLACE


def _longest_run(before: Sequence[int], after: Sequence[int]) -> Iterator[Pair]:
    """The positions of the longest sequence that is in both."""
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            length = step.src_end - step.src_start
            yield from ((step.src_start + rank, step.dest_start + rank) for rank in range(length))


def in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest choice of ``pairs``, sorted by their first position, that ascends in both."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int | None] = []
    for place, (_, end) in enumerate(pairs):
        length = bisect_left(ends, end)
        ends[length : length + 1] = [end]
        last[length : length + 1] = [place]
        previous.append(last[length - 1] if length else None)
    return list(_chain(pairs, previous, last[-1] if last else None))[::-1]


def _chain(
    pairs: Sequence[Pair], previous: Sequence[int | None], place: int | None
) -> Iterator[Pair]:
    while place is not None:
        yield pairs[place]
        place = previous[place]
