"""Labels merge over equal neighbours, texts are numbered, a second level tells its first."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.blocks.model import Indicator
from perfreport.blocks.printed import Label
from perfreport.blocks.printing import labels, numbered
from perfreport.blocks.taxonomy import LevelOne, LevelTwo, Taxonomy

rows_of_labels = st.lists(st.tuples(*[st.sampled_from("甲乙")] * 3), max_size=12)
TAXONOMY = Taxonomy(
    source="某文件",
    levels_one=(
        LevelOne(name="产出指标", levels_two=(LevelTwo(name="数量指标"), LevelTwo(name="成本"))),
        LevelOne(name="成本指标", levels_two=(LevelTwo(name="成本"),)),
    ),
)


def test_equal_neighbours_merge_into_one_label() -> None:
    merged = labels([("产出", "数量"), ("产出", "数量"), ("产出", "质量"), ("效益", "质量")])
    assert [[label.rows for label in row] for row in merged] == [[3, 2], [0, 0], [0, 1], [1, 1]]


@given(rows_of_labels)
def test_a_label_is_printed_whole_beside_every_row_it_covers(rows: list[tuple[str, ...]]) -> None:
    merged = labels(rows)
    assert [tuple(label.text for label in row) for row in merged] == rows
    for column in range(3):
        covered = 0
        for row in merged:
            assert (row[column].rows == 0) == (covered > 0)
            covered = max(covered, row[column].rows) - 1
        assert covered <= 0


@given(rows_of_labels)
def test_a_label_never_reaches_over_the_end_of_the_one_before_it(
    rows: list[tuple[str, ...]],
) -> None:
    merged = labels(rows)
    for column in range(3):
        runs = [len(list(run)) for _, run in groupby(rows, key=lambda row: row[: column + 1])]
        assert [row[column].rows for row in merged if row[column].rows] == runs


def test_there_may_be_no_rows() -> None:
    assert labels([]) == []


def test_word_is_told_where_a_label_begins_and_goes_on() -> None:
    assert Label("产出", 2).merge == "restart"
    assert Label("产出", 0).merge == "continue"


def test_texts_are_numbered_but_a_single_one_is_not() -> None:
    assert numbered(["甲", "乙"], "一、") == ("一、甲", "二、乙")
    assert numbered(["甲"], "一、") == ("甲",)
    assert numbered([], "一、") == ()


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("效益指标", "数量指标", "效益指标"),
        (None, "数量指标", "产出指标"),
        (None, "成本", "产出指标"),
        (None, "别的", ""),
        (None, None, ""),
    ],
)
def test_a_first_level_is_the_typed_one_or_else_the_first_that_fits(
    one: str | None, two: str | None, found: str
) -> None:
    indicator = Indicator(level_one=one, level_two=two, name="某指标")
    assert TAXONOMY.level_one_of(indicator.level_one, indicator.level_two) == found
