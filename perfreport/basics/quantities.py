"""Amounts, percentages and scores: exact, perhaps still to be filled in; how forms print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import reduce
from typing import Any, ClassVar, Self, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from perfreport.basics.decimals import (
    EXACT,
    FULL_WIDTH,
    NO_NUMBER,
    NOTHING,
    decimal_places,
    figure_bounds,
    figure_pattern,
    no_number,
    parse_decimal,
    plain_digits,
    round_half_up,
    says_nothing,
)
from perfreport.basics.messages import quoted

T = TypeVar("T")

PENDING = "待填"
"""What stands in a field, or as a line of its text, until somebody fills it in."""

GAP = f"【{PENDING}"
"""How the mark begins that is printed for what is still to be filled in (待填)."""

PENDING_FIGURE = f"{GAP}】"
"""What is printed for a figure that is still to be filled in (待填)."""

FOLLOWING_FIGURE = "【随数据计算】"
"""What is printed for a figure that follows from such a one."""

# Quiet NaNs pass through sums and rates without a word. The payload tells what is to be filled in
# from what follows from it, which is neither listed nor counted.
_PENDING = Decimal("NaN1")
_FOLLOWING = Decimal("NaN")
_ZERO = Decimal(0)
_SCORE_PLACES = 4
_SAID_OTHERWISE = re.compile("N/?A|没有|暂无|未安排|未发生|不涉及|不适用|空", re.IGNORECASE)
"""What is meant to say that there is no money, beside what does."""


def _made(kind: type[T], **attributes: object) -> T:
    """A quantity that is not held to the bounds of what is typed."""
    # Sums may be longer than what anybody types, and differences negative.
    quantity = object.__new__(kind)
    for name, value in attributes.items():
        object.__setattr__(quantity, name, value)
    return quantity


def _restored(kind: type[T], attributes: dict[str, Any]) -> T:
    """A quantity out of a pickle."""
    value = attributes["value"]
    if value.is_nan():
        attributes["value"] = _PENDING if value.as_tuple().digits else _FOLLOWING
    return _made(kind, **attributes)


def _computed(kind: type[T], value: Decimal, **attributes: object) -> T:
    """A quantity that follows from others, exactly; unknown where one of them is."""
    return _made(kind, value=_FOLLOWING if value.is_nan() else value, **attributes)


def _gap(value: Decimal) -> str:
    """What stands for a ``value`` that is not known; only one still to be filled in is counted."""
    return PENDING_FIGURE if value.as_tuple().digits else FOLLOWING_FIGURE


class _Quantity:
    """What the quantities have in common: each may be unknown for now.

    Attributes:
        schemas: the ways to write one in a data file, as JSON Schema.
    """

    # Without them the slots of the classes below would save nothing.
    __slots__ = ()
    value: Decimal
    schemas: ClassVar[tuple[JsonSchemaValue, ...]]

    @classmethod
    def parse(cls, source: object) -> Self:
        """One of what is typed, or one as it is; raises ``ValueError`` for anything else."""
        if isinstance(source, cls):
            return source
        return cls.pending() if source == PENDING_FIGURE else cls._read(source)

    @classmethod
    def _read(cls, source: object) -> Self:
        raise NotImplementedError

    @classmethod
    def pending(cls) -> Self:
        """One that is still to be filled in (待填)."""
        return _made(cls, value=_PENDING)

    def __reduce__(self) -> tuple[object, ...]:
        """The same from another process: what is not known has one value, known by identity."""
        names: tuple[str, ...] = type(self).__slots__
        return _restored, (type(self), {name: getattr(self, name) for name in names})

    @property
    def is_known(self) -> bool:
        """Whether it neither is to be filled in nor follows from one that is."""
        return not self.value.is_nan()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate by ``parse``; serialise by ``str``."""

        def validate(source: object) -> Any:
            try:
                return cls.parse(source)
            except ValueError as error:
                code = cls.__name__.lower()
                # A plain ValueError would be told as “Value error, …”.
                raise PydanticCustomError(code, "{reason}", {"reason": str(error)}) from None

        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """One of its ``schemas``."""
        ways = [dict(way) for way in cls.schemas]
        return ways[0] if len(ways) == 1 else {"anyOf": ways}


class PendingNumber(int):
    """A whole number that is still to be filled in; it equals none that can be."""

    def __new__(cls) -> PendingNumber:
        """The only one there is."""
        return super().__new__(cls, -1)

    def __str__(self) -> str:
        """As it is printed."""
        return PENDING_FIGURE


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


_WITH_UNIT = re.compile(r"\s*[￥¥]?(?P<number>[\d.,．，+＋－-]+)\s*(?P<unit>亿元?|万元?|元)\s*")


