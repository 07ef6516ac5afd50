"""Which item of one sequence is which item of another, in their order and at the least cost.

Where items are equal or not and nothing else, ``stretches`` finds the fewest that came and went.
``align`` weighs likeness, and its first sequence is a template: what is in a loop may come again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import inf
from typing import Generic, NamedTuple, Protocol, TypeVar

from rapidfuzz.distance import Indel

MOST_ITEMS = 20_000
"""Longer sequences are too long for ``stretches``: the search keeps a bit for every two items."""

# Explanations dearer than the best by this much are given up.
_BEAM = 40.0
# What an explanation may cost, tried in turn: most pages are nearly as they were printed.
_LIMITS = (0.25, 2.0, 10.0, inf)

Pair = tuple[int, int]
"""The positions of one item in two sequences."""


class Stretch(NamedTuple):
    """Items that both sequences have, or what the one has in place of what the other has."""

    is_common: bool
    before: slice
    after: slice


def stretches(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Stretch]:
    """Both sequences cut into what they have in common and what differs, by turns.

    As many items as can be are in common (longest common subsequence); which of several such ways
    is taken depends on the items alone. Time and memory are len(before) * len(after) / 64 words,
    less what both begin and end with; see ``MOST_ITEMS``.
    """
    numbers: dict[Hashable, int] = {}
    ones, others = (
        [numbers.setdefault(item, len(numbers)) for item in items] for items in (before, after)
    )
    for is_common, group in groupby(Indel.opcodes(ones, others), lambda step: step.tag == "equal"):
        steps = list(group)
        first, last = steps[0], steps[-1]
        yield Stretch(
            is_common,
            slice(first.src_start, last.src_end),
            slice(first.dest_start, last.dest_end),
        )


def common_pairs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """The positions of what ``stretches`` finds in common; nothing beyond ``MOST_ITEMS``."""
    if max(len(before), len(after)) > MOST_ITEMS:
        return []
    return [
        pair
        for stretch in stretches(before, after)
        if stretch.is_common
        for pair in zip(_positions(stretch.before), _positions(stretch.after), strict=True)
    ]


def _positions(part: slice) -> range:
    return range(part.start, part.stop)


def in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The most of ``pairs``, sorted by their first position, that ascend in both.

    Of several such choices the one whose last pairs come first in the second sequence. O(n log n).
    """
    ends: list[int] = []
    last: list[int] = []
    previous: list[int | None] = []
    for place, (_, end) in enumerate(pairs):
        length = bisect_left(ends, end)
        ends[length : length + 1] = [end]
        last[length : length + 1] = [place]
        previous.append(last[length - 1] if length else None)
    chosen: list[Pair] = []
    at = last[-1] if last else None
    while at is not None:
        chosen.append(pairs[at])
        at = previous[at]
    return chosen[::-1]


L = TypeVar("L", bound=Hashable)
L_co = TypeVar("L_co", bound=Hashable, covariant=True)


class Repeatable(Protocol[L_co]):
    """A piece of a template that may stand in loops."""

    @property
    def loops(self) -> tuple[L_co, ...]:
        """The loops around it, outermost first."""


P = TypeVar("P", bound=Repeatable[object])
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Costs(Generic[P, T]):
    """What the parts of an explanation cost.

    Attributes:
        mismatch: of taking a thing for a piece; infinite where that cannot be.
        missing: of a piece that the document lacks.
        strange: of a thing that stands for no piece.
    """

    mismatch: Callable[[P, T], float]
    missing: Callable[[P], float]
    strange: Callable[[T], float]


def align(pieces: Sequence[P], things: Sequence[T], costs: Costs[P, T]) -> list[int | None]:
    """The index of the piece for each of ``things``; None for one that stands for none.

    The sum of all costs, none of which is below 0, is the least there is (Viterbi), but for
    explanations that were dearer by 40 than the best one somewhere on the way. Of equally cheap
    ones that which leaves a thing out, then the one that comes from the earliest piece. At worst
    O(things * pieces ** 2), but few pieces are near enough to the best to be looked at.
    """
    steps = _Steps(pieces, costs.missing)
    # Within a limit all that could be cheaper was looked at, and little that is far from it.
    for limit in _LIMITS:
        if (found := _cheapest(pieces, things, costs, steps, limit)) is not None:
            return found
    return []


