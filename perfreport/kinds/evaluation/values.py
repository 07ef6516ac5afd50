"""What targets and achievements say (指标值、实际完成值), read strictly.

A value is one number with a sign before it or words such as 以上 behind it, and a unit, and nothing
else. Whatever else is typed is not read, with the reason: nobody's points may rest on a guess.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from perfreport.basics.decimals import EXACT, decimal_places
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.checks.targets import (
    NUMBER,
    SCALE,
    SCALES,
    SIGN_NAMES,
    SIGNS_AFTER,
    SIGNS_BEFORE,
    UNITS,
    Sign,
    plain_value,
)

_BEFORE = SIGNS_BEFORE | {
    "=": Sign.EQUAL,
    "等于": Sign.EQUAL,
    "大于等于": Sign.AT_LEAST,
    "小于等于": Sign.AT_MOST,
}
# The numbers are the codes of the integrated budget system (一体化).
_QUALITATIVE = ("定性", "6")
_OTHER = ("定量(其他)", "定量其他", "9")
_INAPPLICABLE = ("不适用", "本指标不适用此项目", "10")


def _any_of(words: dict[str, Sign]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_SIGNED = regex(rf"(?P<before>{_any_of(_BEFORE)})?(?P<body>.*?)(?P<behind>{_any_of(SIGNS_AFTER)})?")
_QUANTITY = regex(rf"(?P<number>-?(?:{NUMBER}))(?P<unit>(?:[^\d.,\s].*)?)", re.ASCII)
_RANGE = regex(
    rf"(?P<number>{NUMBER})(?P<low_unit>\D*?)(?:[-~–至到]|—+)(?P<high>{NUMBER})(?P<unit>\D*)",
    re.ASCII,
)
# 台套 and 台(套) are units as 台 is; so is 座次.
_COUNTED = rf"(?:{UNITS})(?:次|套|\((?:{UNITS})\))?"
_UNIT = regex(rf"(?P<scale>{SCALE})?(?P<unit>(?:{_COUNTED}(?:/(?:{UNITS}))?)?)")
_MINUS = str.maketrans("−－﹣", "---")
_SHARES = ("%", "‰", "百分点", "个百分点")
_SAME_UNITS = {"百分比": "%", "平方千米": "平方公里"}
_YEAR = r"(?:19|20)\d\d"
# 2024.12 alone is rather a month than a number.
_DATE = regex(rf".*(?:{_YEAR}年|{_YEAR}[-/.]\d+[-/.]\d|\d月).*|{_YEAR}[-/.](?:0?[1-9]|1[0-2])")
# Others than these may become digits in half width.
_UNUSUAL = regex(r"[^\x00-\x7f\u4e00-\u9fff\uff00-\uffef≥≤]")
_AREA = regex("(?<=[m米])[²³](?![0-9０-９])|[㎡㎥㎢]")
# What is computed of them has then no more than sixty digits.
_MOST_DIGITS, _MOST_DECIMALS = 12, 8


class UnclearError(Exception):
    """A value cannot be read; says in Chinese why."""


class Measure(NamedTuple):
    """A unit: what is counted, and in how many (万元: 元, ten thousand)."""

    unit: str
    scale: int


class Target(NamedTuple):
    """What is to be reached (指标值).

    Attributes:
        sign: how the number is meant.
        number: as typed; the lower end of a range.
        measure: what it counts; None where the target has no unit.
        high: the upper end of a range.
        text: as explanations print it.
    """

    sign: Sign
    number: Decimal
    measure: Measure | None
    high: Decimal | None
    text: str


def is_qualitative(symbol: str | None) -> bool:
    """Whether a sign (计算符号) says that the target is qualitative, in words or by its code."""
    return plain(symbol or "") in _QUALITATIVE


def is_of_other_sort(symbol: str | None) -> bool:
    """Whether a sign says 定量（其他）, which is scored as its explanation has it."""
    return plain(symbol or "") in _OTHER


def is_inapplicable(symbol: str | None) -> bool:
    """Whether a sign says that the indicator does not apply (不适用)."""
    return plain(symbol or "") in _INAPPLICABLE


@lru_cache(maxsize=4096)
def read_target(text: str, symbol: str | None = None, unit: str | None = None) -> Target:
    """The target that ``text`` says.

    Args:
        text: 指标值, with sign and unit or without.
        symbol: 计算符号 where it stands apart.
        unit: 度量单位 where it stands apart.

    Raises:
        UnclearError: when it is not one number or one range, or its parts do not agree.
    """
    match = _SIGNED.fullmatch(_checked("指标值", text))
    assert match is not None
    sign = _sign(text, match["before"], match["behind"], symbol)
    body = match["body"]
    found = _RANGE.fullmatch(body)
    if found and sign is Sign.NONE and found["low_unit"] in ("", found["unit"]):
        high = _number(found["high"])
    elif found := _QUANTITY.fullmatch(body):
        high = None
    else:
        raise UnclearError(f"指标值{quoted(text)}{_why_not(text)}")
    number = _number(found["number"])
    if high is not None and high < number:
        raise UnclearError(f"指标值{quoted(text)}从大到小")
    measure = _measure(text, found["unit"], unit)
    ends = found["number"] if high is None else f"{found['number']}-{found['high']}"
    shown = f"{SIGN_NAMES[sign]}{ends}{unit or found['unit']}"
    return Target(sign, number, measure, high, shown)


def read_actual(text: str, target: Target, unit: str | None = None) -> Decimal:
    """What was achieved (实际完成值), in the unit of the ``target``.

    Args:
        text: 实际完成值, with unit or without.
        target: that it stands beside.
        unit: of the target, as it is typed apart.

    Raises:
        UnclearError: when it is not one number, or in another unit.
    """
    found = _QUANTITY.fullmatch(_checked("实际完成值", text))
    if found is None:
        raise UnclearError(f"实际完成值{quoted(text)}{_why_not(text)}")
    number, typed = _number(found["number"]), found["unit"]
    if not typed and target.measure is not None:
        _check_bare(text, number, target, target.measure)
    if not typed or typed == plain(unit or ""):
        return number
    measure = _known(typed)
    if measure is None:
        raise UnclearError(f"实际完成值{quoted(text)}{_why_not(text)}")
    # 0.95 may be meant for 95%, on either side.
    if target.measure is None and measure.unit == "%" and 0 < abs(target.number) <= 1:
        raise UnclearError(f"指标值{target.text}没有百分号，看不出是百分之几")
    expected = target.measure or Measure(measure.unit, 1)
    if measure.unit != expected.unit or (target.measure is None and measure.scale != 1):
        raise UnclearError(f"实际完成值{quoted(text)}与指标值{target.text}的单位不同")
    worth = EXACT.multiply(number, Decimal(measure.scale))
    return EXACT.divide(worth, Decimal(expected.scale))


def _check_bare(text: str, number: Decimal, target: Target, measure: Measure) -> None:
    """A number without a unit is in that of the target, but where it is rather in another one."""
    if measure.unit == "%" and 0 < abs(number) <= 1 and target.number > 1:
        raise UnclearError(f"实际完成值{quoted(text)}没有百分号，看不出是百分之几")
    # 18000 beside ≥2万亩 is rather 1.8万亩.
    is_plain = measure.scale > 1 and abs(number) * 10 >= abs(target.number) * measure.scale
    if is_plain and target.number:
        raise UnclearError(
            f"实际完成值{quoted(text)}没有单位，看不出与指标值{target.text}的单位是否相同"
        )


# The same targets, signs and grades stand in thousands of tables, and are asked for several times.
@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """``text`` in half width, without layout blanks and a full stop at its end."""
    return plain_value(text.translate(_MINUS)).removesuffix("。")


def _checked(label: str, text: str) -> str:
    value = plain(text)
    if _DATE.fullmatch(value):
        raise UnclearError(f"{label}{quoted(text)}是时间，不是数量")
    if any(map(_hides_digit, _UNUSUAL.findall(_AREA.sub("", text)))):
        raise UnclearError(f"{label}{quoted(text)}有上标、带圈一类的数")
    return value


def _hides_digit(character: str) -> bool:
    """Whether it would become a digit in half width, as 10² would become 102."""
    return any(each in "0123456789" for each in unicodedata.normalize("NFKC", character))


def _sign(text: str, before: str | None, behind: str | None, symbol: str | None) -> Sign:
    said = {_BEFORE[before]} if before else set()
    if behind:
        said.add(SIGNS_AFTER[behind])
    if symbol:
        apart = _BEFORE.get(plain(symbol))
        if apart is None:
            raise UnclearError(f"计算符号{quoted(symbol)}不认识")
        said.add(apart)
    if len(said) > 1:
        raise UnclearError(f"指标值{quoted(text)}的符号前后不一")
    if Sign.ABOUT in said:
        raise UnclearError(f"指标值{quoted(text)}是约数")
    return said.pop() if said else Sign.NONE


def _number(digits: str) -> Decimal:
    number = Decimal(digits.replace(",", ""))
    if number.adjusted() >= _MOST_DIGITS or decimal_places(number) > _MOST_DECIMALS:
        raise UnclearError(f"{quoted(digits)}的位数太多")
    return number


def _measure(text: str, typed: str, apart: str | None) -> Measure | None:
    """The unit of a target, which may be any word only where it stands apart."""
    named = plain(apart or "")
    if not named and not typed:
        return None
    if not named or typed not in ("", named):
        known = _known(typed)
        if known is None:
            raise UnclearError(f"指标值{quoted(text)}{_why_not(text)}")
        if named and known != _known(named):
            raise UnclearError(f"指标值{quoted(text)}与度量单位{quoted(apart)}不同")
        return known
    return _known(named) or Measure(named, 1)


def _known(unit: str) -> Measure | None:
    match = _UNIT.fullmatch(_SAME_UNITS.get(unit, unit))
    if match is None or (match["scale"] and match["unit"] in _SHARES):
        return None
    return Measure(match["unit"], SCALES.get(match["scale"], 1))


def _why_not(text: str) -> str:
    count = len(re.findall(NUMBER, text))
    return "不是数量" if not count else "不只是数和单位" if count == 1 else "不止一个数"
