"""Rules about the money of monitoring tables: spent, planned, and foreseen for the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.funds import Sources, StageAmounts
from perfreport.blocks.walk import attributes
from perfreport.checks.bases import INFORMATION, WARNING_OR_INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, remark, rule
from perfreport.kinds.evaluation.model import execution_of
from perfreport.kinds.monitoring.form import MonitoringForm
from perfreport.kinds.monitoring.model import MonitoringTable
from perfreport.kinds.monitoring.rules import SCHEME

_KINDS = (MonitoringTable,)
_SPENT, _BUDGET, _FORECAST = "已执行", "预算", "预计"
_CHOSEN = "（办法没有规定预警线，这条是自定或借用的，出处见依据）"
_Row = tuple[DataPath, Mapping[str, tuple[str, Amount]]]
"""A row of money: its place, and the amounts that are known with their columns, by their roles."""


@rule(
    "MON-011",
    "执行率与预警线",
    checks="到监控期末的执行率不低于监控办法的预警线；线是自定的为提示",
    basis=SCHEME,
    severities=WARNING_OR_INFORMATION,
    kinds=_KINDS,
)
def execution_is_not_slow(case: Case) -> Iterator[Remark]:
    """By the end of the period as much was spent as the last line before it asks for."""
    scheme = case.on(MonitoringForm).monitoring
    warnings = scheme.warnings
    months = case.of(MonitoringTable).months
    # What was spent since another month than January says nothing about the year.
    line = warnings.line_at(months.last) if warnings and months and months.first == 1 else None
    for path, sources in case.parts(Sources) if line else ():
        execution = execution_of(sources, path)
        rate = execution.rate if execution else None
        if warnings and line and execution and rate and rate.is_known and rate < line.rate:
            shown = case.form.figures.rounding.rate_or_dash(rate)
            whose = _CHOSEN if warnings.is_chosen else ""
            yield Remark(
                execution.path,
                Severity.INFORMATION if warnings.is_chosen else Severity.WARNING,
                f"执行率{shown}，低于{line.month}月底的预警线{line.rate}{whose}",
                "请核对金额；执行确实偏慢的，请分析原因，并核对全年预计执行数",
                scheme.cites(warnings.source),
            )


@rule(
    "MON-012",
    "全年预计执行数",
    checks="各行到年底预计的执行数，不少于到监控期末已经执行的",
    basis=ARITHMETIC,
    kinds=_KINDS,
)
def spending_does_not_fall(case: Case) -> Iterator[Remark]:
    """What is spent is spent: the year brings no less."""
    shown = case.form.figures.rounding.exact_amount
    for path, row in _rows(case):
        if _is_more(row, _SPENT, _FORECAST):
            (spent, amount), (forecast, expected) = row[_SPENT], row[_FORECAST]
            message = f"{spent}{shown(amount)}，大于{forecast}{shown(expected)}"
            yield remark(path / forecast, message, "请核对这两个数，执行数是从年初累计的")


@rule(
    "MON-013",
    "执行数与年初预算数",
    checks="各行的执行数、全年预计执行数不大于年初预算数；年中追加了预算的除外",
    basis=ARITHMETIC,
    severities=INFORMATION,
    kinds=_KINDS,
)
def spending_within_budget(case: Case) -> Iterator[Remark]:
    """No row spends more than its budget, which may have grown in the course of the year."""
    shown = case.form.figures.rounding.exact_amount
    for path, row in _rows(case):
        over = next((each for each in (_SPENT, _FORECAST) if _is_more(row, each, _BUDGET)), None)
        if over:
            (column, amount), (budget, planned) = row[over], row[_BUDGET]
            message = f"{column}{shown(amount)}，大于{budget}{shown(planned)}"
            yield remark(path / column, message, "请核对；年中追加了预算的可照录，并在备注中说明")


def _is_more(row: Mapping[str, tuple[str, Amount]], one: str, other: str) -> bool:
    return one in row and other in row and row[other][1] < row[one][1]


def _rows(case: Case) -> Iterator[_Row]:
    funds = case.form.funds
    stages = funds.rate.stages if funds and funds.rate else {}
    for path, part in case.parts(StageAmounts) if stages else ():
        names = attributes(type(part))
        amounts = {
            role: (label, getattr(part, names[label], None)) for role, label in stages.items()
        }
        yield (
            path,
            {
                role: (label, amount)
                for role, (label, amount) in amounts.items()
                if amount is not None and amount.is_known
            },
        )


RULES: tuple[Rule, ...] = (execution_is_not_slow, spending_does_not_fall, spending_within_budget)
"""The rules about money."""
