"""The engine that pairs rows: steps, groups and rankings."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from perfreport.compare.matching import (
    Groups,
    RowMatcher,
    best_first,
    in_turn,
    in_turn_if_as_many,
)

rows = st.lists(st.sampled_from("甲乙丙"), max_size=6)


def matcher_of(*lists: tuple[str, str], may_repeat: bool = False) -> RowMatcher[str]:
    """Of lists of rows of one letter each."""
    return RowMatcher(lists, may_repeat=may_repeat)


def letters(matcher: RowMatcher[str], groups: Groups) -> list[tuple[str, str]]:
    """What the rows of ``groups`` say."""
    return [
        (
            "".join(matcher.before[one] for one in group.before),
            "".join(matcher.after[other] for other in group.after),
        )
        for group in groups
    ]


def test_a_step_leaves_alone_what_was_paired_before() -> None:
    matcher = matcher_of(("甲乙", "乙甲"))
    assert matcher.pair(matcher.by_value(), in_turn) == [(0, 1), (1, 0)]
    assert matcher.pair(matcher.anywhere(), in_turn) == []


def test_rows_that_were_parted_are_free_again() -> None:
    matcher = matcher_of(("甲", "乙"))
    matcher.pair(matcher.anywhere(), in_turn)
    matcher.part([(0, 0)])
    assert (matcher.free_before(), matcher.free_after()) == ([0], [0])


def test_copies_are_what_is_left_of_rows_that_are_there_more_often_than_before() -> None:
    matcher = matcher_of(("甲乙", "甲甲丙"))
    matcher.pair(matcher.by_value(), in_turn)
    assert matcher.copies() == [1]


def test_a_row_that_was_set_aside_is_not_paired() -> None:
    matcher = matcher_of(("甲", "甲甲"))
    matcher.set_aside([0])
    assert matcher.pair(matcher.by_value(), in_turn) == [(0, 1)]


def test_a_row_may_be_what_several_were_only_where_that_was_said() -> None:
    for may_repeat, pairs in ((False, [(0, 0)]), (True, [(0, 0), (1, 0)])):
        matcher = matcher_of(("甲甲", "甲"), may_repeat=may_repeat)
        assert matcher.pair(matcher.anywhere(), best_first(lambda *_: 1.0)) == pairs


def test_groups_are_of_free_rows_that_have_something_in_common() -> None:
    matcher = matcher_of(("甲乙", "甲丙"), ("丙", "乙"))
    assert letters(matcher, matcher.by_list()) == [("甲乙", "甲丙"), ("丙", "乙")]
    assert letters(matcher, matcher.by_list_and_value()) == [("甲", "甲")]
    assert letters(matcher, matcher.by_value()) == [("甲", "甲"), ("乙", "乙"), ("丙", "丙")]
    assert letters(matcher, matcher.anywhere()) == [("甲乙丙", "甲丙乙")]


def test_rows_without_a_key_are_in_no_group() -> None:
    matcher = matcher_of(("甲乙", "甲乙"))
    keys = {"甲": "key"}
    assert letters(matcher, matcher.by_key(keys.get)) == [("甲", "甲")]


def test_a_gap_is_what_stands_between_two_rows_that_stayed_in_one_list() -> None:
    matcher = matcher_of(("甲乙丙丁", "甲戊丙己"), ("庚", "辛"))
    matcher.pair(matcher.by_list(), matcher.in_place)
    assert letters(matcher, matcher.by_gap()) == [("乙", "戊"), ("丁", "己"), ("庚", "辛")]


def test_a_row_that_went_to_another_list_does_not_stay() -> None:
    matcher = matcher_of(("甲乙", "乙"), ("丙", "丙甲"))
    matcher.pair(matcher.by_value(), in_turn)
    assert matcher.stays() == [(1, 0), (2, 1)]


def test_the_most_alike_go_first_then_the_most_nearly_opposite() -> None:
    matcher = matcher_of(("甲甲", "甲甲"))
    likeness = {(0, 1): 0.9, (1, 0): 0.1}
    step = best_first(lambda one, other: likeness.get((one, other), 0.5))
    assert matcher.pair(matcher.anywhere(), step) == [(0, 1), (1, 0)]
    matcher = matcher_of(("甲甲", "甲甲"))
    assert matcher.pair(matcher.anywhere(), best_first(lambda *_: 0.5)) == [(0, 0), (1, 1)]


def test_only_so_many_pairs_are_weighed_as_was_said() -> None:
    weighed: list[tuple[int, int]] = []
    matcher = matcher_of(("甲" * 50, "甲" * 50))
    matcher.pair(matcher.anywhere(), best_first(lambda *pair: weighed.append(pair), most=1_000))
    assert len(weighed) <= 1_000
    assert all(abs(one - other) <= 10 for one, other in weighed)


def test_rows_in_turn_are_paired_as_far_as_there_are_others_or_not_at_all() -> None:
    for ranking, pairs in ((in_turn, [(0, 0)]), (in_turn_if_as_many, [])):
        matcher = matcher_of(("甲", "乙丙"))
        assert matcher.pair(matcher.anywhere(), ranking) == pairs


@given(rows, rows)
def test_the_longest_run_keeps_its_order_and_equal_rows_all_find_another(
    before: Iterable[str], after: Iterable[str]
) -> None:
    matcher = matcher_of(("".join(before), "".join(after)))
    run = matcher.pair(matcher.anywhere(), matcher.longest_run)
    assert [other for _, other in run] == sorted(other for _, other in run)
    matcher.pair(matcher.by_value(), in_turn)
    assert all(matcher.before[one] == matcher.after[other] for one, other in matcher.pairs.items())
    left = {matcher.before[one] for one in matcher.free_before()}
    assert left.isdisjoint(matcher.after[other] for other in matcher.free_after())
