"""项目支出绩效监控表: projects in the course of a year, with forecasts of its end."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from perfreport.blocks.fields import ABSENT, EMPTY, Many, Name, OptionalParagraphs, key
from perfreport.blocks.funds import SourcesField
from perfreport.blocks.model import EXTRAS, ExtrasField, Model
from perfreport.kinds.monitoring.model import MonitoredIndicator, MonitoringTable


class MonitoredProject(Model, title="项目"):
    """One project (项目) with what was planned, its state, and what the year will bring."""

    yearly: ClassVar = frozenset({"goal"})
    scope: ClassVar = "项目"

    name: Annotated[Name, key("名称", "项目名称", examples=["业务培训"])]
    implementer: Annotated[Name | None, key("实施单位", "实施项目的单位")] = None
    sources: Annotated[SourcesField, key("资金", "各来源的资金，来源和栏目由版式规定")] = ABSENT
    goal: Annotated[OptionalParagraphs, key("年度总体目标", "年度总体目标，一行一段")] = ABSENT
    indicators: Annotated[Many[MonitoredIndicator], key("绩效指标", "绩效指标")] = EMPTY
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT


class ProjectMonitoring(MonitoringTable, title="项目支出绩效监控表"):
    """项目支出绩效监控表, a table for each project."""

    kind: Annotated[Literal["项目支出绩效监控表"], key("文种", "文种")] = "项目支出绩效监控表"
    projects: Annotated[Many[MonitoredProject], key("项目", "监控的项目", min_length=1)]
