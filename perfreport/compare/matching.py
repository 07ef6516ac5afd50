"""Which row of a list is which row of the list as it is elsewhere, or later: the engine.

What makes two rows one, and what is looked for first, is said by those who ask: the comparison of
documents (``compare.rows``), the reading of an edited page (``roundtrip.changes``), the check of an
evaluation against what was declared (``kinds.chain.declared``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from perfreport.compare.alignment import Pair, common_pairs, in_order

Row = TypeVar("Row", bound=Hashable)


class FreeRows(NamedTuple):
    """A group of rows that are free and may be each other, by their numbers, ascending."""

    before: list[int]
    after: list[int]


Groups = Iterable[FreeRows]
"""No row is in two of them."""

Ranking = Callable[[FreeRows], Iterable[Pair]]
"""Gives the pairs of a group that may be taken, the surest first."""

Weigh = Callable[[int, int], float | None]
"""How much two rows are alike; None where they cannot be one."""


class RowMatcher(Generic[Row]):
    """Pairs rows step by step; what a step has paired the later ones leave alone.

    Each step takes the surest pair of those left, and not the best sum of all (an assignment): what
    is sure should not become unsure by what else was edited, and long lists take no cubic time. To
    group rows takes linear time; rankings say what they take. The same rows give the same pairs on
    every machine.

    Attributes:
        before: the rows as they were, those of all lists; they are known by their numbers here.
        after: the rows as they are.
        pairs: the rows of ``after`` by those of ``before`` that they are.
    """

    def __init__(
        self, lists: Iterable[tuple[Sequence[Row], Sequence[Row]]], *, may_repeat: bool = False
    ) -> None:
        """Match the rows of ``lists``, each as it was and as it is.

        With ``may_repeat`` a row of ``after`` may be what several of ``before`` are.
        """
        self.before: list[Row] = []
        self.after: list[Row] = []
        self.pairs: dict[int, int] = {}
        self._taken: set[int] = set()
        self._may_repeat = may_repeat
        self._list_before: list[int] = []
        self._list_after: list[int] = []
        for number, (before, after) in enumerate(lists):
            self.before += before
            self.after += after
            self._list_before += [number] * len(before)
            self._list_after += [number] * len(after)
        # rows are hashed here and never again: a document's row hashes all that stands under it
        known: dict[Row, int] = {}
        self._value_before = [known.setdefault(row, len(known)) for row in self.before]
        self._value_after = [known.setdefault(row, len(known)) for row in self.after]

    def free_before(self) -> list[int]:
        """The rows of ``before`` that are not paired."""
        return [one for one in range(len(self.before)) if one not in self.pairs]

    def free_after(self) -> list[int]:
        """The rows of ``after`` that may still be paired."""
        return [other for other in range(len(self.after)) if other not in self._taken]

    def pair(self, groups: Groups, ranking: Ranking) -> list[Pair]:
        """Take the pairs that ``ranking`` gives in ``groups``; those that were taken, ascending."""
        found: list[Pair] = []
        for group in groups:
            for one, other in ranking(group):
                if one not in self.pairs and other not in self._taken:
                    self.pairs[one] = other
                    found.append((one, other))
                    if not self._may_repeat:
                        self._taken.add(other)
        return sorted(found)

    def part(self, pairs: Iterable[Pair]) -> None:
        """Have the rows of ``pairs`` be different ones after all."""
        for one, other in pairs:
            del self.pairs[one]
            self._taken.discard(other)

    def copies(self) -> list[int]:
        """The free rows of ``after`` that say what some row of ``before`` said."""
        known = set(self._value_before)
        return [other for other in self.free_after() if self._value_after[other] in known]

    def set_aside(self, after: Iterable[int]) -> None:
        """Let no later step pair these rows of ``after``."""
        self._taken.update(after)

    def stays(self) -> list[Pair]:
        """The most pairs that are in their list and in their order still; the others moved."""
        return in_order(
            [
                (one, other)
                for one, other in sorted(self.pairs.items())
                if self._list_before[one] == self._list_after[other]
            ]
        )

    def longest_run(self, group: FreeRows) -> list[Pair]:
        """A ranking: the most equal rows of ``group`` in their order, see ``common_pairs``."""
        values = [self._value_before[one] for one in group.before]
        others = [self._value_after[other] for other in group.after]
        return [(group.before[i], group.after[j]) for i, j in common_pairs(values, others)]

    def in_place(self, group: FreeRows) -> list[Pair]:
        """A ranking: the equal rows of ``group`` that stand opposite each other."""
        return [
            (one, other)
            for one, other in in_turn(group)
            if self._value_before[one] == self._value_after[other]
        ]

    def anywhere(self) -> Groups:
        """All free rows."""
        ones, others = self.free_before(), self.free_after()
        return [FreeRows(ones, others)] if ones and others else []

    def by_list(self) -> Groups:
        """The free rows of each list."""
        return self._grouped(self._list_before.__getitem__, self._list_after.__getitem__)

    def by_value(self) -> Groups:
        """The free rows that are equal, in whatever lists."""
        return self._grouped(self._value_before.__getitem__, self._value_after.__getitem__)

    def by_list_and_value(self) -> Groups:
        """The free rows of each list that are equal."""
        return self._grouped(
            lambda one: (self._list_before[one], self._value_before[one]),
            lambda other: (self._list_after[other], self._value_after[other]),
        )

    def by_key(self, key: Callable[[Row], Hashable]) -> Groups:
        """The free rows, in whatever lists, that have the same ``key``, which is not None."""
        return self._grouped(
            lambda one: key(self.before[one]), lambda other: key(self.after[other])
        )

    def by_gap(self) -> Groups:
        """The free rows between the same two neighbours of those that stay."""
        stays = self.stays()
        ends = [other for _, other in stays]
        return self._grouped(
            lambda one: (self._list_before[one], bisect_left(stays, (one,))),
            lambda other: (self._list_after[other], bisect_left(ends, other)),
        )

    def _grouped(
        self, key: Callable[[int], Hashable], other_key: Callable[[int], Hashable]
    ) -> list[FreeRows]:
        groups: dict[Hashable, FreeRows] = defaultdict(lambda: FreeRows([], []))
        for ones, others in self.anywhere():
            for one in ones:
                groups[key(one)].before.append(one)
            for other in others:
                groups[other_key(other)].after.append(other)
        groups.pop(None, None)
        return [group for group in groups.values() if group.before and group.after]


def in_turn(group: FreeRows) -> Iterable[Pair]:
    """A ranking: the first with the first, and so on."""
    return zip(group.before, group.after, strict=False)


def in_turn_if_as_many(group: FreeRows) -> Iterable[Pair]:
    """A ranking: the same where no row came and none went, else nothing."""
    return in_turn(group) if len(group.before) == len(group.after) else ()


def best_first(weigh: Weigh, *, most: int | None = None) -> Ranking:
    """A ranking by ``weigh``: the most alike first, of equal ones the most nearly opposite.

    Of those the first in their lists. Time and memory grow with the product of both sides of a
    group, or with ``most``.

    Args:
        weigh: gives the likeness of two rows.
        most: pairs that are weighed in a group, those most nearly opposite; all by default.
    """

    def ranked(group: FreeRows) -> Iterator[Pair]:
        ones, others = group
        reach = len(ones) + len(others) if most is None else max(1, most // (2 * len(ones)))
        candidates: list[tuple[float, int, int, int]] = []
        for rank, one in enumerate(ones):
            first = max(0, rank - reach)
            for place, other in enumerate(others[first : rank + reach], first):
                if (likeness := weigh(one, other)) is not None:
                    candidates.append((-likeness, abs(rank - place), one, other))
        return ((one, other) for *_, one, other in sorted(candidates))

    return ranked
