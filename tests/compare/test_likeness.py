"""Texts are alike by what they have in common, in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.compare.likeness import alike, likeness, likeness_to_longer

words = st.text("甲乙丙", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "by_both", "by_longer"),
    [
        ("培训人次", "培训人次", 1, 1),
        ("培训人次", "发文数量", 0, 0),
        ("培训人次", "培训人数", 3 / 4, 3 / 4),
        ("实施周期指标值", "年度指标值", 6 / 12, 3 / 7),
        ("", "", 1, 1),
        ("培训", "", 0, 0),
    ],
)
def test_the_share_in_common_is_measured_by_both_lengths_or_the_longer(
    one: str, other: str, by_both: float, by_longer: float
) -> None:
    assert likeness(one, other) == likeness(other, one) == pytest.approx(by_both)
    assert likeness_to_longer(one, other) == pytest.approx(by_longer)


@given(words, st.lists(words, max_size=6), st.sampled_from((0.5, 0.75, 0.8, 0.85, 1.0)))
def test_texts_compared_all_at_once_are_those_that_are_alike_one_by_one(
    text: str, others: list[str], least: float
) -> None:
    one_by_one = [place for place, other in enumerate(others) if likeness(text, other) >= least]
    assert list(alike(text, others, least)) == one_by_one
