"""Months of a year that somebody looks at (监控期间): 1-7月, 截至10月, 上半年, 前三季度."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from perfreport.basics.messages import quoted

_BLANKS = "[ \u3000]*"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = rf"(?:(\d{{4}}){_BLANKS}年度?{_BLANKS})?"
_UNTIL = rf"(?:截至|截止到?){_BLANKS}({_MONTH})"
_DASH = rf"{_BLANKS}月?{_BLANKS}(?:[-－—–~～至到]|——){_BLANKS}"
_END = rf"{_BLANKS}月(?:份|底|末)?止?"


def _named() -> dict[str, tuple[int, int]]:
    """What has a name of its own, with its first and last month.

    三季度 alone has no place here: some mean the third, some the first three.
    """
    named = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12), "一季度": (1, 3)}
    for number, word in enumerate("一二三四", 1):
        last = 3 * number
        named |= {f"第{each}季度": (last - 2, last) for each in (word, number)}
        if number > 1:
            named |= {f"前{each}季度": (1, last) for each in (word, number, f"{word}个")}
    return named | {"前两季度": (1, 6), "前两个季度": (1, 6)}


_NAMED = _named()
_NAME = "|".join(_NAMED)
_MONTHS = rf"{_YEAR}(?:({_NAME})|(?:{_UNTIL}|({_MONTH}){_DASH}({_MONTH})){_END})"
_WAYS = "1-7月、截至10月、上半年、前三季度 或 第三季度，前面可以写年份，如 2024年1-7月"


def _in_order() -> str:
    """The months from one to another that is not before it, as a pattern."""
    months = [f"0?{month}" if month < 10 else str(month) for month in range(1, 13)]
    spans = (f"{each}{_DASH}(?:{'|'.join(months[n:])})" for n, each in enumerate(months))
    return "|".join(spans)


class Months(NamedTuple):
    """The months of a year that somebody looks at (监控期间).

    Attributes:
        year: as it is typed; None where it is not.
        first: of them, from 1.
        last: of them.
        name: of the half or quarters, where they are named; else empty.
    """

    year: int | None
    first: int
    last: int
    name: str = ""


def months_of(held: str | None) -> Months | None:
    """The months that ``held`` says; None where nothing is there yet."""
    found = re.fullmatch(_MONTHS, (held or "").strip())
    if found is None:
        return None
    typed, name, *months = found.groups()
    year = int(typed) if typed else None
    if name:
        return Months(year, *_NAMED[name], name)
    until, first, last = (int(each) if each else None for each in months)
    return Months(year, first or 1, last or until or 12)


@dataclass(frozen=True, slots=True)
class MonthsNotation:
    """Months of a year (监控期间), held as 1-7月, 截至10月 or 上半年, behind a typed year."""

    blank = ""
    pattern = rf"^{_BLANKS}{_YEAR}(?:{_NAME}|(?:{_UNTIL}|{_in_order()}){_END}){_BLANKS}$"

    def says_nothing(self, shown: str) -> bool:
        """Whether nothing is there."""
        return not shown.strip()

    def held(self, typed: str) -> str:
        """The months without blanks and zeros; a name as it was typed."""
        months = months_of(typed)
        if months is None:
            raise ValueError(f"{quoted(typed)}不是监控期间，请写成 {_WAYS}")
        if months.last < months.first:
            raise ValueError(f"{quoted(typed)}的止月在起月之前，请核对")
        year = f"{months.year:04}年" if months.year else ""
        span = f"截至{months.last}月" if "截" in typed else f"{months.first}-{months.last}月"
        return f"{year}{months.name or span}"

    def shown(self, held: str) -> str:
        """As it is held."""
        return held
