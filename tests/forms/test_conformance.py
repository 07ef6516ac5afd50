"""A document fits its form, or every place that does not is named with what to do."""

from __future__ import annotations

import re

import pytest

import perfreport
from perfreport.basics.errors import InputError
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered, line_with

FIRST = "资金使用单位[1].项目[1]"
SECOND = "资金使用单位[1].项目[2]"
INDICATOR = f"{FIRST}.绩效指标[1]"
LEVELS_TWO = "数量指标、质量指标、时效指标、成本指标、经济效益、社会效益、生态效益、可持续影响"


def mistakes(text: str, *replacements: tuple[str, str]) -> list[str]:
    with pytest.raises(InputError) as caught:
        perfreport.loads(altered(text, *replacements))
    return [f"{mistake.path.label}：{mistake.message}" for mistake in caught.value.mistakes]


@pytest.mark.parametrize("text", [PROJECTS, DEPARTMENT, REPORT])
def test_what_fits_is_loaded(text: str) -> None:
    assert perfreport.loads(text).department == "某某部门"


def test_an_unknown_first_level_is_told_the_nearest_and_all() -> None:
    assert mistakes(PROJECTS, ("产出指标", "产出")) == [
        f"{INDICATOR}.一级：这个版式没有一级指标“产出”，是不是“产出指标”？"
        "可写：产出指标、效益指标、满意度指标"
    ]


def test_an_unknown_second_level_is_told_the_nearest_and_all() -> None:
    assert mistakes(PROJECTS, ("数量指标", "数目指标")) == [
        f"{INDICATOR}.二级：这个版式没有二级指标“数目指标”，是不是“数量指标”？可写：{LEVELS_TWO}、服务对象满意度"
    ]


def test_what_cannot_be_seen_in_the_name_of_a_level_is_named() -> None:
    assert mistakes(PROJECTS, ("数量指标", "数量\u200b指标")) == [
        f"{INDICATOR}.二级：“数量\u200b指标”的第 3 个字是零宽空格（U+200B），看不见，请删去"
    ]


def test_a_second_level_under_another_first_is_no_mistake() -> None:
    text = altered(PROJECTS, ("产出指标", "效益指标"))
    assert perfreport.loads(text).department == "某某部门"


def test_a_name_that_a_level_also_goes_by_is_no_mistake() -> None:
    assert perfreport.loads(altered(PROJECTS, ("社会效益", "社会效益指标")))


@pytest.mark.parametrize("key", ["一级: 产出指标, ", "二级: 数量指标, ", "实施周期指标值: 95%, "])
def test_what_the_form_prints_of_an_indicator_must_be_there(key: str) -> None:
    field = key.partition(":")[0]
    assert mistakes(PROJECTS, (key, "")) == [f"{INDICATOR}.{field}：这个版式要印这一项，请补上"]


def test_an_indicator_without_levels_is_told_so_once_for_each() -> None:
    assert mistakes(PROJECTS, ("一级: 产出指标, 二级: 数量指标, ", "")) == [
        f"{INDICATOR}.一级：这个版式要印这一项，请补上",
        f"{INDICATOR}.二级：这个版式要印这一项，请补上",
    ]


def test_a_first_level_may_be_left_out_where_the_second_tells_it() -> None:
    assert perfreport.loads(altered(DEPARTMENT, ("一级: 产出指标, ", "")))


def test_a_classified_indicator_needs_no_values_but_everything_else() -> None:
    indicator = f"{SECOND}.绩效指标[1]"
    assert mistakes(PROJECTS, ("二级: 社会效益, ", "")) == [
        f"{indicator}.二级：这个版式要印这一项，请补上"
    ]


def test_a_classified_indicator_with_a_value_is_refused_for_it_would_be_lost() -> None:
    assert mistakes(PROJECTS, ("名称: 宣传效率, ", "名称: 宣传效率, 年度指标值: 98%, ")) == [
        f"{SECOND}.绩效指标[1].年度指标值：涉密指标的值按统一用语印出，请删去这一项"
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            "        绩效目标: 聘请编外人员。\n",
            "绩效目标：缺这一项，请补上；涉密项目请写“涉密: true”",
        ),
        (
            PROJECTS[PROJECTS.index("        绩效指标") : PROJECTS.index('      - 名称: "')],
            "绩效指标：缺这一项，请补上",  # this form wants them of a classified project too
        ),
    ],
)
def test_a_project_that_is_not_classified_has_goal_and_indicators(lines: str, told: str) -> None:
    assert mistakes(PROJECTS, (lines, "")) == [f"{FIRST}.{told}"]


