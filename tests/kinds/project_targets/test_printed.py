"""The list of projects as printed: blank where there is no money, indicators in one cell."""

from __future__ import annotations

from perfreport.kinds.project_targets.printed import ProjectTargetsView
from tests.kinds.views import view_of
from tests.small_files import PROJECTS, altered

CITY = (
    ("guangzhou-district-project-targets", "guangzhou-project-targets"),
    (", 二级: 数量指标", ""),
    (", 二级: 社会效益", ""),
    (", 实施周期指标值: 95%", ""),
)
FIRST = "          - {一级: 产出指标, 名称: 到位率, 年度指标值: 90%}\n"


def view(text: str) -> ProjectTargetsView:
    made = view_of(text)
    assert isinstance(made, ProjectTargetsView)
    return made


def city(*further: str) -> tuple[str, ...]:
    """The indicator cell of the first project on the city's form, with further indicators."""
    more = "".join(f"          - {{{each}}}\n" for each in further)
    text = altered(altered(PROJECTS, *CITY), (FIRST, FIRST + more))
    return view(text).units[0].projects[0].indicators


def test_sums_are_computed_and_missing_money_is_blank() -> None:
    made = view(PROJECTS)
    assert made.funds == ("105.80", "105.80", "", "")
    assert made.units[0].funds == made.funds
    assert made.units[0].projects[0].funds == ("59.80", "59.80", "", "")


def test_zero_money_is_printed_as_typed() -> None:
    made = view(altered(PROJECTS, ("财政拨款: 59.80", "财政拨款: 0")))
    assert made.units[0].projects[0].funds.appropriation == "0.00"


def test_the_district_writes_levels_with_their_codes_in_one_paragraph() -> None:
    made = view(PROJECTS)
    assert made.units[0].projects[0].indicators == (
        "1、1-产出指标；11-数量指标；到位率；实施周期指标值:95%；年度指标值:90%。",
    )


def test_a_code_that_was_typed_stands_before_the_one_of_the_taxonomy() -> None:
    made = view(altered(PROJECTS, ("二级: 数量指标", "二级: 数量指标, 二级编码: 12")))
    assert "；12-数量指标；" in made.units[0].projects[0].indicators[0]


def test_a_level_is_printed_by_the_name_that_was_typed_with_the_code_of_its_own() -> None:
    made = view(altered(PROJECTS, ("二级: 社会效益", "二级: 社会效益指标")))
    assert "2-效益指标；22-社会效益指标；" in made.units[0].projects[1].indicators[0]


def test_a_level_under_another_first_keeps_its_code() -> None:
    made = view(altered(PROJECTS, ("一级: 产出指标", "一级: 效益指标")))
    assert "2-效益指标；11-数量指标；" in made.units[0].projects[0].indicators[0]


def test_a_classified_project_has_the_statement_for_its_goal() -> None:
    made = view(PROJECTS)
    assert made.units[0].projects[1].goal == (
        "涉密项目。按照保密法及其实施条例相关规定，不对外公开。",
    )
    assert "年度指标值:保密项目。" in made.units[0].projects[1].indicators[0]


def test_a_classified_project_without_indicators_has_those_of_the_statement() -> None:
    text = altered(PROJECTS, *CITY)
    text = text[: text.rindex("        绩效指标")]
    assert view(text).units[0].projects[1].indicators == (
        "产出指标：保密项目，年度指标值：保密项目。",
    )


def test_a_statement_is_chosen_by_its_name() -> None:
    text = altered(
        PROJECTS,
        ("涉密: true\n        绩", "涉密: true\n        涉密说明: 预算编制要求\n        绩"),
    )
    assert view(text).units[0].projects[1].goal[0].startswith("涉密项目。按照预算编制要求")


def test_the_city_groups_by_first_level_and_numbers_neither_one_group_nor_one_item() -> None:
    assert city() == ("产出指标：到位率，年度指标值：90%。",)


def test_the_city_numbers_the_items_of_a_group() -> None:
    assert city("一级: 产出指标, 名称: 合格率, 年度指标值: 95%") == (
        "产出指标：",
        "1.到位率，年度指标值：90%。",
        "2.合格率，年度指标值：95%。",
    )


def test_the_city_numbers_several_groups() -> None:
    assert city("一级: 满意度指标, 名称: 满意率, 年度指标值: 95%") == (
        "一、产出指标：到位率，年度指标值：90%。",
        "二、满意度指标：满意率，年度指标值：95%。",
    )
