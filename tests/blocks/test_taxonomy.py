"""Indicators are known by their names and by the names they also go by."""

from __future__ import annotations

import pytest

from perfreport.blocks.taxonomy import LevelOne, LevelTwo, Taxonomy

TAXONOMY = Taxonomy(
    source="某文件",
    levels_one=(
        LevelOne(name="产出指标", levels_two=(LevelTwo(name="数量指标"), LevelTwo(name="成本"))),
        LevelOne(
            name="效益指标",
            aliases=("效果指标",),
            levels_two=(
                LevelTwo(name="社会效益", aliases=("社会效益类",)),
                LevelTwo(name="成本"),
            ),
        ),
    ),
)


@pytest.mark.parametrize("name", ["效益指标", "效果指标"])
def test_a_first_level_is_found_by_any_of_its_names(name: str) -> None:
    assert TAXONOMY.level_one(name) is TAXONOMY.levels_one[1]


@pytest.mark.parametrize("name", ["社会效益", "社会效益类"])
def test_a_second_level_is_found_under_its_first(name: str) -> None:
    assert TAXONOMY.parents_of(name) == (TAXONOMY.levels_one[1],)
    assert TAXONOMY.levels_one[1].level_two(name) is TAXONOMY.levels_one[1].levels_two[0]


def test_a_second_level_may_stand_under_several_first_ones() -> None:
    assert TAXONOMY.parents_of("成本") == TAXONOMY.levels_one


def test_an_unknown_name_is_found_nowhere() -> None:
    assert TAXONOMY.level_one("过程指标") is None
    assert TAXONOMY.parents_of("时效指标") == ()


def test_the_names_of_second_levels_are_listed_in_their_order() -> None:
    assert TAXONOMY.level_two_names == ("数量指标", "成本", "社会效益", "成本")
