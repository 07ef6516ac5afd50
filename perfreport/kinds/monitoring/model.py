"""What monitoring tables are made of: indicators with forecasts and causes, and the period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from perfreport.blocks.declared import noted_text
from perfreport.blocks.fields import (
    ABSENT,
    MayBeNone,
    Month,
    NotProse,
    OptionalParagraphs,
    TextLine,
    Usual,
    key,
)
from perfreport.blocks.model import Indicator, Model, Monitoring
from perfreport.blocks.months import Months, MonthsNotation, months_of

if TYPE_CHECKING:
    Period = str
else:
    Period = noted_text(MonthsNotation())


class Causes(Model, title="偏差原因分析", extra="allow"):
    """Why a target will not be met, a tick for each cause that the form names; as such any."""

    scope: ClassVar = "指标"

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys of the causes that are ticked."""
        fields = type(self).model_fields.items()
        return tuple(str(field.alias) for name, field in fields if getattr(self, name))


class MonitoredIndicator(Indicator, title="绩效指标"):
    """A performance indicator with its state, and what the year will bring (绩效指标)."""

    yearly: ClassVar = frozenset({"annual_value", "current_value", "forecast_value", "cause_note"})
    behind: ClassVar = {"remark": "possibility"}

    current_value: Annotated[
        TextLine | None, Usual, key("执行情况", "到监控期末完成的值或情况，如：10个、60%")
    ] = None
    forecast_value: Annotated[
        TextLine | None, Usual, key("全年预计完成情况", "预计到年底完成的值或情况，如：18个")
    ] = None
    causes: Annotated[
        Causes | None, key("偏差原因分析", "属于哪些原因，如：{经费保障: 是}；各种原因由版式规定")
    ] = None
    cause_note: Annotated[
        OptionalParagraphs, MayBeNone, key("原因说明", "偏差的具体原因，一行一段")
    ] = ABSENT
    possibility: Annotated[
        TextLine | None,
        NotProse,
        Usual,
        key("完成目标可能性", "到年底完成目标的可能性，由版式规定，如：确定能"),
    ] = None


class MonitoringTable(Monitoring):
    """A table of monitoring, at the end of a period of the year."""

    period: Annotated[
        Period,
        NotProse,
        key("监控期间", "从几月到几月，如 1-7月、截至10月、上半年、前三季度", examples=["1-7月"]),
    ]
    month: Annotated[
        Month | None, key("填报月份", "表头所印的月份，如 8；不填则为监控期间的末月")
    ] = None

    @property
    def months(self) -> Months | None:
        """The period; None where it is still to be filled in."""
        return months_of(self.period)
