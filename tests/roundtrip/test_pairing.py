"""Rows of an edited list are found again, wherever they went."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from perfreport.roundtrip.changes import Key, paired

A, B, C, D = (Key(tuple(f"{name}{number}" for number in range(4))) for name in "abcd")
A_EDITED = Key(("xx", *A.texts[1:]))


def found(old: Sequence[Key], new: Sequence[Key]) -> dict[int, int]:
    """Where the rows of one list are."""
    return {i: j for (_, i), (_, j) in paired([(old, new)]).items()}


def test_equal_rows_belong_together_in_whatever_order() -> None:
    assert found([A, B, C], [C, A, B]) == {0: 1, 1: 2, 2: 0}


def test_an_edited_row_is_the_one_it_is_most_alike() -> None:
    assert found([A, B], [B, A_EDITED]) == {0: 1, 1: 0}


def test_a_new_row_in_the_place_of_another_is_not_that_one() -> None:
    assert found([A, B, C], [A, D, C]) == {0: 0, 2: 2}


def test_of_two_equal_rows_one_is_new() -> None:
    assert found([A, B], [A, A, B]) in ({0: 0, 1: 2}, {0: 1, 1: 2})


def test_a_row_is_known_by_what_it_says_itself_when_the_rows_under_it_went_elsewhere() -> None:
    first, second = Key(("one", "1.00"), ("a", "b", "c")), Key(("two", "2.00"), ("d",))
    left, full = Key(("one", "1.00"), ("c",)), Key(("xx", "2.00"), ("d", "a", "b"))
    assert found([first, second], [left, full]) == {0: 0, 1: 1}


def test_a_row_that_was_typed_anew_is_known_by_the_rows_under_it() -> None:
    first, second = Key(("one", "1.00"), ("a", "b")), Key(("two", "2.00"), ("c",))
    assert found([first, second], [second, Key(("xx", "yy"), ("a", "b"))]) == {0: 1, 1: 0}


def test_a_row_that_went_to_another_list_is_no_edited_row_of_that() -> None:
    kept, gone = Key(("kept", "1.00")), Key(("gone", "1.00"))
    assert paired([([A, kept], [A]), ([gone], [kept])]) == {(0, 0): (0, 0), (0, 1): (1, 0)}


def test_a_row_that_was_edited_and_went_to_another_list_is_found() -> None:
    assert paired([([A, B], [B]), ([C], [C, A_EDITED])]) == {
        (0, 0): (1, 1), (0, 1): (0, 0), (1, 0): (1, 0),
    }  # fmt: skip


def test_a_copied_row_is_no_edited_row_in_the_place_of_one_that_was_removed() -> None:
    removed = Key((*D.texts, "a1"))
    assert found([B, A, removed], [B, A, A]) == {0: 0, 1: 1}


def test_rows_that_share_little_belong_together_where_they_stand_opposite_each_other() -> None:
    little = Key((*D.texts, "a1"))
    assert found([B, A, C], [B, little, C]) == {0: 0, 1: 1, 2: 2}
    assert found([B, A, A_EDITED, C], [B, little, C]) == {0: 0, 3: 2}


def test_very_long_lists_are_paired_row_by_equal_row() -> None:
    rows = [A, B] * 6_000
    assert found(rows, [C, *rows]) == {i: i + 1 for i in range(len(rows))}


@given(rows=st.lists(st.sampled_from([A, B, C, D, A_EDITED]), max_size=12), data=st.data())
def test_no_row_is_lost_in_a_list_that_was_shuffled(rows: list[Key], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    pairs = found(rows, shuffled)
    assert sorted(pairs) == sorted(pairs.values()) == list(range(len(rows)))
    assert all(rows[i] == shuffled[j] for i, j in pairs.items())
