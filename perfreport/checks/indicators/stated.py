"""Rules about what indicators have to say at least: that there are any, their levels and values."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.blocks.asking import dotted
from perfreport.blocks.model import EvaluationTable, Indicator, Monitoring
from perfreport.blocks.walk import keys_of
from perfreport.checks.bases import PREPARED, WITH_LEVELS
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.checks.indicators.levels import owner

_VALUES = ("cycle_value", "value", "annual_value")


@rule(
    "IND-016",
    "没有写的级别、指标值",
    checks="每条指标写有版式所印的二级指标和指标值，看不出一级指标的也写明一级；涉密的除外",
    basis=PREPARED,
    kinds=WITH_LEVELS,
)
def levels_and_values_are_stated(case: Case) -> Iterator[Remark]:
    """Every indicator says its levels and a value, as far as the form prints them."""
    for path, indicators, holder in case.indicator_lists:
        for position, each in enumerate(indicators):
            if getattr(holder, "classified", False) or each.classified:
                continue
            for name in _not_stated(each, case):
                place = DataPath(*path, position, *keys_of(type(each), name))
                message = f"{quote(each.name)}没有写{place[-1]}"
                yield remark(place, message, "请补上；原件没有印的可照录")


def _not_stated(indicator: Indicator, case: Case) -> Iterator[str]:
    """The attributes that say nothing though the form waits for them."""
    awaited = case.awaited(type(indicator))
    # Where the second level tells the first one, another rule asks for it.
    one = case.taxonomy.level_one_of(indicator.level_one, indicator.level_two)
    if "level_one" in awaited and not one:
        yield "level_one"
    if "level_two" in awaited and not indicator.level_two:
        yield "level_two"
    # Of several values, of the year and of the cycle, one is enough.
    values = [each for each in _VALUES if each in awaited]
    if values and not any(getattr(indicator, each) for each in values):
        yield values[-1]


@rule(
    "IND-017",
    "没有绩效指标",
    checks="所自评、监控的部门（每个项目）写有绩效指标",
    basis=PREPARED,
    kinds=(EvaluationTable, Monitoring),
)
def there_are_indicators(case: Case) -> Iterator[Remark]:
    """Whatever is evaluated or watched has indicators, if the form prints them."""
    for path, indicators, holder in case.indicator_lists:
        if not indicators and dotted(path) not in case.form.not_printed:
            message = f"{owner(holder)}没有绩效指标"
            yield remark(path, message, "请补上；已经写在别的项目下的，请改正它所属的项目")
