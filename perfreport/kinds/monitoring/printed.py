"""What monitoring tables print of their period."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from perfreport.blocks.months import MonthsNotation
from perfreport.blocks.printed import Figure, Noted


def _last_month(table: Any, _form: Any) -> int | None:
    months = table.months
    return months.last if months else None


PeriodText: TypeAlias = Annotated[str, Noted(notation=MonthsNotation())]
"""The period (监控期间), which stands in the heads of columns."""

MonthText: TypeAlias = Annotated[str, Figure(follows=_last_month)]
"""The month in the head of a table (填报月份), by default the last of the period."""
