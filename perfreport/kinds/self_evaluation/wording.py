"""What the forms of 部门整体支出绩效自评报告 word."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from perfreport.blocks.model import Model, TextLine
from perfreport.blocks.phrases import Phrase, Slots
from perfreport.blocks.wording import NumberingScheme


class SelfEvaluationWording(Model):
    """Wording of 部门整体支出绩效自评报告."""

    classified_passage: TextLine = Field(
        alias="涉密章节", description="涉密而不公开的一节所印的说明"
    )
    revenue: Annotated[Phrase, Slots("year", "total", "parts")] = Field(
        alias="预算收入", description="预算收入情况"
    )
    revenue_part: Annotated[Phrase, Slots("subject", "amount")] = Field(
        alias="预算收入分项", description="预算收入的一个科目"
    )
    final_account: Annotated[
        Phrase, Slots("year", "annual", "final", "parts", "execution_rate")
    ] = Field(alias="预算支出", description="预算支出情况")
    final_account_part: Annotated[Phrase, Slots("subject", "amount")] = Field(
        alias="预算支出分项", description="决算支出的一个科目"
    )
    scale: Annotated[
        Phrase, Slots("year", "final", "basic", "basic_share", "project", "project_share")
    ] = Field(alias="支出规模", description="支出规模情况")
    conclusion: Annotated[
        Phrase,
        Slots("year", "basis", "weight", "score", "effectiveness_score", "efficiency_score"),
    ] = Field(alias="自评结论", description="自评结论")
    section_score: Annotated[Phrase, Slots("weight", "score", "rate", "deductions")] = Field(
        alias="分项得分", description="履职效能、管理效率的得分"
    )
    one_deduction: Annotated[Phrase, Slots("deduction")] = Field(
        alias="一项扣分", description="只有一项扣分时的句子"
    )
    many_deductions: Annotated[Phrase, Slots("deductions")] = Field(
        alias="多项扣分", description="有几项扣分时的句子"
    )
    deduction_numbering: NumberingScheme = Field(
        "一是", alias="扣分编号", description="几项扣分的编号样式"
    )
    deduction: Annotated[Phrase, Slots("reason", "points")] = Field(
        alias="扣分", description="一项扣分"
    )
    joint_deduction: Annotated[Phrase, Slots("reason", "indicators", "points")] = Field(
        alias="合计扣分", description="几个指标因同一原因扣分"
    )
    average_execution_rate: Annotated[Phrase, Slots("rate")] = Field(
        alias="年度平均支出执行率", description="因年度平均支出执行率扣分的原因"
    )
    efficiency_level_one: TextLine = Field(
        "管理效率", alias="管理效率一级指标", description="得分表中未写一级指标时所印"
    )
