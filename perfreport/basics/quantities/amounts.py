"""Amounts of money and their units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import reduce
from typing import ClassVar, Self

from pydantic.json_schema import JsonSchemaValue

from perfreport.basics.decimals import (
    EXACT,
    NO_NUMBER,
    NOTHING,
    JsonNumber,
    decimal_places,
    figure_bounds,
    figure_pattern,
    parse_decimal,
    says_nothing,
)
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.basics.quantities.figures import SIGN, Percent
from perfreport.basics.quantities.quantity import PENDING_VALUE, Quantity, computed, made

_SAID_OTHERWISE = regex("N/?A|没有|暂无|未安排|未发生|不涉及|不适用|空", re.IGNORECASE)
"""What is meant to say that there is no money, beside what does."""

_MORE_THAN_NOTHING = regex(
    r"""[“"‘'「（(【]?无(?:金额|预算|资金|安排)?(?:[万亿]?元)?[”"’'」）)】]?[。.；;，,]?"""
)
"""The same with 无 in it, and something beside that it has to lose."""


class Unit(Enum):
    """A unit of money (金额单位) with its worth in 元 and its finest decimal place (分)."""

    YUAN = ("元", Decimal(1), 2)
    TEN_THOUSAND_YUAN = ("万元", Decimal(10_000), 6)
    HUNDRED_MILLION_YUAN = ("亿元", Decimal(100_000_000), 10)

    def __init__(self, label: str, yuan: Decimal, places: int) -> None:
        """``label`` as printed, ``yuan`` in one unit, ``places`` down to a 分."""
        self.label = label
        self.yuan = yuan
        self.places = places

    @classmethod
    def named(cls, label: str) -> Unit:
        """The unit printed as ``label``; raises ``ValueError`` for an unknown one."""
        for unit in cls:
            if unit.label == label:
                return unit
        raise ValueError(f"不认识的金额单位“{label}”，可写：元、万元、亿元")


_WITH_UNIT = regex(r"\s*[￥¥]?(?P<number>[\d.,．，+＋－-]+)\s*(?P<unit>亿元?|万元?|元)\s*")


_SUFFIXES = {Unit.YUAN: "元", Unit.TEN_THOUSAND_YUAN: "万元?", Unit.HUNDRED_MILLION_YUAN: "亿元?"}


def ways_to_write(
    most: Mapping[Unit, int], *, takes_bare: bool = True
) -> tuple[JsonSchemaValue, ...]:
    """The ways to write an amount in a data file, with so many decimals at ``most``.

    A bare number is in 万元; where it is not taken, zero is.
    """
    places = {unit: min(unit.places, most.get(unit, unit.places)) for unit in Unit}
    figures = {unit: f"{SIGN}{figure_pattern(places[unit])}" for unit in Unit}
    bare = figures[Unit.TEN_THOUSAND_YUAN]
    units = "|".join(rf"{figures[unit]}\s*{suffix}" for unit, suffix in _SUFFIXES.items())
    number: JsonSchemaValue = {"type": "number", **figure_bounds()}
    if Unit.TEN_THOUSAND_YUAN in most:
        number["multipleOf"] = float(Decimal(1).scaleb(-places[Unit.TEN_THOUSAND_YUAN]))
    if not takes_bare:
        number, bare = {"const": 0}, "[0０]+([.．][0０]*)?"
    return (
        number,
        {"type": "string", "pattern": rf"^\s*({bare}|[￥¥]?({units}))\s*$"},
        {"type": "string", "pattern": rf"^\s*({NOTHING.pattern})\s*$"},
    )


