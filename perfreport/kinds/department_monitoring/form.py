"""The forms of 部门整体支出绩效监控表."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from perfreport.blocks.fields import key
from perfreport.kinds.department_monitoring.model import DepartmentMonitoring
from perfreport.kinds.department_monitoring.printed import DepartmentMonitoringView
from perfreport.kinds.monitoring.form import MonitoringForm


class DepartmentMonitoringForm(MonitoringForm):
    """A form of 部门整体支出绩效监控表."""

    kind_id: ClassVar = "department-monitoring"
    base_model: ClassVar = DepartmentMonitoring
    base_view: ClassVar = DepartmentMonitoringView

    kind: Annotated[Literal["部门整体支出绩效监控表"], key("文种", "文种")]
