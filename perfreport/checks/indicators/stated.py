"""Rules about what indicators have to say at least: that there are any, their levels and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from operator import attrgetter

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
_values_of = attrgetter(*_VALUES)


@rule(
    "IND-016",
    "没有写的级别、指标值",
    checks="每条指标写有版式所印的二级指标和指标值，看不出一级指标的也写明一级；涉密的除外",
    basis=PREPARED,
    kinds=WITH_LEVELS,
)
def levels_and_values_are_stated(case: Case) -> Iterator[Remark]:
    """Every indicator says its levels and a value, as far as the form prints them."""
    # Thousands of indicators are alike in what they state.
    not_stated = cache(partial(_not_stated, case))
    for path, indicators, holder in case.indicator_lists:
        for position, each in enumerate(indicators):
            if getattr(holder, "classified", False) or each.classified:
                continue
            values = tuple(map(bool, _values_of(each)))
            for name in not_stated(type(each), each.level_one, each.level_two, values):
                place = DataPath(*path, position, *keys_of(type(each), name))
                message = f"{quote(each.name)}没有写{place[-1]}"
                yield remark(place, message, "请补上；原件没有印的可照录")


def _not_stated(
    case: Case,
    model: type[Indicator],
    level_one: str | None,
    level_two: str | None,
    has_values: Sequence[bool],
) -> list[str]:
    """The attributes of a ``model`` that say nothing though the form waits for them."""
    awaited, names = case.awaited(model), []
    # Where the second level tells the first one, another rule asks for it.
    if "level_one" in awaited and not case.taxonomy.level_one_of(level_one, level_two):
        names.append("level_one")
    if "level_two" in awaited and not level_two:
        names.append("level_two")
    # Of several values, of the year and of the cycle, one is enough.
    values = {name: has for name, has in zip(_VALUES, has_values, strict=True) if name in awaited}
    if values and not any(values.values()):
        names.append([*values][-1])
    return names


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
