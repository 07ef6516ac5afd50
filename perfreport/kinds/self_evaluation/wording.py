"""What the forms of 部门整体支出绩效自评报告 word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import TextLine, key
from perfreport.blocks.found import slot_names
from perfreport.blocks.phrases import NOT_WORDED, Phrase, Slots
from perfreport.blocks.whole import Whole
from perfreport.blocks.wording import NumberingScheme


class SelfEvaluationWording(Whole, title="用语：部门整体支出绩效自评报告"):
    """Wording of 部门整体支出绩效自评报告."""

    classified_passage: Annotated[
        TextLine | None, key("涉密章节", "涉密而不公开的一节所印；不写则各节不能涉密")
    ] = None
    revenue: Annotated[
        Phrase, Slots("year", "total", "parts", is_open=True), key("预算收入", "预算收入情况")
    ] = NOT_WORDED
    revenue_part: Annotated[
        Phrase, Slots("subject", "amount"), key("预算收入分项", "预算收入的一个科目")
    ] = NOT_WORDED
    final_account: Annotated[
        Phrase,
        Slots("year", "annual", "final", "parts", "execution_rate", is_open=True),
        key("预算支出", "预算支出情况"),
    ] = NOT_WORDED
    final_account_part: Annotated[
        Phrase, Slots("subject", "amount"), key("预算支出分项", "决算支出的一个科目")
    ] = NOT_WORDED
    scale: Annotated[
        Phrase,
        Slots("year", "final", "basic", "basic_share", "project", "project_share", is_open=True),
        key("支出规模", "支出规模情况"),
    ] = NOT_WORDED
    conclusion: Annotated[
        Phrase,
        Slots(
            "year", "basis", "weight", "score", "effectiveness_score", "efficiency_score",
            is_open=True,
        ),
        key("自评结论", "自评结论"),
    ] = NOT_WORDED  # fmt: skip
    section_score: Annotated[
        Phrase,
        Slots("weight", "score", "rate", "deductions", is_open=True),
        key("分项得分", "履职效能、管理效率的得分"),
    ] = NOT_WORDED
    one_deduction: Annotated[
        Phrase, Slots("deduction"), key("一项扣分", "只有一项扣分时的句子")
    ] = NOT_WORDED
    many_deductions: Annotated[
        Phrase, Slots("deductions"), key("多项扣分", "有几项扣分时的句子")
    ] = NOT_WORDED
    deduction_numbering: Annotated[NumberingScheme, key("扣分编号", "几项扣分的编号样式")] = "一是"
    deduction: Annotated[Phrase, Slots("reason", "points"), key("扣分", "一项扣分")] = NOT_WORDED
    joint_deduction: Annotated[
        Phrase, Slots("reason", "indicators", "points"), key("合计扣分", "几个指标因同一原因扣分")
    ] = NOT_WORDED
    average_execution_rate: Annotated[
        Phrase, Slots("rate"), key("年度平均支出执行率", "因年度平均支出执行率扣分的原因")
    ] = NOT_WORDED

    efficiency_level_one: Annotated[
        TextLine, key("管理效率一级指标", "得分表中未写一级指标时所印")
    ] = "管理效率"

    def complaints(self) -> Iterator[Complaint]:
        """Of what cannot be read back, and of sentences that others need."""
        if not self.deduction_numbering:
            yield Complaint(("扣分编号",), "几项扣分在一句里靠编号分开，不能不编号", ("扣分编号",))
        fields = type(self).model_fields
        for name, (slot, needed) in _NEEDED.items():
            label = fields[name].alias
            if slot not in slot_names(getattr(self, name)):
                continue
            for each in needed:
                if getattr(self, each) == NOT_WORDED:
                    inner = str(fields[each].alias)
                    message = f"“{label}”用了 {{{slot}}}，要写“{inner}”，请补上"
                    yield Complaint((inner,), message, (str(label), inner))


_NEEDED = {
    "revenue": ("parts", ("revenue_part",)),
    "final_account": ("parts", ("final_account_part",)),
    "section_score": (
        "deductions",
        (
            "one_deduction", "many_deductions", "deduction", "joint_deduction",
            "average_execution_rate",
        ),
    ),
}  # fmt: skip
"""The sentences with slots that are worded by others, and these."""