def _cheapest(
    pieces: Sequence[P], things: Sequence[T], costs: Costs[P, T], steps: _Steps[P], limit: float
) -> list[int | None] | None:
    """The cheapest explanation; None where it costs more than ``limit`` in all."""
    best: list[float] = [inf] * len(pieces) + [0.0]  # the last one: nothing taken yet
    choices: list[list[int | None]] = []
    for thing in things:
        best, chosen = _advance(best, thing, pieces, steps, costs, limit)
        if min(best) > limit:
            return None
        choices.append(chosen)
    ends = [cost + steps.to_end(state) for state, cost in enumerate(best)]
    least = min(ends)
    return _traced(choices, ends.index(least)) if least <= limit else None


def _advance(
    best: list[float],
    thing: T,
    pieces: Sequence[P],
    steps: _Steps[P],
    costs: Costs[P, T],
    limit: float,
) -> tuple[list[float], list[int | None]]:
    """The cheapest explanations with ``thing``; where each came from, None if it is skipped."""
    strange = costs.strange(thing)
    bound = min(min(best) + _BEAM, limit)
    alive = [(state, cost) for state, cost in enumerate(best) if cost <= bound]
    after = [cost + strange for cost in best]
    chosen: list[int | None] = [None] * len(best)
    for index, piece in enumerate(pieces):
        arrivals = [cost + steps.between(state, index) for state, cost in alive]
        cost = min(arrivals)
        if cost > limit or cost >= after[index]:
            continue
        mismatch = costs.mismatch(piece, thing)
        if cost + mismatch < after[index]:
            after[index], chosen[index] = cost + mismatch, alive[arrivals.index(cost)][0]
    return after, chosen


def _traced(choices: list[list[int | None]], state: int) -> list[int | None]:
    taken: list[int | None] = []
    for chosen in reversed(choices):
        before = chosen[state]
        taken.append(None if before is None else state)
        state = state if before is None else before
    return taken[::-1]


class _Steps(Generic[P]):
    """What it costs to go from one piece of the template to another.

    Attributes:
        between: gives the cost from the piece at one index to that at another.
    """

    def __init__(self, pieces: Sequence[P], missing: Callable[[P], float]) -> None:
        self._pieces = pieces
        self._missing = [missing(piece) for piece in pieces]
        self.between = cache(self._cost)

    def to_end(self, source: int) -> float:
        if source == len(self._pieces):
            return self._lacking(range(len(self._pieces)), frozenset())
        inside = frozenset(self._pieces[source].loops)
        return self._lacking(range(source + 1, len(self._pieces)), inside)

    def _cost(self, source: int, target: int) -> float:
        loops = frozenset(self._pieces[target].loops)
        if source == len(self._pieces):
            return self._lacking(range(target), loops)
        around = frozenset(self._pieces[source].loops)
        if source < target:
            return self._lacking(range(source + 1, target), around | loops)
        common = [loop for loop in self._pieces[target].loops if loop in around]
        # Back to an earlier piece goes only another round of a loop around both.
        if not common:
            return inf
        body = [i for i, piece in enumerate(self._pieces) if common[-1] in piece.loops]
        # What the round that ends has left, in loops inside it too, and what the next leaves out.
        rest = self._lacking([i for i in body if i > source], around)
        return rest + self._lacking([i for i in body if i < target], loops)

    def _lacking(self, indexes: Sequence[int] | range, inside: frozenset[object]) -> float:
        """The cost of the pieces passed over; those of loops that were not entered cost nothing."""
        return sum(self._missing[i] for i in indexes if inside.issuperset(self._pieces[i].loops))


def iterations(pieces: Sequence[Repeatable[L]], taken: Sequence[int | None]) -> list[dict[L, int]]:
    """For each thing, how often each loop around its piece has begun before it."""
    counts: dict[L, int] = {}
    result: list[dict[L, int]] = []
    previous: int | None = None
    for index in taken:
        if index is not None:
            counts = _counted(counts, pieces, previous, index)
            previous = index
        result.append(counts)
    return result


def _counted(
    counts: dict[L, int], pieces: Sequence[Repeatable[L]], previous: int | None, index: int
) -> dict[L, int]:
    loops = pieces[index].loops
    common: list[L] = []
    if previous is not None:
        common = [loop for loop in loops if loop in pieces[previous].loops]
    begun = {loop: counts[loop] for loop in common}
    if common and previous is not None and index <= previous:
        begun[common[-1]] += 1
    return {loop: begun.get(loop, 0) for loop in loops}
