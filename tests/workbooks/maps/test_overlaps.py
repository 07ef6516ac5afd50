"""Targets whose value says a sign or a unit that has a column of its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.blocks.walk import value_at
from perfreport.documents.mapping import document_of
from tests.workbooks.maps.sample_sheets import REGISTRY, book, read, shipped

MAP = shipped("integrated-monitoring")
HEADS = tuple(each.heading for each in MAP.blocks[0].columns)
FORM = "henan-project-monitoring"


def target(sign: str | None, value: str, unit: str | None, form: str | None = FORM) -> object:
    row = ("产出指标", "数量指标", "维修", sign, value, unit, "10", "确定能", None)
    workbook = read(book([HEADS, row], name="监控"))
    found = document_of(workbook, MAP, REGISTRY, form, name="泵站").document
    return value_at(found, DataPath("项目", 0, "绩效指标", 0, "年度指标值"))


@pytest.mark.parametrize(
    ("sign", "value", "unit", "told"),
    [
        ("≥", "≥18", "个", "≥18个"),
        (None, "≥18", "个", "≥18个"),
        (None, ">=18", "个", "≥18个"),
        ("≥", "≥１８", "个", "≥18个"),
        ("≥", "18个", "个", "≥18个"),
        ("≥", "18个", None, "≥18个"),
        ("≥", "不低于18%", None, "≥18%"),
        ("≤", "不超过18％", "%", "≤18%"),
        (None, "18个", None, "18个"),
        (None, "不低于18%", None, "不低于18%"),
        ("≥", "18", "个", "≥18个"),
        ("定性", "明显提升", None, "明显提升"),
    ],
)
def test_nothing_is_doubled_or_lost(
    sign: str | None, value: str, unit: str | None, told: str
) -> None:
    assert target(sign, value, unit) == told


def test_without_a_form_the_number_stands_alone() -> None:
    assert target("≥", "≥18个", "个", None) == "18"


@pytest.mark.parametrize("form", [None, FORM])
@pytest.mark.parametrize(
    ("sign", "value", "unit"),
    [("≥", "≤18", "个"), ("≥", "不超过18", "个"), ("定性", "≥18", "个")],
)
def test_contradictions_are_told_at_the_cell(
    sign: str, value: str, unit: str, form: str | None
) -> None:
    with pytest.raises(InputError, match=f"监控!E2：.*写的是“{value}”"):
        target(sign, value, unit, form)


def test_another_unit_is_told_where_it_would_be_lost() -> None:
    with pytest.raises(InputError, match="监控!E2：写的是“18座”，单位一列却是“个”"):
        target("≥", "18座", "个")
    assert target("≥", "18座", "个", None) == "18座"


def _refused(heads: Sequence[str], sign: str) -> str:
    row = ("产出指标", "数量指标", "维修", sign, 9, "座", 8, "确定能", None)
    workbook = read(book([heads, row, row], name="监控"))
    with pytest.raises(InputError) as caught:
        document_of(workbook, MAP, REGISTRY, FORM, name="甲")
    return str(caught.value)


def test_a_sign_that_no_form_knows_is_told_at_its_cell() -> None:
    assert _refused(HEADS, "约").split("\n") == [
        f"表.xlsx：监控!D{row}：“约”写不进“年度指标值”，请改成 ≥、≤、＝、＞、＜ 或定性"
        for row in (2, 3)
    ]


def test_a_renamed_heading_of_the_values_is_told_once() -> None:
    heads = [each.replace("年度指标值", "数") for each in HEADS]
    assert _refused(heads, "≥") == (
        "表.xlsx：工作表“监控”“绩效指标”的表头（第 1 行）没有“年度指标值”，"
        "符号和单位无处可放；请改好列名"
    )
