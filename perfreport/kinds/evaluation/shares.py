"""The share of its weight that an achievement earns (得分占分值的多少), by the scheme's clauses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, NoReturn

from perfreport.basics.decimals import EXACT, abridged
from perfreport.basics.quantities import Percent
from perfreport.checks.targets import Sign
from perfreport.kinds.evaluation.clauses import (
    Band,
    Bands,
    Clause,
    Equality,
    ExecutionRate,
    Proportion,
    Reverse,
)
from perfreport.kinds.evaluation.outcome import Answered, Evaluated, Measured
from perfreport.kinds.evaluation.scheme import EvaluationScheme

_HUNDRED = Decimal(100)
_NOTHING_BELOW = "小于零的按零计"
_EXCLUDES = {Sign.MORE_THAN: "大于它", Sign.LESS_THAN: "小于它"}


class AskError(Exception):
    """The scheme leaves the points to whoever evaluates; says in Chinese why."""


class Share(NamedTuple):
    """A share of the weight as a fraction, from zero to one.

    Attributes:
        numerator: of the fraction.
        denominator: of the fraction, above zero.
        formula: with the figures filled in.
        rule: in words.
        clause: of the scheme.
    """

    numerator: Decimal
    denominator: Decimal
    formula: str
    rule: str
    clause: Clause


def measured_share(measured: Measured, indicator: Evaluated, scheme: EvaluationScheme) -> Share:
    """What a number beside a number earns.

    Raises:
        AskError: where the scheme is silent.
    """
    is_satisfaction = "满意度" in f"{indicator.level_one}{indicator.level_two}"
    if is_satisfaction and scheme.satisfaction:
        return _by_satisfaction(measured, scheme.satisfaction)
    sign = measured.target.sign
    if measured.is_on_edge:
        raise AskError(f"完成值恰是指标值，而指标值要求{_EXCLUDES[sign]}")
    match sign:
        case Sign.AT_LEAST | Sign.MORE_THAN:
            return _reached(measured, scheme.more, "正向指标", scheme)
        case Sign.AT_MOST | Sign.LESS_THAN:
            return _stayed_below(measured, scheme.less, scheme)
    return _equalled(measured, scheme.equal, scheme)


def _reached(
    measured: Measured, clause: Proportion | None, sort: str, scheme: EvaluationScheme
) -> Share:
    if clause is None:
        _is_silent(scheme, f"{sort}怎样计分")
    if measured.is_met:
        return _all_of(clause)
    number, actual = measured.target.number, measured.actual
    if number <= 0:
        _is_silent(scheme, f"没有达到的指标值不大于零（{measured.target.text}）时怎样计分")
    if clause.pass_line is None:
        formula = f"{_figure(actual)}÷{_figure(number)}"
        return _share(clause, actual, number, formula, f"没有完成指标值的，按{clause.method}得分")
    return _over_pass_line(actual, number, clause.pass_line, clause)


def _over_pass_line(actual: Decimal, number: Decimal, line: Percent, clause: Proportion) -> Share:
    """(A÷T-p)÷(1-p), as (100A-pT)÷((100-p)T) with ``line`` in percents."""
    numerator = EXACT.subtract(EXACT.multiply(actual, _HUNDRED), EXACT.multiply(line.value, number))
    if numerator < 0:
        return _part(clause, Decimal(0), f"完成率不到{line}的，不得分")
    denominator = EXACT.multiply(EXACT.subtract(_HUNDRED, line.value), number)
    formula = f"({_figure(actual)}÷{_figure(number)}-{line})÷(1-{line})"
    words = clause.method.replace("及格线", str(line))
    return _share(clause, numerator, denominator, formula, f"没有完成指标值的，按{words}得分")


def _stayed_below(measured: Measured, clause: Reverse | None, scheme: EvaluationScheme) -> Share:
    if clause is None:
        _is_silent(scheme, "反向指标怎样计分")
    if measured.is_met:
        return _all_of(clause)
    number, actual = measured.target.number, measured.actual
    is_ratio = clause.method == "指标值÷完成值"
    if number < 0 or not (number or is_ratio):
        _is_silent(scheme, f"超过的指标值是{measured.target.text}时怎样计分")
    rule = f"超过指标值的，按{clause.method}得分"
    if is_ratio:
        return _share(clause, number, actual, f"{_figure(number)}÷{_figure(actual)}", rule)
    formula = f"(1-({_figure(actual)}-{_figure(number)})÷{_figure(number)})"
    return _share(clause, EXACT.subtract(number, measured.difference), number, formula, rule)


def _equalled(measured: Measured, clause: Equality | None, scheme: EvaluationScheme) -> Share:
    """What a number earns that was to be just as much, or in a range, or without a sign."""
    target = measured.target
    if clause is None:
        _is_silent(scheme, "等于指标怎样计分")
    if clause.at_zero and not target.number and target.sign is Sign.EQUAL:
        is_met = measured.actual <= 0
        return _part(clause, _HUNDRED if is_met else Decimal(0), f"指标值是零的，{clause.at_zero}")
    if not measured.is_met and target.high is not None:
        _is_silent(scheme, f"完成值不在{target.text}之内怎样计分")
    if not measured.is_met and target.sign is Sign.NONE:
        raise AskError("指标值没有符号，看不出完成值多些好还是少些好（可以在指标值前写上≥、≤）")
    return _reached(measured, clause, "等于指标", scheme)


def _by_satisfaction(measured: Measured, clause: Bands) -> Share:
    measure = measured.target.measure
    if measure is None or measure.unit != "%":
        raise AskError("满意度不是百分数，不能按分档计分")
    return _band_share(clause, clause.bands, Percent(measured.actual), "实际满意度")


def _band_share(clause: Clause, bands: Sequence[Band], rate: Percent, label: str) -> Share:
    band = next((each for each in bands if rate >= each.least), bands[-1])
    better = bands[bands.index(band) - 1] if band is not bands[0] else None
    upto = f"、不到{better.least}" if better else ""
    return _part(clause, band.share.value, f"{label}从{band.least}起{upto}的，得分值的{band.share}")


def answered_share(answered: Answered, scheme: EvaluationScheme) -> Share:
    """What is or is not as it was to be earns.

    Raises:
        AskError: where the scheme is silent.
    """
    clause = scheme.answer
    if clause is None:
        _is_silent(scheme, "指标值是“是”或“否”的指标怎样计分")
    if answered.is_met:
        return _all_of(clause)
    if clause.unmet is None:
        _is_silent(scheme, "与指标值不符的是否指标得多少分")
    return _part(clause, clause.unmet.value, f"与指标值不符的，得分值的{clause.unmet}")


def inapplicable_share(scheme: EvaluationScheme) -> Share:
    """What an indicator that does not apply earns.

    Raises:
        AskError: where the scheme is silent.
    """
    clause = scheme.inapplicable
    if clause is None:
        _is_silent(scheme, "不适用的指标怎样计分")
    return _part(clause, clause.share.value, f"不适用的，得分值的{clause.share}")


def execution_share(
    rate: Percent | None, scheme: EvaluationScheme, *, within_budget: bool, is_completed: bool
) -> Share:
    """What the execution rate (预算执行率) earns.

    Args:
        rate: None where the budget is zero.
        scheme: that it is evaluated by.
        within_budget: whether no more was spent than the budget of the year.
        is_completed: whether the project is (项目完成).

    Raises:
        AskError: where the scheme is silent, or there is no rate.
    """
    clause = scheme.execution
    if clause is None or clause.method is None:
        _is_silent(scheme, "预算执行率怎样计分")
    if clause.is_full_when_completed and is_completed:
        if not within_budget:
            _is_silent(scheme, "项目完成而执行数超过预算的怎样计分")
        return _all_of(clause, "项目完成且执行数没有超过预算的，得满分")
    if rate is None:
        raise AskError("全年预算数是零，没有预算执行率")
    if clause.method == "按比例":
        return _in_proportion(rate, clause)
    if clause.below and rate >= clause.below:
        _is_silent(scheme, f"项目没有完成而执行率到了{clause.below}的怎样计分")
    return _band_share(clause, clause.bands, rate, "项目没有完成，执行率")


def _in_proportion(rate: Percent, clause: ExecutionRate) -> Share:
    percents = min(max(rate.value, Decimal(0)), _HUNDRED)
    rule = "按预算执行率计分，超过100%的按100%计"
    return _share(clause, percents, _HUNDRED, f"{_figure(percents)}%", rule)


def _all_of(clause: Clause, rule: str = "完成指标值的，得满分") -> Share:
    return _part(clause, _HUNDRED, rule)


def _part(clause: Clause, percents: Decimal, rule: str) -> Share:
    return Share(percents, _HUNDRED, f"{_figure(percents)}%", rule, clause)


def _share(
    clause: Clause, numerator: Decimal, denominator: Decimal, formula: str, rule: str
) -> Share:
    if numerator < 0:
        return Share(Decimal(0), Decimal(1), formula, f"{rule}，{_NOTHING_BELOW}", clause)
    return Share(numerator, denominator, formula, rule, clause)


def _figure(number: Decimal) -> str:
    text = abridged(number)
    return f"({text})" if number < 0 else text


def _is_silent(scheme: EvaluationScheme, question: str) -> NoReturn:
    raise AskError(f"{scheme.reference}没有规定{question}")
