"""A value of a document as what a cell of Excel holds: a number where it can be one, else text."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import EXACT
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Unit
from perfreport.data.writing import Noted, Value
from perfreport.forms.offered import NO, YES
from perfreport.workbooks.entries import CellSort, Entry

TEXT_FORMAT = "@"
"""Keeps Excel from taking 1/2 for a day of the year and 0123 for a number."""
_MOST_AS_TEXT = 255
"""Characters that older programs show in a cell that is marked as text."""
MOST_OF_A_CELL = 32_767
"""Characters that Excel takes in one cell; a rare one counts for two."""

_FIGURE = regex(r"(-?\d+)(?:\.(\d+))?(%|元|万元|亿元)?")
_HUNDRED = Decimal(100)


class Filled(NamedTuple):
    """What goes into a cell.

    Attributes:
        content: a number, or text.
        format: as Excel has it: ``#,##0.00``.
        note: what is said beside it; empty for nothing.
    """

    content: float | str
    format: str = ""
    note: str = ""


def filled(value: Value, entry: Entry, place: DataPath, unit: str = "") -> Filled:
    """What the cell of an ``entry`` holds that says ``value``.

    Args:
        value: as data files have it.
        entry: that says it.
        place: of the value in the document, for messages.
        unit: of money in which its heading counts; empty for one that names none.

    Raises:
        InputError: when a cell cannot hold it.
    """
    if isinstance(value, Noted):
        return filled(value.value, entry, place, unit)._replace(note=value.comment)
    if isinstance(value, bool):
        return Filled(YES if value else NO, TEXT_FORMAT)
    text = "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    if entry.sort == "金额" and unit:
        text = _in_unit(text, Unit.named(unit))
    if entry.sort in ("金额", "数字", "百分比", "整数") and (number := _number(text, entry.sort)):
        return number
    if (length := len(text.encode("utf-16-le")) // 2) > MOST_OF_A_CELL:
        raise InputError([Mistake(place, _too_long(length))])
    return Filled(text, blank_format(entry.sort) if length <= _MOST_AS_TEXT else "")


def _in_unit(text: str, unit: Unit) -> str:
    """An amount with the ``unit`` behind it; any other text as it is."""
    found = _FIGURE.fullmatch(text)
    if found is None or found[3] == "%":
        return text
    return f"{Amount.parse(text).to(unit):f}{unit.label}"


def _too_long(length: int) -> str:
    return (
        f"这一项有 {length:,} 字，Excel 的一个单元格至多 {MOST_OF_A_CELL:,} 字；"
        "请分成几项，或用 .yaml 的数据文件"
    )


def blank_format(sort: CellSort, unit: str = "") -> str:
    """The format of a cell that is still to be filled in; ``unit`` is behind its amounts."""
    match sort:
        case "金额":
            return f'#,##0.00"{unit}"' if unit else "#,##0.00"
        case "百分比":
            return "0.00%"
        case "数字" | "整数" | "段落" | "条目":
            return ""
    return TEXT_FORMAT


def _number(text: str, sort: CellSort) -> Filled | None:
    """A figure as a number, with the decimals that were typed; None for what would not be exact."""
    found = _FIGURE.fullmatch(text)
    if found is None or (found[3] == "%") != (sort == "百分比"):
        return None
    figure = Decimal(f"{found[1]}.{found[2] or ''}")
    held = EXACT.divide(figure, _HUNDRED) if sort == "百分比" else figure
    if held_by_excel(float(held)) != held:
        return None
    whole = "#,##0" if sort == "金额" else "0"
    places = f".{'0' * len(found[2])}" if found[2] else ""
    behind = "%" if sort == "百分比" else f'"{found[3]}"' if found[3] else ""
    return Filled(float(held), f"{whole}{places}{behind}")


def held_by_excel(number: float) -> Decimal:
    """The number that Excel means by a binary fraction: fifteen digits of it."""
    return Decimal(f"{number:.15g}")