_SIGN = r"[+\-＋－]?"
_SUFFIXES = {Unit.YUAN: "元", Unit.TEN_THOUSAND_YUAN: "万元?", Unit.HUNDRED_MILLION_YUAN: "亿元?"}


def _ways_to_write(
    most: Mapping[Unit, int], *, takes_bare: bool = True
) -> tuple[JsonSchemaValue, ...]:
    """The ways to write an amount in a data file, with so many decimals at ``most``.

    A bare number is in 万元; where it is not taken, zero is.
    """
    places = {unit: min(unit.places, most.get(unit, unit.places)) for unit in Unit}
    figures = {unit: f"{_SIGN}{figure_pattern(places[unit])}" for unit in Unit}
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
class Amount(_Quantity):
    """An amount of money (金额): an exact number and its unit, 万元 unless said otherwise.

    Amounts in different units add, subtract and compare by their worth; the result is in the unit
    of the left operand.
    """

    value: Decimal
    unit: Unit = Unit.TEN_THOUSAND_YUAN
    schemas: ClassVar[tuple[JsonSchemaValue, ...]] = _ways_to_write({})

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
        if says_nothing(source):
            return cls(0)
        if isinstance(source, str) and (match := _WITH_UNIT.fullmatch(source)):
            return cls(match["number"], Unit.named(f"{match['unit'].removesuffix('元')}元"))
        if isinstance(source, str) and _SAID_OTHERWISE.fullmatch(source.strip()):
            raise ValueError(f"{quoted(source)}{NO_NUMBER}；没有金额的，写“无”")
        return cls(source)

    @classmethod
    def pending(cls) -> Self:
        """An amount that is still to be filled in (待填)."""
        return _made(cls, value=_PENDING, unit=Unit.TEN_THOUSAND_YUAN)

    @staticmethod
    def schemas_as_printed(rounding: Rounding) -> tuple[JsonSchemaValue, ...]:
        """The ways to write an amount that needs no rounding where it is in the unit printed."""
        takes_bare = rounding.unit is Unit.TEN_THOUSAND_YUAN
        return _ways_to_write({rounding.unit: rounding.amount_places}, takes_bare=takes_bare)

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
        return _computed(cls, value=value, unit=unit)

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
        return _computed(Amount, value=value, unit=self.unit)

    def __sub__(self, other: Amount) -> Amount:
        """Difference, in the unit of the left operand."""
        value = EXACT.subtract(self.value, other.to(self.unit))
        return _computed(Amount, value=value, unit=self.unit)

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
        return hash(self.to(Unit.YUAN) if self.is_known else _PENDING)

    def __str__(self) -> str:
        """As it is written in a data file: the bare number for 万元, else with the unit."""
        if not self.is_known:
            return _gap(self.value)
        suffix = "" if self.unit is Unit.TEN_THOUSAND_YUAN else self.unit.label
        return f"{self.value:f}{suffix}"


@dataclass(frozen=True, slots=True, order=True)
class Percent(_Quantity):
    """A percentage (百分比); ``value`` counts percents, so 99.15% is ``Decimal("99.15")``."""

    value: Decimal
    schemas: ClassVar[tuple[JsonSchemaValue, ...]] = (
        {"type": "string", "pattern": rf"^\s*{_SIGN}{figure_pattern()}\s*[%％]\s*$"},
    )

    def __init__(self, value: object) -> None:
        """``value`` in percents, a trailing ``%`` allowed in text."""
        number = value
        if isinstance(value, str):
            number = value.strip().translate(FULL_WIDTH).removesuffix("%")
        object.__setattr__(self, "value", parse_decimal(number, typed=value))

    @classmethod
    def _read(cls, source: object) -> Self:
        """A percentage from text that ends in ``%``."""
        if isinstance(source, str) and source.strip().translate(FULL_WIDTH).endswith("%"):
            return cls(source)
        why = "不是百分比，请写成 99.15% 这样，带百分号"
        if isinstance(source, str):
            why = no_number(source, why)
        raise ValueError(f"{quoted(source)}{why}")

    @classmethod
    def ratio(cls, part: Decimal, whole: Decimal) -> Percent | None:
        """``part`` as a percentage of ``whole``, to 60 digits; None when ``whole`` is zero."""
        if not whole:
            return None
        value = EXACT.divide(EXACT.multiply(part, Decimal(100)), whole)
        return _computed(cls, value=value)

    def __str__(self) -> str:
        """As it is written in a data file."""
        return f"{self.value:f}%" if self.is_known else _gap(self.value)


