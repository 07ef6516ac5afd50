"""Percentages, points and numbers of whatever is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import ClassVar, Self

from pydantic.json_schema import JsonSchemaValue

from perfreport.basics.decimals import (
    EXACT,
    FULL_WIDTH,
    decimal_places,
    figure_bounds,
    figure_pattern,
    no_number,
    parse_decimal,
)
from perfreport.basics.messages import quoted
from perfreport.basics.quantities.quantity import Quantity, computed

SIGN = r"[+\-＋－]?"
_ZERO = Decimal(0)
_SCORE_PLACES = 4


@dataclass(frozen=True, slots=True, order=True)
class Percent(Quantity):
    """A percentage (百分比); ``value`` counts percents, so 99.15% is ``Decimal("99.15")``."""

    value: Decimal
    schemas: ClassVar[tuple[JsonSchemaValue, ...]] = (
        {"type": "string", "pattern": rf"^\s*{SIGN}{figure_pattern()}\s*[%％]\s*$"},
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
        return computed(cls, value=value)

    @property
    def suffix(self) -> str:
        """The sign of percentages."""
        return "%"


def _without_unit(score: object) -> object:
    """``score`` without a trailing 分; a number of JSON stays one."""
    text = score.strip() if isinstance(score, str) else ""
    return text.removesuffix("分") if text.endswith("分") else score


@dataclass(frozen=True, slots=True, order=True)
class Score(Quantity):
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
    def total(cls, scores: Iterable[Score]) -> Score:
        """The sum of the scores, zero for none."""
        return computed(cls, value=reduce(EXACT.add, (score.value for score in scores), _ZERO))

    def share_of(self, weight: Score) -> Percent | None:
        """得分率: this score as a percentage of ``weight``; None when that is zero."""
        return Percent.ratio(self.value, weight.value)

    def minus(self, other: Score) -> Score:
        """What is left of this score without ``other``, at least zero."""
        left = EXACT.subtract(self.value, other.value)
        return computed(Score, value=left if left.is_nan() else max(left, _ZERO))


@dataclass(frozen=True, slots=True, order=True)
class Number(Quantity):
    """A number of whatever is counted or measured (数字), with the decimals that were typed."""

    value: Decimal
    schemas: ClassVar[tuple[JsonSchemaValue, ...]] = (
        {"type": "number", **figure_bounds()},
        {"type": "string", "pattern": rf"^\s*[-+＋－]?{figure_pattern()}\s*$"},
    )

    def __init__(self, value: object) -> None:
        """``value`` as a number or text, thousands set apart or not."""
        object.__setattr__(self, "value", parse_decimal(value))
