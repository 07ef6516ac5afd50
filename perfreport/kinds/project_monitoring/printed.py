"""What 项目支出绩效监控表 prints; money and indicators as the form has them."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from perfreport.blocks.printed import (
    Figure,
    Line,
    ProseText,
    Rows,
    RunningNumber,
    TitleLines,
    TitleText,
    UnitText,
)
from perfreport.kinds.monitoring.printed import MonthText, PeriodText


class MonitoredProjectRow(NamedTuple):
    """One project (项目)."""

    number: RunningNumber
    name: Annotated[str, Line()]
    implementer: Annotated[str, Line()]
    goal: Annotated[tuple[str, ...], ProseText()]


class ProjectMonitoringView(NamedTuple):
    """What the templates of 项目支出绩效监控表 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    period: PeriodText
    month: MonthText
    department: Annotated[str, Line()]
    unit: UnitText
    projects: Annotated[tuple[MonitoredProjectRow, ...], Rows()]
