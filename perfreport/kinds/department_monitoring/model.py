"""部门整体支出绩效监控表: a department in the course of a year, with forecasts of its end."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from perfreport.blocks.fields import ABSENT, EMPTY, Many, Name, OptionalParagraphs, key
from perfreport.blocks.funds import SourcesField
from perfreport.blocks.model import EXTRAS, ExtrasField, Model
from perfreport.kinds.monitoring.model import MonitoredIndicator, MonitoringTable


class MonitoredTask(Model, title="年度主要任务"):
    """One main task of the year (年度主要任务)."""

    scope: ClassVar = "任务"

    name: Annotated[Name, key("名称", "任务名称", examples=["业务培训"])]
    content: Annotated[OptionalParagraphs, key("主要内容", "做什么，一行一段")] = ABSENT
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT


class DepartmentMonitoring(MonitoringTable, title="部门整体支出绩效监控表"):
    """部门整体支出绩效监控表."""

    yearly: ClassVar = frozenset({"goal"})

    kind: Annotated[Literal["部门整体支出绩效监控表"], key("文种", "文种")] = (
        "部门整体支出绩效监控表"
    )
    sources: Annotated[SourcesField, key("资金", "各来源的资金，来源和栏目由版式规定")] = ABSENT
    goal: Annotated[OptionalParagraphs, key("年度履职目标", "年度履职目标，一行一段")] = ABSENT
    tasks: Annotated[Many[MonitoredTask], key("年度主要任务", "年度主要任务")] = EMPTY
    indicators: Annotated[Many[MonitoredIndicator], key("绩效指标", "绩效指标")] = EMPTY
