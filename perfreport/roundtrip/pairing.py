"""Which row of a list is which row of an edited one, by the codes of their texts.

Equal rows belong together, then rows that share texts between the same neighbours, then rows that
share texts anywhere, and at last rows that stand opposite each other. What a row says itself counts
as much as all the rows under it: a unit is known by its name and sums though its projects left it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from perfreport.compare.alignment import Pair
from perfreport.compare.matching import (
    FreeRows,
    Ranking,
    RowMatcher,
    best_first,
    in_turn,
    in_turn_if_as_many,
)

Spot = tuple[int, int]
"""The number of a list, and a position in it."""

_LEAST_ALIKE = 0.25
_MOST_COMPARISONS = 40_000
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
    before an edited one. Of pairs equally alike the most nearly opposite is taken. Equal rows take
    the time of ``alignment.common_pairs``; at most 40,000 pairs are weighed each time rows that
    share texts are looked for.
    """
    lists = list(lists)
    matcher = RowMatcher(lists)
    alike = _alike(matcher)

    def least_moved(group: FreeRows) -> Sequence[Pair]:
        return max(matcher.in_place(group), matcher.longest_run(group), key=len)

    matcher.pair(matcher.by_list(), least_moved)
    matcher.pair(matcher.by_list_and_value(), in_turn)
    # before any edited row: else a neighbour would be taken for a row that went to another list
    matcher.pair(matcher.by_value(), in_turn)
    matcher.set_aside(matcher.copies())
    matcher.pair(matcher.by_gap(), alike)
    matcher.pair(matcher.by_list(), alike)
    if len(lists) > 1:
        matcher.pair(matcher.anywhere(), alike)
    matcher.pair(matcher.by_gap(), _opposite(matcher))
    spots = list(_spots(old for old, _ in lists))
    spots_now = list(_spots(new for _, new in lists))
    return {spots[one]: spots_now[other] for one, other in sorted(matcher.pairs.items())}


def _spots(lists: Iterable[Sequence[Key]]) -> Iterator[Spot]:
    return (
        (number, position) for number, rows in enumerate(lists) for position in range(len(rows))
    )


def _opposite(matcher: RowMatcher[Key]) -> Ranking:
    """Rows of as many as before that share a text, or of whose texts nothing is left."""

    def ranked(group: FreeRows) -> Iterator[Pair]:
        for one, other in in_turn_if_as_many(group):
            codes = matcher.after[other].codes
            if not codes or matcher.before[one].codes & codes:
                yield one, other

    return ranked


def _alike(matcher: RowMatcher[Key]) -> Ranking:
    """Rows that share texts; a text that many rows have counts for little.

    None are looked for where there are too many rows to compare.
    """
    frequency = Counter(code for row in (*matcher.before, *matcher.after) for code in row.codes)

    def weigh(one: int, other: int) -> float | None:
        likeness = _likeness(matcher.before[one], matcher.after[other], frequency)
        return likeness if likeness >= _LEAST_ALIKE else None

    ranked = best_first(weigh)

    def bounded(group: FreeRows) -> Iterable[Pair]:
        is_small = len(group.before) * len(group.after) <= _MOST_COMPARISONS
        return ranked(group) if is_small else ()

    return bounded


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
