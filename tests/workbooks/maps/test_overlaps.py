"""Targets whose value says a sign or a unit that has a column of its own."""

from __future__ import annotations

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
