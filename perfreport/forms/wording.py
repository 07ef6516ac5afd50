"""What a form words: the sentences around figures and the texts of indicator cells, by kind.

Every computed or composed text of a document is written here once, as data of the form, and
reaches Word and PDF ready made.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from perfreport.forms.phrases import Phrase, Slots
from perfreport.models.common import Indicator, Model, TextLine

NumberingScheme = Literal["一、", "（一）", "1.", "1、", "（1）", "①", "一是"]


class IndicatorStatement(Model):
    """The indicator that stands for a classified project's own (涉密项目的指标)."""

    level_one: TextLine = Field(alias="一级", description="一级指标")
    name: TextLine = Field(alias="名称", description="印在名称处的用语")
    value: TextLine = Field(alias="指标值", description="印在指标值处的用语")


class ClassifiedStatement(Model):
    """The standard wording for a classified project (涉密说明)."""

    name: TextLine = Field(alias="名称", description="数据中“涉密说明”所写的名称")
    goal: TextLine = Field(alias="绩效目标", description="印在绩效目标处的说明")
    indicator: IndicatorStatement | None = Field(
        None, alias="绩效指标", description="项目自己没有写指标时印的指标"
    )

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The statement's indicator as one of the document's."""
        if self.indicator is None:
            return ()
        return (
            Indicator(
                level_one=self.indicator.level_one,
                name=self.indicator.name,
                annual_value=self.indicator.value,
            ),
        )


class IndicatorCell(Model):
    """How the indicators of a project become the text of one cell (绩效指标一栏)."""

    grouped: bool = Field(
        alias="按一级分组", description="true：同一级指标归为一组，组前写一级指标名称"
    )
    separate_paragraphs: bool = Field(alias="每条一段", description="true：每条指标另起一段")
    group_numbering: NumberingScheme = Field(
        "一、", alias="组号", description="组的编号样式；只有一组时不编号"
    )
    item_numbering: NumberingScheme = Field(alias="条号", description="条目的编号样式")
    number_single_item: bool = Field(
        alias="单条也编号", description="一组（或全部）只有一条时是否仍编号"
    )
    group_heading: Annotated[Phrase, Slots("number", "level_one")] = Field(
        Phrase("{number}{level_one}："), alias="组首", description="一组的开头"
    )
    item: Annotated[
        Phrase,
        Slots(
            "number", "level_one", "level_one_code", "level_two", "level_two_code", "name",
            "cycle_value", "annual_value",
        ),
    ] = Field(alias="条目", description="一条指标的写法")  # fmt: skip


class DepartmentTargetsWording(Model):
    """Wording of 部门整体预算绩效目标申报表."""

    goal_numbering: NumberingScheme = Field(alias="目标编号", description="总体绩效目标的编号样式")
    no_other_tasks: TextLine = Field(
        "无。", alias="无其他任务", description="没有其他需完成的任务时所印"
    )
    classified_value: TextLine = Field("涉密", alias="涉密指标值", description="涉密指标的值处所印")


class ProjectTargetsWording(Model):
    """Wording of 项目支出绩效目标表."""

    indicator_cell: IndicatorCell = Field(alias="指标栏", description="绩效指标一栏的写法")
    classified: tuple[ClassifiedStatement, ...] = Field(
        alias="涉密说明", min_length=1, description="保密说明，第一条为默认"
    )
    classified_value: TextLine = Field(
        "保密项目", alias="涉密指标值", description="涉密指标的值处所印"
    )


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


Wording = DepartmentTargetsWording | ProjectTargetsWording | SelfEvaluationWording
