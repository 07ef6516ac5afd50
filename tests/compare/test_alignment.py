"""Sequences are aligned at the least cost, and what keeps its order is as much as can be."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from perfreport.compare.alignment import (
    MOST_ITEMS,
    Costs,
    _cheapest,
    _Steps,
    align,
    common_pairs,
    in_order,
    iterations,
    stretches,
)

letters = st.lists(st.sampled_from("甲乙丙"), max_size=7)


@dataclass(frozen=True)
class Piece:
    """A piece of a template that stands for one letter."""

    letter: str
    loops: tuple[object, ...] = ()


UNIT: Costs[Piece, str] = Costs(
    mismatch=lambda piece, letter: 0.0 if piece.letter == letter else inf,
    missing=lambda _: 1.0,
    strange=lambda _: 1.0,
)


@given(letters, letters)
def test_stretches_make_up_both_sequences_by_turns(before: list[str], after: list[str]) -> None:
    found = list(stretches(before, after))
    assert [item for each in found for item in before[each.before]] == before
    assert [item for each in found for item in after[each.after]] == after
    assert all(before[each.before] == after[each.after] for each in found if each.is_common)
    assert all(one.is_common != other.is_common for one, other in pairwise(found))


@given(letters, letters)
def test_as_many_items_as_can_be_are_in_common(before: list[str], after: list[str]) -> None:
    pairs = common_pairs(before, after)
    assert all(before[one] == after[other] for one, other in pairs)
    assert in_order(pairs) == pairs
    assert len(pairs) == longest_common(tuple(before), tuple(after))


def longest_common(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """By trying everything, the slow and obvious way."""

    @cache
    def of(start: int, place: int) -> int:
        if start == len(before) or place == len(after):
            return 0
        if before[start] == after[place]:
            return 1 + of(start + 1, place + 1)
        return max(of(start + 1, place), of(start, place + 1))

    return of(0, 0)


def test_an_inner_round_left_unfinished_counts_in_the_next_round_of_the_outer_loop() -> None:
    outer, inner = object(), object()
    pieces = [
        Piece("甲", (outer,)), Piece("丁", (outer, inner)), Piece("乙", (outer, inner)),
        Piece("丁", (outer, inner)),
    ]  # fmt: skip
    # 丁 is the first of an inner round alone as well, but then 乙 and the other one were missing.
    assert align(pieces, "甲丁乙丁甲丁乙丁", UNIT) == [0, 1, 2, 3, 0, 1, 2, 3]
    costs = [_Steps(pieces, UNIT.missing).between(source, 0) for source in (3, 2, 1)]
    assert costs == [0, 1, 2]


LOOPS: list[tuple[object, ...]] = [(), ("外",), ("外", "内"), ("另",)]
some_pieces = st.lists(
    st.builds(Piece, st.sampled_from("甲乙丙"), st.sampled_from(LOOPS)), max_size=7
)
some_costs = st.dictionaries(
    st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("甲乙丙")),
    st.sampled_from([0.0, 0.125, 0.5, 4.0, inf]),
)


@given(some_pieces, letters, some_costs, st.sampled_from([0.125, 0.5, 3.0]))
def test_nothing_else_is_found_than_where_all_explanations_are_looked_at(
    pieces: list[Piece], things: list[str], likeness: dict[tuple[str, str], float], strange: float
) -> None:
    costs: Costs[Piece, str] = Costs(
        mismatch=lambda piece, letter: likeness.get((piece.letter, letter), 0.0),
        missing=lambda piece: 0.5 if piece.loops else 2.0,
        strange=lambda _: strange,
    )
    steps = _Steps(pieces, costs.missing)
    assert align(pieces, things, costs) == _cheapest(pieces, things, costs, steps, inf)


@given(letters, letters)
def test_a_template_without_loops_is_aligned_as_any_sequence(
    before: list[str], after: list[str]
) -> None:
    taken = align([Piece(letter) for letter in before], after, UNIT)
    assert sum(index is not None for index in taken) == len(common_pairs(before, after))


def test_nothing_is_found_in_common_in_sequences_that_are_too_long() -> None:
    assert common_pairs("甲" * (MOST_ITEMS + 1), "甲") == []


def test_what_is_in_a_loop_comes_again_and_its_rounds_are_counted() -> None:
    loop = object()
    pieces = [Piece("甲"), Piece("乙", (loop,)), Piece("丙", (loop,)), Piece("丁")]
    taken = align(pieces, "甲乙丙乙丙丁", UNIT)
    assert taken == [0, 1, 2, 1, 2, 3]
    assert [counts.get(loop) for counts in iterations(pieces, taken)] == [
        None, 0, 0, 1, 1, None,
    ]  # fmt: skip


def test_what_the_template_has_not_stands_for_nothing() -> None:
    assert align([Piece("甲"), Piece("乙")], "甲戊乙", UNIT) == [0, None, 1]


def test_the_cheaper_of_two_explanations_is_taken() -> None:
    costs: Costs[Piece, str] = Costs(
        mismatch=lambda piece, letter: 0.0 if piece.letter == letter else 1.5,
        missing=lambda _: 1.0,
        strange=lambda _: 1.0,
    )
    assert align([Piece("甲")], "乙", costs) == [0]
    costs = Costs(mismatch=costs.mismatch, missing=lambda _: 0.2, strange=lambda _: 0.2)
    assert align([Piece("甲")], "乙", costs) == [None]


def test_the_fewest_rows_count_as_moved() -> None:
    assert in_order([(0, 3), (1, 0), (2, 1), (3, 2)]) == [(1, 0), (2, 1), (3, 2)]


@given(st.permutations(range(7)))
def test_the_rows_that_stay_are_as_many_as_can_be(order: list[int]) -> None:
    stays = in_order(list(enumerate(order)))
    ends = [end for _, end in stays]
    assert ends == sorted(ends)
    assert len(ends) == longest_ascent(order)


def longest_ascent(order: list[int]) -> int:
    """By trying all starts, the slow and obvious way."""
    lengths: list[int] = []
    for place, end in enumerate(order):
        before = [lengths[other] for other in range(place) if order[other] < end]
        lengths.append(1 + max(before, default=0))
    return max(lengths, default=0)


@given(st.permutations(range(6)))
def test_of_several_such_choices_the_last_rows_come_first_in_the_later_list(
    order: list[int],
) -> None:
    pairs = list(enumerate(order))
    stays = in_order(pairs)
    choices = [list(choice) for choice in combinations(pairs, len(stays)) if ascends(choice)]
    assert stays == min(choices, key=lambda choice: [end for _, end in reversed(choice)])


def ascends(pairs: Sequence[tuple[int, int]]) -> bool:
    return all(one[1] < other[1] for one, other in pairwise(pairs))
