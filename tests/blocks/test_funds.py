"""Money by source that a form divides in another way as well (结构)."""

from __future__ import annotations

from typing import Any

import pytest

from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Amount
from perfreport.blocks.funds import FundsLayout
from perfreport.blocks.printed import printed_fields
from perfreport.blocks.sums import figure

LAYOUT: dict[str, Any] = {
    "栏目": [{"名称": "年初", "英文": "planned"}, {"名称": "全年", "英文": "adjusted"}],
    "来源": [
        {"名称": "财政资金", "英文": "fiscal", "其中": [{"名称": "债券", "英文": "bonds"}]},
        {"名称": "其他资金", "英文": "others"},
    ],
    "结构": [{"名称": "基本支出", "英文": "basic"}, {"名称": "项目支出", "英文": "project"}],
}


def layout(**changes: Any) -> FundsLayout:
    return FundsLayout.model_validate({**LAYOUT, **changes})


def test_templates_see_the_structure_beside_the_sources() -> None:
    names = [field.name for field in printed_fields(layout().view)]
    assert names == ["total", "fiscal", "bonds", "others", "basic", "project"]


def test_each_stage_is_divided_twice() -> None:
    model = layout().model
    assert model.structure == {
        "stated.planned": ("basic.planned", "project.planned"),
        "stated.adjusted": ("basic.adjusted", "project.adjusted"),
    }
    money = model.model_validate(
        [{"来源": "财政资金", "年初": "3"}, {"来源": "项目支出", "年初": "2", "全年": "9"}]
    )
    assert figure(money, "stated.planned") == Amount("3")
    assert figure(money, "stated.adjusted") is None


def test_money_without_a_structure_has_none_to_check() -> None:
    assert layout(结构=[]).model.structure == {}


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({"名称": "其他资金", "英文": "other_money"}, "结构[1].名称"),
        ({"名称": "债券支出", "英文": "bonds"}, "结构[1].英文"),
        ({"名称": "总额", "英文": "total"}, "结构[1].英文"),
        ({"名称": "基本支出", "英文": "Basic"}, "结构[1].英文"),
        ({"名称": "基本支出", "英文": "structure"}, "结构[1].英文"),
        ({"名称": "基本支出", "英文": "yearly"}, "结构[1].英文"),
        ({"名称": "基本支出", "英文": "class"}, "结构[1].英文"),
    ],
)
def test_a_name_of_the_structure_is_its_own(part: dict[str, str], place: str) -> None:
    with pytest.raises(InputError) as refused:
        layout(结构=[part])
    assert [mistake.path.label for mistake in refused.value.mistakes] == [place]
