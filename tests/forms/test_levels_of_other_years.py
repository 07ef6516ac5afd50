"""An indicator with a level of another year's taxonomy is told where it belongs in this one's."""

from __future__ import annotations

import pytest

import perfreport
from perfreport.basics.errors import InputError, Mistake
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.data.data_files import parse_source
from perfreport.data.examining import validate_whole
from perfreport.forms.registry import FormRegistry
from tests.kinds.evaluation.test_by_hand import PUMPS
from tests.small_files import altered

OF_2020 = PUMPS.format(scheme="mof-2020-10", completed="否")
OF_2021 = """\
文种: 项目支出绩效目标表
版式: henan-2022-project-targets
年度: 2024
部门名称: 某省水利厅
资金使用单位:
  - 名称: 某省防汛站
    项目:
      - 名称: 水旱灾害防御
        资金: [{来源: 政府预算资金, 年度: 120.00}]
        绩效目标: 保障安全度汛。
        绩效指标:
          - {一级: 产出指标, 二级: 数量指标, 名称: 维修泵站数量, 指标值: 12座}
"""


def told(text: str, *changes: tuple[str, str]) -> dict[str, Mistake]:
    with pytest.raises(InputError) as refused:
        perfreport.loads(altered(text, *changes))
    return {str(each.path[-1]): each for each in refused.value.mistakes}


def test_costs_are_a_second_level_by_the_rules_of_2020() -> None:
    found = told(OF_2020, ("一级: 产出指标", "一级: 成本指标"), ("数量指标", "经济成本指标"))
    assert (
        found["一级"].message
        == "这个版式的“成本指标”是二级指标，请写 一级: 产出指标，二级: 成本指标"
    )
    assert "请写 一级: 产出指标，二级: 成本指标" in found["二级"].message
    assert "财预〔2021〕101号" in found["二级"].message
    assert found["二级"].line == 17


# Its only form so far takes second levels of one's own: it cannot refuse, and checks ask.
def test_the_guide_of_2021_has_no_lasting_effects() -> None:
    text = altered(OF_2021, ("一级: 产出指标", "一级: 效益指标"), ("数量指标", "可持续影响指标"))
    (found,) = perfreport.check(perfreport.loads(text))
    assert (found.code, found.path[-1]) == ("IND-004", "二级")
    assert found.advice.startswith("请列入经济效益、社会效益或生态效益指标")


def test_a_first_level_where_a_second_belongs_is_told() -> None:
    found = told(OF_2020, ("数量指标", "满意度指标"))
    assert found["二级"].message == (
        "这个版式的“满意度指标”是一级指标，它的二级指标可写：服务对象满意度指标"
    )


def test_a_slip_of_the_pen_is_still_told_as_one() -> None:
    found = told(OF_2020, ("数量指标", "数里指标"))
    assert "是不是“数量指标”？" in found["二级"].message


@pytest.mark.parametrize("form_id", FormRegistry().ids)
def test_no_form_says_of_its_own_levels_that_they_are_of_another_year(form_id: str) -> None:
    taxonomy = FormRegistry().get(form_id).levels
    if taxonomy is not None:
        others = {name for each in taxonomy.of_others for name in each.names}
        assert not others & {*taxonomy.names}


def test_a_taxonomy_cannot_have_what_it_says_it_has_not() -> None:
    text = (
        "依据: 某\n一级:\n  - {名称: 产出指标, 二级: [{名称: 数量指标}]}\n"
        "不用: [{名称: [质量指标, 数量指标], 改法: 请删去}]\n"
    )
    with pytest.raises(InputError, match="“数量指标”是这套体系里的"):
        validate_whole(parse_source(text), Taxonomy)
