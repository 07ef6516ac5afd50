"""Forms of monitoring tables: indicators in rows, with causes and possibilities to tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaValue

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.once import once
from perfreport.basics.quantities import GAP, PENDING
from perfreport.blocks.fields import key
from perfreport.blocks.form import Misfit
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Indicator
from perfreport.blocks.notations import TickNotation
from perfreport.blocks.printed import Group, Noted, OneOf, view_class
from perfreport.blocks.specialised import Layout
from perfreport.blocks.whole import ManifestPart
from perfreport.kinds.monitoring.model import MonitoredIndicator
from perfreport.kinds.monitoring.scheme import MonitoringScheme, Ticked

_POSSIBILITY = "完成目标可能性"


class MonitoringWording(ManifestPart, title="用语：绩效监控表"):
    """Wording of monitoring tables: they have no sentences."""


class MonitoringForm(IndicatorForm):
    """A form whose indicators are watched."""

    indicator_class: ClassVar[type[Indicator]] = MonitoredIndicator

    monitoring: Annotated[
        MonitoringScheme, key("监控办法", "列出的原因、可能性和预警线；或共用的编号")
    ]
    wording: Annotated[MonitoringWording, key("用语", "各句的写法；或共用的编号")] = (
        MonitoringWording()
    )

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """With the causes that it ticks."""
        return (*super().layouts, self.monitoring.causes)

    @property
    def cells(self) -> Mapping[str, Any]:
        """Causes and possibilities, a cell to tick for each."""
        causes = _causes(self.monitoring.causes.causes)
        ways = _possibilities(self.monitoring.possibilities.ways)
        return {
            "偏差原因分析": Annotated[causes, Group("causes")],
            _POSSIBILITY: Annotated[ways, OneOf("", label=_POSSIBILITY)],
        }

    def shows(self, model: type[BaseModel]) -> Mapping[str, Any]:
        """Money by the form's sources, indicators in rows with the form's columns."""
        return {**super().shows(model), **self.rows_of(model)}

    @property
    def _ways(self) -> list[str]:
        return [each.label for each in self.monitoring.possibilities.ways]

    def offered(self, model: type[BaseModel], name: str) -> tuple[str, ...]:
        """The possibilities of its scheme."""
        if issubclass(model, MonitoredIndicator) and name == "possibility":
            return tuple(self._ways)
        return super().offered(model, name)

    def misfits_of(self, path: DataPath, part: BaseModel) -> Iterator[Misfit]:
        """A possibility that the form has no cell for."""
        yield from super().misfits_of(path, part)
        typed = part.possibility if isinstance(part, MonitoredIndicator) else None
        if typed is None or typed in self._ways or typed == PENDING or typed.startswith(GAP):
            return
        near = nearest(typed, self._ways)
        hint = f"是不是“{near}”？" if near else ""
        yield path / _POSSIBILITY, f"{quoted(typed)}不可用，{hint}可写：{choices(self._ways)}"

    def asks_of(self, model: type[BaseModel]) -> Iterator[JsonSchemaValue]:
        """The same in JSON Schema."""
        yield from super().asks_of(model)
        if issubclass(model, MonitoredIndicator):
            yield {"properties": {_POSSIBILITY: {"enum": [None, *self._ways]}}}


@once
def _causes(causes: tuple[Ticked, ...]) -> Any:
    """What templates see of causes: a tick for each that is."""
    ticks = {
        each.name: Annotated[str, Noted(label=each.label, notation=TickNotation())]
        for each in causes
    }
    return view_class("CausesView", ticks)


@once
def _possibilities(ways: tuple[Ticked, ...]) -> Any:
    """What templates see of the possibility: a tick for the one that it is."""
    ticks = {
        each.name: Annotated[
            str, Noted("possibility", label=each.label, notation=TickNotation(each.label))
        ]
        for each in ways
    }
    return view_class("PossibilityView", ticks)