def _without_unit(score: object) -> object:
    """``score`` without a trailing 分; a number of JSON stays one."""
    text = score.strip() if isinstance(score, str) else ""
    return text.removesuffix("分") if text.endswith("分") else score


@dataclass(frozen=True, slots=True, order=True)
class Score(_Quantity):
    """Points (分值、得分), not negative, at most four decimals."""

    value: Decimal
    schemas: ClassVar[tuple[JsonSchemaValue, ...]] = (
        {"type": "number", **figure_bounds(signed=False)},
        {"type": "string", "pattern": rf"^\s*[+＋]?{figure_pattern(_SCORE_PLACES)}\s*分?\s*$"},
    )

    def __init__(self, value: object) -> None:
        """``value`` in points, a trailing ``分`` allowed in text."""
        number = parse_decimal(_without_unit(value), typed=value)
        if (places := decimal_places(number)) > _SCORE_PLACES:
            message = f"{quoted(value)}有 {places} 位小数，分值和得分最多 {_SCORE_PLACES} 位"
            raise ValueError(f"{message}，请核对后取舍")
        if number < 0:
            raise ValueError(f"{quoted(value)}小于零，分值和得分不能为负，请核对")
        # A zero may have a sign, which would be printed.
        object.__setattr__(self, "value", number.copy_abs())

    @classmethod
    def _read(cls, source: object) -> Self:
        """Points from a number or text."""
        return cls(source)

    @classmethod
    def total(cls, scores: Iterable[Score]) -> Score:
        """The sum of the scores, zero for none."""
        return _computed(cls, value=reduce(EXACT.add, (score.value for score in scores), _ZERO))

    def share_of(self, weight: Score) -> Percent | None:
        """得分率: this score as a percentage of ``weight``; None when that is zero."""
        return Percent.ratio(self.value, weight.value)

    def minus(self, other: Score) -> Score:
        """What is left of this score without ``other``, at least zero."""
        left = EXACT.subtract(self.value, other.value)
        return _computed(Score, value=left if left.is_nan() else max(left, _ZERO))

    def __str__(self) -> str:
        """As it is written in a data file."""
        return f"{self.value:f}" if self.is_known else _gap(self.value)


@dataclass(frozen=True, slots=True, order=True)
class Number(_Quantity):
    """A number of whatever is counted or measured (数字), with the decimals that were typed."""

    value: Decimal
    schemas: ClassVar[tuple[JsonSchemaValue, ...]] = (
        {"type": "number", **figure_bounds()},
        {"type": "string", "pattern": rf"^\s*[-+＋－]?{figure_pattern()}\s*$"},
    )

    def __init__(self, value: object) -> None:
        """``value`` as a number or text, thousands set apart or not."""
        object.__setattr__(self, "value", parse_decimal(value))

    @classmethod
    def _read(cls, source: object) -> Self:
        """A number from a number or text."""
        return cls(source)

    def __str__(self) -> str:
        """As it is written in a data file."""
        return f"{self.value:f}" if self.is_known else _gap(self.value)


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a form prints figures (取舍规则): unit, decimals, and the look of exactly full marks.

    Attributes:
        unit: of every amount on the form.
        amount_places: decimals of an amount.
        rate_places: decimals of a percentage.
        whole_full_rate: whether exactly 100 % prints ``100%`` rather than ``100.00%``.
    """

    unit: Unit = Unit.TEN_THOUSAND_YUAN
    amount_places: int = 2
    rate_places: int = 2
    whole_full_rate: bool = True

    def amount(self, amount: Amount) -> str:
        """``10,306.73``; zero is ``0.00``."""
        if not amount.is_known:
            return str(amount)
        return f"{round_half_up(amount.to(self.unit), self.amount_places):,f}"

    def exact_amount(self, amount: Amount) -> str:
        """``598,000.00万元``: all decimals that it has, at least those printed, and the unit."""
        if not amount.is_known:
            return str(amount)
        number = amount.to(self.unit)
        places = max(self.amount_places, decimal_places(number))
        return f"{number:,.{places}f}{self.unit.label}"

    def rate(self, percent: Percent) -> str:
        """``99.15%``; exactly full marks are ``100%`` where the form prints them so."""
        if not percent.is_known:
            return str(percent)
        if self.whole_full_rate and percent.value == 100:
            return "100%"
        return f"{round_half_up(percent.value, self.rate_places):f}%"

    def rate_or_dash(self, percent: Percent | None) -> str:
        """The same; a dash where there is nothing to divide by."""
        return "—" if percent is None else self.rate(percent)

    def score(self, score: Score) -> str:
        """Points without trailing zeros: ``0.5``, ``50``."""
        return plain_digits(score.value) if score.is_known else str(score)
