"""The forms of 部门整体预算绩效目标申报表."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel

from perfreport.blocks.fields import key
from perfreport.blocks.form import RequiredLevels
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Indicator
from perfreport.blocks.printed import Group, Rows
from perfreport.blocks.withheld import Withheld
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.department_targets.printed import DepartmentTargetsView
from perfreport.kinds.department_targets.wording import DepartmentTargetsWording


class DepartmentTargetsForm(IndicatorForm):
    """A form of 部门整体预算绩效目标申报表."""

    kind_id: ClassVar = "department-targets"
    base_model: ClassVar = DepartmentTargets
    base_view: ClassVar = DepartmentTargetsView

    kind: Annotated[Literal["部门整体预算绩效目标申报表"], key("文种", "文种")]
    wording: Annotated[DepartmentTargetsWording, key("用语", "各句的写法；或共用的编号")] = (
        DepartmentTargetsWording()
    )
    required_levels: Annotated[
        RequiredLevels | None, key("必备一级", "每份申报表都要有指标的一级指标；不写则不查")
    ] = None

    def shows(self, model: type[BaseModel]) -> Mapping[str, Any]:
        """Indicators with the columns that the form names."""
        shown = dict(super().shows(model))
        if issubclass(model, DepartmentTargets) and self.funds:
            shown["funds"] = Annotated[self.funds.view, Group("sources", label="资金")]
        if issubclass(model, DepartmentTargets) and self.columns:
            row: Any = self.indicator_row
            shown["indicators"] = Annotated[tuple[row, ...], Rows(has_spare=True)]
        return shown

    def withheld(self, model: type[BaseModel]) -> tuple[Withheld, ...]:
        """Words for the values of a classified indicator."""
        if issubclass(model, Indicator):
            return self.withheld_values(self.wording.classified_value)
        return ()
