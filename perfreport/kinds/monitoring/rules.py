"""Rules about monitoring tables: forecasts, possibilities and causes, and the period."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.checks.bases import ONE_YEAR
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, remark, rule
from perfreport.kinds.monitoring.form import MonitoringForm
from perfreport.kinds.monitoring.model import MonitoredIndicator, MonitoringTable
from perfreport.kinds.monitoring.outlook import has_run_back, is_foreseen

SCHEME = "版式所用的监控办法"
_KINDS = (MonitoringTable,)
_CAUSES, _NOTE, _POSSIBILITY = "偏差原因分析", "原因说明", "完成目标可能性"


@rule(
    "MON-001",
    "预计情况与可能性",
    checks="预计能完成目标的，可能性不是不能；预计完不成的，可能性不是一定能",
    basis=SCHEME,
    kinds=_KINDS,
)
def forecasts_fit_possibilities(case: Case) -> Iterator[Remark]:
    """No target is met by its forecast and said to be out of reach, or the other way round."""
    scheme = case.on(MonitoringForm).monitoring
    for path, each in _indicators(case):
        foreseen, meaning = is_foreseen(each), scheme.meaning_of(each.possibility)
        if (foreseen, meaning) in ((True, "不能"), (False, "能")):
            what = "能完成" if foreseen else "完不成"
            yield remark(
                path / _POSSIBILITY,
                f"{_forecast(each)}，{what}目标，可能性写的是“{each.possibility}”",
                "请核对全年预计完成情况和完成目标可能性",
                scheme.cites(scheme.possibilities.source),
            )


@rule(
    "MON-002",
    "偏差原因",
    checks="预计完不成目标的，勾选了原因",
    basis=SCHEME,
    kinds=_KINDS,
)
def misses_have_causes(case: Case) -> Iterator[Remark]:
    """Where the year will miss a target a cause is ticked; written, where the form ticks none."""
    form = case.on(MonitoringForm)
    field = _CAUSES if _CAUSES in form.columns else _NOTE
    for path, each in _indicators(case) if field in form.columns else ():
        is_hopeless = form.monitoring.meaning_of(each.possibility) == "不能"
        if (is_hopeless or is_foreseen(each) is False) and not _has_cause(each, field):
            how = "没有勾选原因" if field == _CAUSES else "没有写原因"
            what = f"可能性是“{each.possibility}”" if is_hopeless else "完不成目标"
            yield remark(
                path / field,
                f"{_forecast(each)}，{what}，{how}",
                f"请在“{field}”里写明原因",
                form.monitoring.cites(form.monitoring.causes.source),
            )


def _has_cause(indicator: MonitoredIndicator, field: str) -> bool:
    if field == _NOTE:
        return bool(indicator.cause_note)
    return indicator.causes is not None and bool(indicator.causes.ticked)


@rule(
    "MON-003",
    "原因说明",
    checks="勾选了偏差原因的，写有原因说明，或者在备注里写明",
    basis=SCHEME,
    kinds=_KINDS,
)
def causes_are_explained(case: Case) -> Iterator[Remark]:
    """A cause that is ticked is told in words as well."""
    form = case.on(MonitoringForm)
    for path, each in _indicators(case) if _NOTE in form.columns else ():
        ticked = each.causes.ticked if each.causes else ()
        if ticked and not (each.cause_note or each.remark):
            yield remark(
                path / _NOTE,
                f"{quote(each.name)}的偏差原因是{'、'.join(ticked)}，没有写原因说明",
                "请写明是什么原因",
                form.monitoring.cites(form.monitoring.causes.source),
            )


@rule(
    "MON-004",
    "预计比已完成的少",
    checks="数量指标到年底预计完成的，不少于到监控期末已经完成的",
    basis=ARITHMETIC,
    kinds=_KINDS,
)
def quantities_do_not_fall(case: Case) -> Iterator[Remark]:
    """What is counted over the year is no less at its end."""
    for path, each in _indicators(case):
        if has_run_back(each):
            yield remark(
                path / "全年预计完成情况",
                f"{quote(each.name)}已经完成{each.current_value}，全年预计{each.forecast_value}",
                "请核对这两个数，数量是从年初累计的",
            )


@rule(
    "MON-005",
    "监控期间",
    checks="监控期间属于文书的年度，从1月起；填报月份不早于期间的末月",
    basis=ONE_YEAR,
    kinds=_KINDS,
)
def period_is_of_the_year(case: Case) -> Iterator[Remark]:
    """The period begins with the document's year, and is over when the table is filled in."""
    table = case.of(MonitoringTable)
    if (months := table.months) is None:
        return
    if months.year not in (None, table.year):
        message = f"监控期间是{table.period}，文书的年度是{table.year}年"
        yield remark(DataPath("监控期间"), message, "请核对监控期间和年度")
    if months.first > 1:
        message = f"监控期间是{table.period}，从{months.first}月起"
        advice = "请核对，执行数、执行情况一般从年初累计；确为这几个月的可照录"
        yield remark(DataPath("监控期间"), message, advice)
    if table.month is not None and 0 < table.month < months.last:
        message = f"填报月份是{table.month}月，监控期间到{months.last}月才满"
        yield remark(DataPath("填报月份"), message, "请核对填报月份和监控期间")


def _indicators(case: Case) -> Iterator[tuple[DataPath, MonitoredIndicator]]:
    for path, each in case.placed_indicators:
        if isinstance(each, MonitoredIndicator) and not each.classified:
            yield path, each


def _forecast(indicator: MonitoredIndicator) -> str:
    """The indicator with its target and forecast, as far as they are written."""
    target = indicator.annual_value or indicator.value
    of_target = f"年度指标值{target}" if target else ""
    forecast = indicator.forecast_value
    of_year = f"全年预计{forecast.removeprefix('预计')}" if forecast else ""
    return "，".join(filter(None, (f"{quote(indicator.name)}{of_target}", of_year)))


RULES: tuple[Rule, ...] = (
    forecasts_fit_possibilities,
    misses_have_causes,
    causes_are_explained,
    quantities_do_not_fall,
    period_is_of_the_year,
)
"""The rules about forecasts, causes and the period."""
