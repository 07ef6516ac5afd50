"""What the forms of 部门整体预算绩效目标申报表 word."""

from __future__ import annotations

from pydantic import Field

from perfreport.blocks.model import Model, TextLine
from perfreport.blocks.wording import NumberingScheme


class DepartmentTargetsWording(Model):
    """Wording of 部门整体预算绩效目标申报表."""

    goal_numbering: NumberingScheme = Field(alias="目标编号", description="总体绩效目标的编号样式")
    no_other_tasks: TextLine = Field(
        "无。", alias="无其他任务", description="没有其他需完成的任务时所印"
    )
    classified_value: TextLine = Field("涉密", alias="涉密指标值", description="涉密指标的值处所印")
