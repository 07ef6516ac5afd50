"""部门整体预算绩效目标申报表: a department's declaration of its budget and targets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from perfreport.basics.quantities import Amount
from perfreport.blocks.model import (
    Count,
    Declaration,
    Indicator,
    MayBeNone,
    Model,
    Name,
    Paragraphs,
    TextLine,
)

_ZERO = Amount(0)


class Budget(Model, title="预算整体情况"):
    """The department's budget as a whole (预算整体情况)."""

    basic: Amount = Field(alias="基本支出", description="基本支出预算金额")
    project: Amount = Field(alias="项目支出", description="项目支出预算金额")
    special_funds: Amount = Field(
        _ZERO, alias="财政专项资金", description="事业发展性支出中的财政专项资金"
    )
    other_development: Amount = Field(
        _ZERO, alias="其他事业发展性支出", description="事业发展性支出中的其他部分"
    )
    appropriation: Amount = Field(alias="财政拨款", description="收入来源：财政拨款")
    other_income: Amount = Field(_ZERO, alias="其他资金", description="收入来源：其他资金")
    own_level: Amount = Field(alias="本级使用资金", description="市（区）本级使用资金")
    transfers: Amount = Field(
        _ZERO, alias="拟用于对下转移支付资金", description="拟用于对下转移支付的资金"
    )


class Task(Model, title="年度重点工作任务"):
    """One key task of the year (年度重点工作任务)."""

    name: Name = Field(alias="名称", description="任务名称")
    content: Paragraphs = Field(alias="主要实施内容", description="做什么，一行一段")
    amount: Amount = Field(alias="拟投入的资金", description="拟投入的资金")
    goal: Paragraphs = Field(alias="期望达到的目标", description="期望达到的目标（概述），一行一段")


class DepartmentTargets(Declaration, title="部门整体预算绩效目标申报表"):
    """部门整体预算绩效目标申报表."""

    kind: Literal["部门整体预算绩效目标申报表"] = Field(
        "部门整体预算绩效目标申报表", alias="文种", description="文种"
    )
    subordinate_units: Count | None = Field(
        None, alias="下属二级单位数", description="下属二级单位的个数"
    )
    budget: Budget = Field(alias="预算整体情况", description="支出、收入和预算级次")
    goals: tuple[TextLine, ...] = Field(
        alias="总体绩效目标",
        min_length=1,
        description="一条一项，写成列表，每行前面加“- ”；多于一条时自动编号",
    )
    tasks: tuple[Task, ...] = Field(
        alias="年度重点工作任务", min_length=1, description="年度重点工作任务"
    )
    other_tasks: Annotated[Paragraphs | None, MayBeNone] = Field(
        None, alias="其他需完成的任务", description="可选填"
    )
    indicators: tuple[Indicator, ...] = Field(
        alias="绩效指标", min_length=1, description="绩效指标，按一级、二级排列"
    )
