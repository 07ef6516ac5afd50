"""部门整体预算绩效目标申报表: a department's declaration of its budget and targets."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from perfreport.basics.quantities import Amount
from perfreport.blocks.fields import (
    ABSENT,
    AmountField,
    Count,
    Demanded,
    Many,
    MayBeNone,
    Name,
    OptionalAmount,
    OptionalParagraphs,
    Paragraphs,
    TextLine,
    key,
)
from perfreport.blocks.funds import SourcesField
from perfreport.blocks.model import EXTRAS, Declaration, ExtrasField, Indicator, Model

_ZERO: Any = Amount(0)  # a field is given as more types than it is held as


class Budget(Model, title="预算整体情况"):
    """The department's budget as a whole (预算整体情况)."""

    basic: Annotated[AmountField, key("基本支出", "基本支出预算金额")]
    project: Annotated[AmountField, key("项目支出", "项目支出预算金额")]
    special_funds: Annotated[AmountField, key("财政专项资金", "事业发展性支出中的财政专项资金")] = (
        _ZERO
    )
    other_development: Annotated[
        AmountField, key("其他事业发展性支出", "事业发展性支出中的其他部分")
    ] = _ZERO
    appropriation: Annotated[AmountField, key("财政拨款", "收入来源：财政拨款")]
    other_income: Annotated[AmountField, key("其他资金", "收入来源：其他资金")] = _ZERO
    own_level: Annotated[AmountField, key("本级使用资金", "市（区）本级使用资金")]
    transfers: Annotated[AmountField, key("拟用于对下转移支付资金", "拟用于对下转移支付的资金")] = (
        _ZERO
    )


class Task(Model, title="年度重点工作任务"):
    """One key task of the year (年度重点工作任务)."""

    scope: ClassVar = "任务"

    name: Annotated[Name, key("名称", "任务名称", examples=["业务培训"])]
    content: Annotated[
        Paragraphs, key("主要实施内容", "做什么，一行一段", examples=["举办业务培训班12期。"])
    ]
    amount: Annotated[OptionalAmount, Demanded, key("拟投入的资金", "拟投入的资金")] = ABSENT
    goal: Annotated[
        OptionalParagraphs,
        Demanded,
        key("期望达到的目标", "期望达到的目标（概述），一行一段", examples=["培训1200人次。"]),
    ] = ABSENT
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT


class DepartmentTargets(Declaration, title="部门整体预算绩效目标申报表"):
    """部门整体预算绩效目标申报表."""

    kind: Annotated[Literal["部门整体预算绩效目标申报表"], key("文种", "文种")] = (
        "部门整体预算绩效目标申报表"
    )
    subordinate_units: Annotated[Count | None, key("下属二级单位数", "下属二级单位的个数")] = None
    budget: Annotated[Budget | None, Demanded, key("预算整体情况", "支出、收入和预算级次")] = None
    sources: Annotated[SourcesField, key("资金", "各来源的资金，来源和栏目由版式规定")] = ABSENT
    goals: Annotated[
        Many[TextLine],
        key("总体绩效目标", "一条一项，一条写一行；多于一条时自动编号", min_length=1),
    ]
    tasks: Annotated[Many[Task], key("年度重点工作任务", "年度重点工作任务", min_length=1)]
    other_tasks: Annotated[OptionalParagraphs, MayBeNone, key("其他需完成的任务", "可选填")] = (
        ABSENT
    )
    indicators: Annotated[
        Many[Indicator], key("绩效指标", "绩效指标，按一级、二级排列", min_length=1)
    ]
