"""Rules about the names and values of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.blocks.model import Indicator
from perfreport.checks.bases import TARGET_RULES, WITH_LEVELS
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.checks.targets import Quantity, Sign

_BARE_NUMBER = regex(r"[-+]?[\d,]+(?:\.\d+)?[。；;.]?")
# 培训覆盖率（%） and 平均单价（元/平方米） have their units there.
_UNIT_IN_NAME = regex(
    r"[（(][^（）()]{0,8}(?:[%％‰元人个项次件天日月年户场份米里吨亩家名套台]|平方米|公里)[）)]$"
)
_NO_SENSE = regex(r"[\s\-—–/\\.。、,，≥≤<>＜＞=＝~～%％]+")
_DIGIT = regex(r"[\d０-９]")
# 12份全部完成 says a share in words.
_PERCENT = regex(r"[%％‰]|百分|成$|全部|全覆盖")
_RATE_NAME = regex(
    r"(?:完成|到位|达标|合格|及时|覆盖|满意|正常运行|归档|办结|处置|登记|验收通过)率$"
)
_NEEDS_NO_UNIT = ("定性", "6", "定量（其他）", "定量(其他)", "9", "不适用", "10")
# Every two of them are compared.
_MOST_COMPARED = 60
_rule = partial(rule, basis=TARGET_RULES, kinds=WITH_LEVELS)
_TIME_UNITS = ("天", "日", "周", "月", "年", "小时", "分钟", "秒", "季度", "期")


@_rule(
    "IND-007",
    "指标值的单位",
    checks="指标值不只是一个数字或符号，写有单位或程度",
)
def values_make_sense(case: Case) -> Iterator[Remark]:
    """A value is more than a bare number or a sign: it has a unit or says something."""
    for path, indicator in case.placed_indicators:
        for key, label, value in _values(indicator):
            if _BARE_NUMBER.fullmatch(value) and not _UNIT_IN_NAME.search(indicator.name):
                yield remark(
                    path / key,
                    f"{quote(indicator.name)}的{label}只有数字{quote(value)}，没有单位",
                    _unit_advice(indicator.name, value),
                )
            elif _NO_SENSE.fullmatch(value):
                message = f"{quote(indicator.name)}的{label}是{quote(value)}，没有说出目标"
                advice = "请写明要达到的数或程度"
                yield remark(path / key, message, advice)


def _values(indicator: Indicator) -> Iterator[tuple[str, str, str]]:
    """Key, label and text of the values; two that are equal come as one."""
    cycle, annual = indicator.cycle_value, indicator.annual_value
    if cycle and cycle == annual:
        yield "实施周期指标值", "实施周期指标值和年度指标值", cycle
        return
    if cycle:
        yield "实施周期指标值", "实施周期指标值", cycle
    if annual:
        yield "年度指标值", "年度指标值", annual
    # Beside a unit of its own a bare number is all there is to say; the codes of signs need none.
    if indicator.value and not indicator.unit and indicator.sign not in _NEEDS_NO_UNIT:
        yield "指标值", "指标值", indicator.value


def _unit_advice(name: str, value: str) -> str:
    if name.endswith(("率", "满意度", "比例", "比重")):
        return f"请写明单位，如“{_as_percent(value.rstrip('。；;.'))}”"
    return "请写明单位，如“个”“次”“%”"


def _as_percent(number: str) -> str:
    """``number`` as it was meant of a rate: 0.95 is a part of one and 95 of a hundred."""
    value = Decimal(number.replace(",", ""))
    return f"{(value * 100).normalize():f}%" if 0 < value <= 1 else f"{number}%"


@_rule(
    "IND-008",
    "年度值与周期值",
    checks="计数的指标，年度指标值不大于实施周期指标值",
)
def annual_value_within_cycle(case: Case) -> Iterator[Remark]:
    """One year does not count more than the whole cycle."""
    for path, indicator in case.placed_indicators:
        cycle, annual = indicator.cycle_value, indicator.annual_value
        if not cycle or not annual or cycle == annual:
            continue
        of_cycle, of_year = (_only_quantity(text, case) for text in (cycle, annual))
        if of_cycle and of_year and _counts_more(of_year, of_cycle):
            yield remark(
                path / "年度指标值",
                f"{quote(indicator.name)}的年度指标值{quote(annual)}大于实施周期指标值{quote(cycle)}",
                "实施周期包括本年度，请核对两个值",
            )


def _only_quantity(text: str, case: Case) -> Quantity | None:
    quantities = case.quantities(text)
    return quantities[0] if len(quantities) == 1 else None


def _counts_more(of_year: Quantity, of_cycle: Quantity) -> bool:
    """Whether both count the same things, upwards, and the year counts more of them."""
    return (
        of_year.unit == of_cycle.unit
        and _is_count(of_year)
        and of_year.sign.direction >= 0
        and of_cycle.sign.direction >= 0
        and of_year.number > of_cycle.number
        and not _may_be_rounded(of_year, of_cycle)
    )


def _may_be_rounded(exact: Quantity, rounded: Quantity) -> bool:
    """Whether ``rounded`` is ``exact`` in round numbers, such as 约2.6万人 for 26330人."""
    # 约2.6万人 of the cycle is what 26330人 of the year were rounded to.
    is_rough = rounded.sign is Sign.ABOUT or bool(re.search("[万千百亿]", rounded.text))
    return is_rough and abs(exact.number - rounded.number) * 20 <= exact.number


def _is_count(quantity: Quantity) -> bool:
    # A rate or a time of one year is no part of that of the cycle.
    unit = quantity.unit
    return bool(unit) and unit not in ("%", "‰", "日期") and not unit.endswith(_TIME_UNITS)


@_rule(
    "IND-010",
    "指标值与名称",
    checks="指标值与名称所说的数、比率不矛盾",
)
def values_agree_with_names(case: Case) -> Iterator[Remark]:
    """A value does not contradict the number or the rate that the name speaks of."""
    for path, indicator in case.placed_indicators:
        # Most names speak of neither.
        if not (_DIGIT.search(indicator.name) or _RATE_NAME.search(indicator.name)):
            continue
        for key, _, value in _values(indicator):
            if not _DIGIT.search(value):
                continue
            if message := _contradiction(indicator.name, value, case):
                advice = "请核对指标名称和指标值"
                yield remark(path / key, message, advice)


def _contradiction(name: str, value: str, case: Case) -> str | None:
    if _RATE_NAME.search(name) and not _PERCENT.search(value) and not _BARE_NUMBER.fullmatch(value):
        counted = _only_quantity(value, case)
        if counted and _is_count(counted):
            return f"{quote(name)}是比率，指标值{quote(value)}却是数量"
    if _DIGIT.search(name):
        named, valued = _only_quantity(name, case), _only_quantity(value, case)
        if named and valued and _is_count(named) and named.unit == valued.unit:
            return _other_number(name, value, named, valued)
    return None


def _other_number(name: str, value: str, named: Quantity, valued: Quantity) -> str | None:
    if named.number == valued.number:
        return None
    return f"名称{quote(name)}说的是{named.text}，指标值{quote(value)}却是{valued.text}"


@_rule(
    "IND-011",
    "互换的指标值",
    checks="没有两条指标的指标值各说着对方",
)
def values_not_swapped(case: Case) -> Iterator[Remark]:
    """No two indicators of a list have each the value that speaks of the other.

    Lists in which very many values do not speak of their names tell nothing and are passed over.
    """
    for path, indicators, _ in case.indicator_lists:
        strangers = [
            (position, each)
            for position, each in enumerate(indicators)
            if _is_wordy(each) and _share_named(each.name, each.annual_value or "") <= 0.5
        ]
        if len(strangers) <= _MOST_COMPARED:
            yield from _swapped(path, strangers)


def _swapped(path: DataPath, strangers: Sequence[tuple[int, Indicator]]) -> Iterator[Remark]:
    for number, (first, one) in enumerate(strangers):
        for second, other in strangers[number + 1 :]:
            if _speak_of_each_other(one, other):
                yield remark(
                    path / second / "年度指标值",
                    f"第{first + 1}条{quote(one.name)}的指标值说的是{quote(other.name)}，"
                    f"第{second + 1}条的说的是{quote(one.name)}，疑已互换",
                    "请核对这两条的指标值；原件如此的可照录",
                )


def _is_wordy(indicator: Indicator) -> bool:
    """Whether name and value are long enough to tell what they speak of."""
    return len(indicator.name) >= 6 and len(indicator.annual_value or "") > len(indicator.name)


def _speak_of_each_other(one: Indicator, other: Indicator) -> bool:
    crossed = (
        _share_named(one.name, other.annual_value or ""),
        _share_named(other.name, one.annual_value or ""),
    )
    return min(crossed) >= 0.75


def _share_named(name: str, value: str) -> float:
    """How much of the characters of ``name`` are in ``value``."""
    characters = set(name)
    return len(characters & set(value)) / len(characters)
