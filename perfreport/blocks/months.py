"""Months of a year that somebody looks at (监控期间): 1-7月, 截至10月."""

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
_END = rf"{_BLANKS}月(?:底|末)?"
_MONTHS = rf"{_YEAR}(?:{_UNTIL}|({_MONTH}){_DASH}({_MONTH})){_END}"


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
    """

    year: int | None
    first: int
    last: int


def months_of(held: str | None) -> Months | None:
    """The months that ``held`` says; None where nothing is there yet."""
    found = re.fullmatch(_MONTHS, (held or "").strip())
    if found is None:
        return None
    year, until, first, last = (int(each) if each else None for each in found.groups())
    return Months(year, first or 1, last or until or 12)


@dataclass(frozen=True, slots=True)
class MonthsNotation:
    """Months of a year (监控期间), held as 1-7月 or 截至10月, behind a year if one is typed."""

    blank = ""
    pattern = rf"^{_BLANKS}{_YEAR}(?:{_UNTIL}|{_in_order()}){_END}{_BLANKS}$"

    def says_nothing(self, shown: str) -> bool:
        """Whether nothing is there."""
        return not shown.strip()

    def held(self, typed: str) -> str:
        """The months without blanks and zeros."""
        months = months_of(typed)
        if months is None:
            raise ValueError(f"{quoted(typed)}不是监控期间，请写成 1-7月 或 截至10月")
        if months.last < months.first:
            raise ValueError(f"{quoted(typed)}的止月在起月之前，请核对")
        year = f"{months.year:04}年" if months.year else ""
        is_until = "截" in typed
        return f"{year}截至{months.last}月" if is_until else f"{year}{months.first}-{months.last}月"

    def shown(self, held: str) -> str:
        """As it is held."""
        return held
