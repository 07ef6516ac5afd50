"""What a cell says as a data file has it, and a value as a cell says it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

from perfreport.basics.decimals import EXACT, FULL_WIDTH, decimal_places, plain_digits
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Number, Percent, Score, Unit
from perfreport.blocks.months import months_of
from perfreport.sheets.workbook import Cell

_BARE = regex(r"[-+]?[\d,]*\.?\d+")
_PLAIN = regex(r"-?(?:0|[1-9]\d{0,5})(?:\.\d{0,3}[1-9])?")
_DIGIT = regex(r"\d")
_IN_PERCENT = regex(r"[（(]\s*[%％]\s*[)）]")

QUALITATIVE = "定性"
SIGNS = ("≥", "≤", "＝", "＞", "＜", "=", ">", "<", ">=", "<=")

_SIGNED = regex(
    rf"(?P<sign>{'|'.join(sorted(SIGNS, key=len, reverse=True))})?"
    r"(?P<number>-?\d[\d,]*(?:\.\d+)?)(?P<unit>(?:[^\d\s.,~-][^\d]*)?)"
)

Sort = Literal["金额", "分值", "百分比", "数", "文字"]
"""What a field holds, as far as cells tell it apart."""

_SORTS: dict[object, Sort] = {
    Amount: "金额", Score: "分值", Percent: "百分比", Number: "数", int: "数",
}  # fmt: skip


def sort_of(kind: object) -> Sort:
    """What a field of the plain type ``kind`` holds."""
    return _SORTS.get(kind, "文字")


def text_of(cell: Cell, sort: Sort, unit: Unit, heading: str = "") -> str:
    """What ``cell`` says, as a data file has it.

    Args:
        cell: that says something.
        sort: of the field.
        unit: of the sheet's amounts.
        heading: of the column, which may say that its numbers are percentages.
    """
    shown = cell.shown.strip()
    number = cell.held if isinstance(cell.held, Decimal) else None
    match sort:
        case "金额":
            bare = plain_digits(number) if number is not None else shown.translate(FULL_WIDTH)
            return f"{bare}{_suffix(unit)}" if _BARE.fullmatch(bare) else bare
        case "百分比":
            return _percentage(shown, number, heading)
        case "分值" | "数":
            return plain_digits(number) if number is not None else shown
        case "文字":
            return shown


def _suffix(unit: Unit) -> str:
    # A bare number in data is in 万元.
    return "" if unit is Unit.TEN_THOUSAND_YUAN else unit.label


def _percentage(shown: str, number: Decimal | None, heading: str) -> str:
    """A percentage: 95% for 0.95 in a format of percentages, and for 95 under 执行率（%）."""
    text = shown.translate(FULL_WIDTH)
    if number is not None and text.endswith("%"):
        return f"{plain_digits(EXACT.multiply(number, Decimal(100)))}%"
    bare = plain_digits(number) if number is not None else text
    return f"{bare}%" if _IN_PERCENT.search(heading) and _BARE.fullmatch(bare) else bare


class Put(NamedTuple):
    """What is written into a cell.

    Attributes:
        held: a number, or a text.
        format: of the number.
    """

    held: Decimal | str
    format: str = "General"

    @property
    def cell(self) -> Cell:
        """As it is read again."""
        if isinstance(self.held, str):
            return Cell(self.held)
        if not self.format.endswith("%"):
            return Cell(plain_digits(self.held), self.held)
        return Cell(f"{plain_digits(EXACT.multiply(self.held, Decimal(100)))}%", self.held)


def put(value: str, sort: Sort, unit: Unit) -> Put:
    """A cell for ``value``, a text of a data file; numbers as numbers that Excel holds exactly.

    Amounts are in ``unit`` already. A text that is a plain number is one too: a text 12 would have
    Excel's mark of an error.
    """
    if sort == "百分比" and value.endswith("%"):
        number = _decimal(value[:-1])
        if number is not None:
            decimals = decimal_places(number)
            format = f"0.{'0' * decimals}%" if decimals else "0%"
            return _exactly(value, EXACT.scaleb(number, -2), format)
    is_number = sort != "文字" or _PLAIN.fullmatch(value)
    number = _decimal(value.replace(",", "")) if is_number else None
    if number is None:
        return Put(value)
    return _exactly(value, number, "0.00####" if sort == "金额" else "General")


def _exactly(value: str, number: Decimal, format: str) -> Put:
    is_exact = Decimal(f"{float(number):.15g}") == number
    return Put(number, format) if is_exact else Put(value)


def joined(sign: str, value: str, unit: str) -> str:
    """A target in one text: ≥95% for ≥, 95, %."""
    sign = "" if sign == QUALITATIVE else sign
    return f"{sign}{with_unit(value, unit)}"


def with_unit(value: str, unit: str) -> str:
    """``value``, if it is a number alone, with its ``unit``."""
    return f"{value}{unit}" if _BARE.fullmatch(value.translate(FULL_WIDTH)) else value


def parted(target: str) -> tuple[str, str, str]:
    """Sign, value and unit of a ``target``; of one without a number that it is qualitative."""
    if found := _SIGNED.fullmatch(target):
        return found["sign"] or "", found["number"], found["unit"]
    return ("" if _DIGIT.search(target) else QUALITATIVE), target, ""


def without_unit(value: str, unit: str) -> str:
    """``value`` without the ``unit`` behind a number, where its target's stands in a column."""
    bare = value.removesuffix(unit) if unit else value
    return bare if _BARE.fullmatch(bare) else value


def same(one: str, other: str, sort: Sort) -> bool:
    """Whether two texts of data files say the same."""
    if sort == "文字":
        return one == other or months_of(one) == months_of(other) is not None
    return one == other or _number(one) == _number(other) is not None


def _number(text: str) -> Decimal | None:
    bare = text.replace(",", "").removesuffix("%")
    factors: Sequence[tuple[str, int]] = (("亿元", 8), ("万元", 4), ("元", 0))
    for label, power in factors:
        if bare.endswith(label):
            return _decimal(bare.removesuffix(label), power - 4)
    return _decimal(bare)


def _decimal(text: str, power: int = 0) -> Decimal | None:
    try:
        return Decimal(text).scaleb(power)
    except InvalidOperation:
        return None
