"""What places of a view are called, and what they follow from."""

from __future__ import annotations

import pytest

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.places import basis_of, place_of
from perfreport.forms.registry import FormRegistry

FORM = FormRegistry().get("guangzhou-self-evaluation")


@pytest.mark.parametrize(
    ("path", "place", "basis"),
    [
        (("title_lines",), "标题", "由年度、部门名称按版式写成"),
        (("title_lines", "year"), "标题.年度", "由年度、部门名称按版式写成"),
        (("title_lines", "department"), "标题.部门名称", "由年度、部门名称按版式写成"),
        (
            ("expenditure", "total", "final"),
            "部门整体支出.总计.决算数",
            "基本支出与项目支出之和",
        ),
        (
            ("final_account", "final"),
            "预算支出情况.决算数",
            "取自部门整体支出决算表，执行率为决算数除以全年预算数",
        ),
        (
            ("scale", "basic"),
            "支出规模情况.基本支出",
            "取自部门整体支出决算表，占比为各项除以决算支出",
        ),
        (("revenue", "total"), "预算收入情况.总计", "各科目预算收入之和"),
        (("scores", 3, "rate"), "管理效率自评得分[4].得分率", "得分除以分值"),
    ],
)
def test_a_place_has_a_name_and_a_basis(
    path: tuple[str | int, ...], place: str, basis: str
) -> None:
    source = ViewPath(*path)
    assert (place_of(source, FORM), basis_of(source, FORM)) == (place, basis)
