"""What a forecast says of its target (全年预计完成情况): met, missed, or not to be told."""

from __future__ import annotations

from perfreport.basics.patterns import regex
from perfreport.basics.quantities import GAP
from perfreport.checks.targets import Sign
from perfreport.kinds.evaluation.outcome import Measured, measured, target_of
from perfreport.kinds.evaluation.values import UnclearError, plain
from perfreport.kinds.monitoring.model import MonitoredIndicator

_BEFORE = "(?:预计|预期|到?年底前?|全年|[可将]|可以|能够?)*"
_TIMELY = "(?:按期|如期|按时|全部|全面)*"
_DONE = "(?:完成|达到|实现|达成|达标)"
_WHAT = "(?:年度|全年|年初)?(?:设?定的)?(?:绩效|预期)?(?:目标|任务|指标)?值?"
_WILL = regex(f"{_BEFORE}{_TIMELY}{_DONE}{_WHAT}")
_WILL_NOT = regex(
    f"{_BEFORE}(?:(?:不能够?|无法|难以|不可能|不会){_TIMELY}{_DONE}|完不成|达不到|不达标){_WHAT}"
)
# 预计达到18个 is 18个; 预计比上年多 is no number, whatever is taken off.
_LEAD = regex(f"{_BEFORE}{_DONE}?")
_COUNTED = "数量"
_SHARES = ("%", "‰", "百分点", "个百分点")


def is_foreseen(indicator: MonitoredIndicator) -> bool | None:
    """Whether the target will be met by the forecast; None where that cannot be told."""
    forecast = indicator.forecast_value
    if not forecast or GAP in forecast:
        return None
    words = plain(forecast)
    if _WILL_NOT.fullmatch(words):
        return False
    if _WILL.fullmatch(words):
        return True
    outcome = _beside_target(indicator, forecast)
    if outcome is None:
        return _is_just_that(indicator, words) or None
    is_open = outcome.target.sign is Sign.NONE and outcome.target.high is None
    return None if is_open and outcome.difference else outcome.is_met


def has_run_back(indicator: MonitoredIndicator) -> bool:
    """Whether fewer things are foreseen for the year than are there already."""
    current, forecast = indicator.current_value, indicator.forecast_value
    if not (current and forecast) or _COUNTED not in (indicator.level_two or ""):
        return False
    state, outlook = (_beside_target(indicator, each) for each in (current, forecast))
    if state is None or outlook is None:
        return False
    unit = state.target.measure.unit if state.target.measure else ""
    return unit not in _SHARES and outlook.actual < state.actual


def _beside_target(indicator: MonitoredIndicator, text: str) -> Measured | None:
    """The number that ``text`` says beside the target; None where either is none."""
    try:
        target = target_of(indicator)
        return measured(indicator, target, _LEAD.sub("", plain(text), count=1)) if target else None
    except UnclearError:
        return None


def _is_just_that(indicator: MonitoredIndicator, words: str) -> bool:
    """Whether the forecast says the target itself, as words that are no number."""
    try:
        target = target_of(indicator)
    except UnclearError:
        return False
    return target is not None and words == plain(target)
