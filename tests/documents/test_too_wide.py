"""Where a number comes from that its form has no room for."""

from __future__ import annotations

import pytest

from perfreport.basics.errors import NumberError
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import understand
from perfreport.documents.rendering import too_wide
from perfreport.forms.registry import FormRegistry
from tests.small_files import PROJECTS, altered

UNIT = "资金使用单位[1].项目"


@pytest.mark.parametrize(
    ("number", "places"),
    [
        ("（95%）", [f"{UNIT}[1].绩效指标[1].实施周期指标值"]),
        ("59.80万元", [f"{UNIT}[1].财政拨款"]),
        ("1,046.00，", [f"{UNIT}[2].财政拨款"]),
        ("13600101", [f"{UNIT}[2].名称"]),
        ("1,105.80", [f"{UNIT}[2].财政拨款"]),
    ],
)
def test_a_number_is_told_by_its_fields_a_sum_by_its_largest_amount(
    number: str, places: list[str]
) -> None:
    source = parse_source(altered(PROJECTS, ("46.00", "1046.00")), "数据.yaml")
    error = too_wide(NumberError(number, 5.5), understand(source, FormRegistry()))
    assert error is not None
    assert [mistake.path.label for mistake in error.mistakes] == places
    assert str(error).startswith("数据.yaml:")


@pytest.mark.parametrize("number", ["1,105.81", "1.2.3", "1" * 300])
def test_what_is_no_sum_of_amounts_is_the_forms_own(number: str) -> None:
    source = parse_source(altered(PROJECTS, ("46.00", "1046.00")))
    assert too_wide(NumberError(number, 5.5), understand(source, FormRegistry())) is None
