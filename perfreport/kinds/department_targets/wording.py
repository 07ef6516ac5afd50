"""What the forms of 部门整体预算绩效目标申报表 word."""

from __future__ import annotations

from typing import Annotated

from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.model import Model
from perfreport.blocks.wording import NumberingScheme


class DepartmentTargetsWording(Model):
    """Wording of 部门整体预算绩效目标申报表."""

    goal_numbering: Annotated[
        NumberingScheme | None, key("目标编号", "总体绩效目标的编号样式；不写则由模板编号")
    ] = None
    no_other_tasks: Annotated[TextLine, key("无其他任务", "没有其他需完成的任务时所印")] = "无。"
    classified_value: Annotated[TextLine, key("涉密指标值", "涉密指标的值处所印")] = "涉密"
