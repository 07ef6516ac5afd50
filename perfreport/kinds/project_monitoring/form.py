"""The forms of 项目支出绩效监控表."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from perfreport.blocks.fields import key
from perfreport.kinds.monitoring.form import MonitoringForm
from perfreport.kinds.project_monitoring.model import ProjectMonitoring
from perfreport.kinds.project_monitoring.printed import ProjectMonitoringView


class ProjectMonitoringForm(MonitoringForm):
    """A form of 项目支出绩效监控表."""

    kind_id: ClassVar = "project-monitoring"
    base_model: ClassVar = ProjectMonitoring
    base_view: ClassVar = ProjectMonitoringView

    kind: Annotated[Literal["项目支出绩效监控表"], key("文种", "文种")]
