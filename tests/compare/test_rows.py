"""Rows are recognised by what they are called and what they say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from perfreport.blocks.model import Indicator
from perfreport.compare.rows import Alignment, align_rows


def named(*names: str) -> list[Indicator]:
    return [Indicator(name=name, annual_value="95%以上") for name in names]


def untouched(alignment: Alignment) -> bool:
    return not (alignment.moved or alignment.removed or alignment.added)


def test_an_edited_row_is_known_by_its_name() -> None:
    before = [Indicator(name="培训人次", annual_value="不少于100人次")]
    after = [Indicator(name="培训人次", annual_value="3期")]
    assert align_rows(before, after).pairs == ((0, 0),)


def test_a_renamed_row_is_known_by_what_it_says() -> None:
    alignment = align_rows(named("培训人次", "发文数量"), named("培训人数", "发文数量"))
    assert alignment.pairs == ((0, 0), (1, 1))
    assert untouched(alignment)


def test_a_row_in_the_middle_is_added() -> None:
    alignment = align_rows(named("甲一", "乙二"), named("甲一", "丙三", "乙二"))
    assert (alignment.added, alignment.removed, alignment.moved) == ((1,), (), frozenset())


def test_a_row_in_the_middle_is_removed() -> None:
    alignment = align_rows(named("甲一", "丙三", "乙二"), named("甲一", "乙二"))
    assert (alignment.added, alignment.removed, alignment.moved) == ((), (1,), frozenset())


def test_a_row_that_goes_to_the_end_moves_alone() -> None:
    alignment = align_rows(named("甲", "乙", "丙", "丁"), named("乙", "丙", "丁", "甲"))
    assert alignment.moved == {(0, 3)}


def test_a_duplicate_is_added_beside_its_original() -> None:
    alignment = align_rows(named("甲", "乙"), named("甲", "乙", "乙"))
    assert (alignment.pairs, alignment.added) == (((0, 0), (1, 1)), (2,))


def test_of_two_namesakes_the_more_alike_belong_together() -> None:
    before = [Indicator(name="满意度", annual_value=value) for value in ("90%", "不低于八成五")]
    after = [Indicator(name="满意度", annual_value="不低于八成")]
    assert align_rows(before, after).pairs == ((1, 0),)


def test_a_row_that_shares_nothing_is_another_row() -> None:
    before = [Indicator(name="培训人次", annual_value="不少于100人次")]
    after = [Indicator(name="资金支付及时率", annual_value="95%")]
    assert (align_rows(before, after).removed, align_rows(before, after).added) == ((0,), (0,))


def test_an_edited_paragraph_between_others_is_the_same_paragraph() -> None:
    before = ["一、开展调研。", "二、举办培训班三期。", "三、其他工作。"]
    after = ["一、开展调研。", "二、举办培训班五期以上。", "三、其他工作。"]
    assert untouched(align_rows(before, after))


@given(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8), st.permutations(range(8)))
def test_rows_in_another_order_are_only_moved(rows: list[str], order: list[int]) -> None:
    after = [rows[place] for place in order if place < len(rows)]
    alignment = align_rows(rows, after)
    assert not alignment.removed
    assert not alignment.added
    assert all(rows[one] == after[other] for one, other in alignment.pairs)


@given(
    st.lists(st.sampled_from("甲乙丙"), max_size=8), st.lists(st.sampled_from("甲乙丙"), max_size=8)
)
def test_every_row_is_accounted_for(before: list[str], after: list[str]) -> None:
    alignment = align_rows(before, after)
    ones = [one for one, _ in alignment.pairs] + list(alignment.removed)
    others = [other for _, other in alignment.pairs] + list(alignment.added)
    assert sorted(ones) == list(range(len(before)))
    assert sorted(others) == list(range(len(after)))
