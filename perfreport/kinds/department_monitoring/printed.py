"""What 部门整体支出绩效监控表 prints; money and indicators as the form has them."""

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


class MonitoredTaskRow(NamedTuple):
    """One main task (年度主要任务)."""

    number: RunningNumber
    name: Annotated[str, Line()]
    content: Annotated[tuple[str, ...], ProseText()]


class DepartmentMonitoringView(NamedTuple):
    """What the templates of 部门整体支出绩效监控表 see."""

    title: TitleText
    title_lines: TitleLines
    year: Annotated[str, Figure()]
    period: PeriodText
    month: MonthText
    department: Annotated[str, Line()]
    unit: UnitText
    goal: Annotated[tuple[str, ...], ProseText()]
    tasks: Annotated[tuple[MonitoredTaskRow, ...], Rows()]