def test_a_form_that_lets_a_classified_project_go_without_indicators_says_so() -> None:
    text = altered(
        PROJECTS,
        ("guangzhou-district-project-targets", "guangzhou-project-targets"),
        (PROJECTS[PROJECTS.index("        绩效指标") : PROJECTS.index('      - 名称: "')], ""),
    )
    assert f"{FIRST}.绩效指标：缺这一项，请补上；涉密项目请写“涉密: true”" in mistakes(text)


def test_a_classified_project_has_no_goal_of_its_own() -> None:
    text = ("        涉密: true\n", "        涉密: true\n        绩效目标: 某事。\n")
    assert mistakes(PROJECTS, text) == [
        f"{SECOND}.绩效目标：涉密项目的绩效目标按统一说明印出，请删去这一项"
    ]


def test_a_statement_is_one_of_the_form() -> None:
    text = ("        涉密: true\n", "        涉密: true\n        涉密说明: 别的\n")
    assert mistakes(PROJECTS, text) == [
        f"{SECOND}.涉密说明：这个版式没有“别的”的说明，可写：保密法、预算编制要求"
    ]


def test_a_statement_is_for_classified_projects() -> None:
    text = ("        绩效目标: 聘", "        涉密说明: 保密法\n        绩效目标: 聘")
    assert mistakes(PROJECTS, text) == [
        f"{FIRST}.涉密说明：项目没有写“涉密: true”，请补上或删去这一项"
    ]


def test_a_classified_project_has_indicators_where_the_form_has_none_for_it() -> None:
    end = PROJECTS[PROJECTS.rindex("        绩效指标") :]
    assert mistakes(PROJECTS, (end, "")) == [
        f"{SECOND}.绩效指标：这个版式的涉密项目也要写绩效指标，请补上"
    ]


def test_an_amount_has_no_more_decimals_than_are_printed() -> None:
    assert mistakes(PROJECTS, ("59.80", "59.803")) == [
        f"{FIRST}.财政拨款：“59.803”有 3 位小数，版式只印 2 位，请先取舍"
    ]


def test_an_amount_in_another_unit_is_converted_and_rounded() -> None:
    assert perfreport.loads(altered(PROJECTS, ("59.80", "598030元")))


@pytest.mark.parametrize(
    ("text", "form", "place", "others"),
    [
        (
            DEPARTMENT,
            "guangzhou-department-targets",
            "下属二级单位数",
            ["guangzhou-district-department-targets"],
        ),
        (
            PROJECTS,
            "guangzhou-project-targets",
            f"{INDICATOR}.实施周期指标值",
            [
                "guangzhou-district-project-targets",
                "henan-bond-project-targets",
                "zhengzhou-project-targets",
            ],
        ),
    ],
)
def test_what_a_form_has_no_place_for_is_refused_with_the_forms_that_have_one(
    text: str, form: str, place: str, others: list[str]
) -> None:
    with pytest.raises(InputError) as caught:
        perfreport.loads(text, form=form)
    (told,) = [each.message for each in caught.value.mistakes if each.path.label == place]
    advice, forms = told.removesuffix("）").split("（")
    assert advice == f"版式 {form} 没有这一项的位置，请删去，或换用有此项的版式"
    assert re.split("、|或", forms) == others


def test_misfits_are_placed_in_the_file() -> None:
    text = altered(PROJECTS, ("59.80", "59.803"), ("数量指标", "数目指标"))
    with pytest.raises(InputError) as caught:
        perfreport.loads(text)
    lines = [mistake.line for mistake in caught.value.mistakes]
    assert lines == [line_with(text, "59.803"), line_with(text, "数目指标")]


@pytest.mark.parametrize("part", ["计算符号: ≥", "度量单位: 人"])
def test_parts_of_a_target_go_into_it(part: str) -> None:
    told = mistakes(PROJECTS, (" 年度指标值: 90%", f" 年度指标值: 90%, {part}"))
    (message,) = [each for each in told if part.split(":")[0] in each]
    assert message.endswith("没有这一项的位置，请写进“年度指标值”，如 ≥12座")


def test_the_nearest_key_that_a_form_prints_is_told() -> None:
    told = mistakes(PROJECTS, (" 年度指标值: 90%", " 指标值: 90%"))
    (message,) = [each for each in told if each.startswith(f"{INDICATOR}.指标值：")]
    assert "没有这一项的位置，是不是“年度指标值”？请删去" in message
