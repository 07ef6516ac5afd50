"""What forms ask for, field by field, and the examples that blanks show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.data.data_files import parse_source
from perfreport.data.schema import json_schema
from perfreport.data.writing import UnquotedNumber, write
from perfreport.documents.loading import understand
from perfreport.forms.asked import Asked, asked_by, asked_of_class
from tests.filled_blanks import REGISTRY, fields_of

_FIGURES = ("金额", "百分比", "数字", "整数")
_FOR_OTHERS = ("涉密", "涉密说明", "扣分原因")
"""What may not stand beside the rest: a classified part says nothing else."""


def examples(fields: Iterable[Asked], given: dict[str, str]) -> dict[str, Any]:
    """The data that all examples make, in one row of each list."""
    printed = (each for each in fields if each.is_printed and each.key not in _FOR_OTHERS)
    return {each.key: given.get(each.key) or example(each) for each in printed}


def example(each: Asked) -> Any:
    if each.name_of_items:
        items = (part for part in each.parts if part.is_printed)
        return [{each.name_of_items: item.key, **examples(item.parts, {})} for item in items]
    match each.sort:
        case "组":
            return examples(each.parts, {})
        case "表":
            return [examples(each.parts, {})]
        case "条目":
            return [each.example]
    return UnquotedNumber(each.example) if each.sort in _FIGURES else each.example


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_examples_are_such_as_their_fields_take(form_id: str) -> None:
    form = REGISTRY.get(form_id)
    data = examples(asked_by(form), {"文种": form.kind, "版式": form.id})
    assert understand(parse_source(write(data)), REGISTRY).form.id == form_id


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_what_the_schema_demands_is_asked_for(form_id: str) -> None:
    form = REGISTRY.get(form_id)
    demanded = json_schema(form.model, form)["required"]
    asked = {each.key for each in asked_by(form) if each.is_required}
    assert set(demanded) <= asked


@pytest.mark.parametrize(
    ("form_id", "path", "sort", "options"),
    [
        ("shanghai-2026-project-targets", "资金使用单位.项目.附加项.计划开始日期", "日期", None),
        ("national-2020-evaluation-report", "附加项.评价等级", "选择", ("优", "良", "中", "差")),
        ("zhengzhou-transfer-evaluation", "专项.层次", "选择", ("项目", "区域", "整体")),
        ("henan-2022-project-targets", "资金使用单位.项目.绩效指标.涉密", "是否", ("是", "否")),
        ("henan-2022-department-targets", "总体绩效目标", "条目", None),
        ("henan-2022-project-targets", "资金使用单位.项目.绩效目标", "段落", None),
        ("henan-2022-project-targets", "资金使用单位.项目.资金.单位资金.年度", "金额", None),
        ("anhui-2022-department-evaluation", "年度主要任务.执行率", "百分比", None),
        ("sichuan-2023-project-evaluation", "项目.绩效指标.分值", "数字", None),
        ("guangzhou-department-targets", "下属二级单位数", "整数", None),
    ],
)
def test_a_field_is_of_a_sort_and_says_what_it_offers(
    form_id: str, path: str, sort: str, options: tuple[str, ...] | None
) -> None:
    each = fields_of(form_id)[DataPath(*path.split("."))]
    assert each.sort == sort
    assert (each.choices and each.choices.options) == options


def test_levels_are_those_of_the_form_and_rows_begin_with_them() -> None:
    indicators = fields_of("henan-2022-project-targets")[
        DataPath("资金使用单位", "项目", "绩效指标")
    ]
    assert [*indicators.rows] == [
        {"一级": name} for name in ("成本指标", "产出指标", "效益指标", "满意度指标")
    ]
    two = next(each for each in indicators.parts if each.key == "二级")
    assert two.choices
    assert two.choices.by_text["产出指标"] == ("数量指标", "质量指标", "时效指标")
    fixed = fields_of("henan-2022-department-targets")[DataPath("绩效指标")].rows
    assert fixed[0] == {
        "一级": "投入管理指标",
        "二级": "工作目标管理",
        "名称": "年度履职目标相关性",
    }


def test_what_nearly_every_document_has_is_wanted_though_it_may_be_left_out() -> None:
    fields = fields_of("sichuan-2023-project-evaluation")
    actual = fields[DataPath("项目", "绩效指标", "实际完成值")]
    assert (actual.is_required, actual.is_wanted) == (False, True)
    total = fields[DataPath("项目", "总分")]
    assert (total.is_stated, total.is_wanted) == (True, False)


def test_of_a_kind_without_a_form_all_its_own_fields_are_known() -> None:
    keys = [each.key for each in asked_of_class(REGISTRY.class_of("项目支出绩效目标表"))]
    assert keys == ["文种", "版式", "年度", "部门名称", "合计", "资金使用单位"]