@dataclass(frozen=True, slots=True)
class Amount(Quantity):
    """An amount of money (金额): an exact number and its unit, 万元 unless said otherwise.

    Amounts in different units add, subtract and compare by their worth; the result is in the unit
    of the left operand.
    """

    value: Decimal
    unit: Unit = Unit.TEN_THOUSAND_YUAN
    schemas: ClassVar[tuple[JsonSchemaValue, ...]] = ways_to_write({})

    def __init__(self, value: object, unit: Unit = Unit.TEN_THOUSAND_YUAN) -> None:
        """``value`` in ``unit``; takes ``Decimal``, ``int`` or text, never a ``float``."""
        number = parse_decimal(value)
        if (places := decimal_places(number)) > unit.places:
            raise ValueError(
                f"{quoted(value)}有 {places} 位小数，以{unit.label}为单位最多 {unit.places} 位"
                "（精确到分），请核对后取舍"
            )
        object.__setattr__(self, "value", number)
        object.__setattr__(self, "unit", unit)

    @classmethod
    def _read(cls, source: object) -> Self:
        """An amount from a number, or text with an optional unit (``598000元``).

        Zero for what says that there is none, such as a dash.
        """
        if source is None or source == "":
            raise ValueError("这里空着；没有金额的，写“无”或 0.00")
        if isinstance(source, JsonNumber):
            return cls(source)
        if says_nothing(source):
            return cls(0)
        if isinstance(source, str) and (match := _WITH_UNIT.fullmatch(source)):
            return cls(match["number"], Unit.named(f"{match['unit'].removesuffix('元')}元"))
        if isinstance(source, str) and _SAID_OTHERWISE.fullmatch(source.strip()):
            raise ValueError(f"{quoted(source)}{NO_NUMBER}；没有金额的，写“无”")
        if isinstance(source, str) and _MORE_THAN_NOTHING.fullmatch(source.strip()):
            raise ValueError(
                f"{quoted(source)}不是金额；没有金额的，只写“无”一个字，不加引号、标点和单位"
            )
        return cls(source)

    @classmethod
    def pending(cls) -> Self:
        """An amount that is still to be filled in (待填)."""
        return made(cls, value=PENDING_VALUE, unit=Unit.TEN_THOUSAND_YUAN)

    @classmethod
    def total(cls, amounts: Iterable[Amount | None]) -> Amount | None:
        """The sum of the amounts that are there; None when none is."""
        there = [amount for amount in amounts if amount is not None]
        if not there:
            return None
        if len(there) == 1 and there[0].is_known:
            return there[0]
        unit = there[0].unit
        value = reduce(EXACT.add, [amount.to(unit) for amount in there])
        return computed(cls, value=value, unit=unit)

    @classmethod
    def sum(cls, amounts: Iterable[Amount]) -> Amount:
        """The sum of the amounts, zero for none."""
        return cls.total(amounts) or cls(0)

    def to(self, unit: Unit) -> Decimal:
        """The exact number of ``unit`` that this amount is worth."""
        if unit is self.unit:
            return self.value
        return EXACT.divide(EXACT.multiply(self.value, self.unit.yuan), unit.yuan)

    def share_of(self, whole: Amount) -> Percent | None:
        """This amount as a percentage of ``whole``; None when that is zero."""
        return Percent.ratio(self.to(whole.unit), whole.value)

    def __add__(self, other: Amount) -> Amount:
        """Sum, in the unit of the left operand."""
        value = EXACT.add(self.value, other.to(self.unit))
        return computed(Amount, value=value, unit=self.unit)

    def __sub__(self, other: Amount) -> Amount:
        """Difference, in the unit of the left operand."""
        value = EXACT.subtract(self.value, other.to(self.unit))
        return computed(Amount, value=value, unit=self.unit)

    def __eq__(self, other: object) -> bool:
        """Whether both are worth the same."""
        if not isinstance(other, Amount):
            return NotImplemented
        value = other.to(self.unit)
        return self.value == value or (self.value.is_nan() and value.is_nan())

    def __lt__(self, other: Amount) -> bool:
        """Whether this one is worth less."""
        return self.value < other.to(self.unit)

    def __le__(self, other: Amount) -> bool:
        """Whether this one is worth at most as much."""
        return self.value <= other.to(self.unit)

    def __hash__(self) -> int:
        """Equal amounts hash alike, whatever their units."""
        # Decimal hashes every NaN otherwise, but pending amounts are equal.
        return hash(self.to(Unit.YUAN) if self.is_known else PENDING_VALUE)

    @property
    def suffix(self) -> str:
        """The unit, but for 万元."""
        return "" if self.unit is Unit.TEN_THOUSAND_YUAN else self.unit.label
