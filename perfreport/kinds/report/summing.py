"""What a section of a report says when it is begun from evaluation tables (汇总)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.phrases import Phrase, Slots
from perfreport.blocks.whole import Whole

OF_ALL = {
    "year": "年度",
    "department": "部门名称",
    "projects": "项目数",
    "planned": "全年预算数合计",
    "executed": "全年执行数合计",
    "unit": "金额单位",
    "rate": "总体执行率",
    "fully_executed": "执行率达到100%的项目数",
    "partly_executed": "执行率没有达到100%的项目数",
    "without_budget": "没有预算、没有执行率的项目",
    "average": "平均得分",
    "grades": "各等级的项目数和占比",
    "indicators": "三级指标数",
    "met": "完成的指标数",
    "unmet": "没有完成的指标数",
    "met_rate": "指标完成率",
}
"""What a sentence about all projects may name, and what that is called where it is not known."""

OF_UNBUDGETED = ("number",)

OF_GRADE = ("grade", "number", "share")

OF_INDICATOR = {
    "project": "项目名称",
    "implementer": "实施单位",
    "name": "指标名称",
    "target": "年度指标值",
    "actual": "实际完成值",
    "reason": "原因和改进措施",
}
"""What a sentence about an indicator may name, likewise."""

_FOR = {"句子": ("文字",), "未完成": ("清单",), "超额": ("清单",), "各行": ("表",)}


class Summing(Whole, title="汇总"):
    """What is written of evaluation tables: sentences, a row a project, an item an indicator."""

    sentence: Annotated[
        Phrase | None, Slots(*OF_ALL), key("句子", "“文字”的一节：各项目合起来的情况；一行一段")
    ] = None
    grade: Annotated[
        Phrase, Slots(*OF_GRADE), key("等级", "句子里 {grades} 的每一个等级，用分号连起来")
    ] = Phrase("{grade}{number}项，占{share}")
    unbudgeted: Annotated[
        Phrase,
        Slots(*OF_UNBUDGETED),
        key("没有预算", "句子里 {without_budget} 写什么；没有预算为零的项目就什么也不写"),
    ] = Phrase("，没有预算的{number}项不计")
    more: Annotated[TextLine | None, key("另写", "表里没有、要接着写的是什么")] = None
    unmet: Annotated[
        Phrase | None, Slots(*OF_INDICATOR), key("未完成", "“清单”的一节：一项没有完成的指标")
    ] = None
    far_above: Annotated[
        Phrase | None, Slots(*OF_INDICATOR), key("超额", "“清单”的一节：一项超出较多的指标")
    ] = None
    rows: Annotated[
        Literal["项目"] | None, key("各行", "“表”的一节：每个项目一行，各列按名称填")
    ] = None

    def complaints(self) -> Iterator[Complaint]:
        """That it says nothing."""
        if not any((self.sentence, self.unmet, self.far_above, self.rows)):
            yield Complaint((), "请写“句子”“未完成”“超额”“各行”中的一项")

    def unfit_for(self, content: str) -> Iterator[str]:
        """What is said of a section that holds something else than ``content``, by keys."""
        given = dict(zip(_FOR, (self.sentence, self.unmet, self.far_above, self.rows), strict=True))
        yield from (key for key, what in given.items() if what and content not in _FOR[key])
