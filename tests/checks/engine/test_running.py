"""Findings are told in the order of the document, wherever their places are."""

from __future__ import annotations

from perfreport.basics.addresses import DataPath
from perfreport.checks.engine.running import place_in
from perfreport.kinds.department_targets.model import DepartmentTargets


def test_a_place_that_data_cannot_have_comes_last() -> None:
    budget = place_in(DepartmentTargets, DataPath("预算整体情况", "项目支出"))
    unknown = place_in(DepartmentTargets, DataPath("预算整体情况", "占比"))
    assert budget < unknown < place_in(DepartmentTargets, DataPath("总体绩效目标", 0))
