"""What the forms of 部门整体预算绩效目标申报表 word."""

from __future__ import annotations

from typing import Annotated

from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.whole import ManifestPart
from perfreport.blocks.wording import NumberingScheme


class DepartmentTargetsWording(ManifestPart, title="用语：部门整体预算绩效目标申报表"):
    """Wording of 部门整体预算绩效目标申报表."""

    goal_numbering: Annotated[
        NumberingScheme, key("目标编号", "总体绩效目标的编号样式；不写则不编号")
    ] = ""
    no_other_tasks: Annotated[TextLine, key("无其他任务", "没有其他需完成的任务时所印")] = "无。"
    classified_value: Annotated[
        TextLine | None, key("涉密指标值", "涉密指标的值处所印；空着则指标不能涉密")
    ] = "涉密"
