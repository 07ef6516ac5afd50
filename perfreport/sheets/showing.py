"""What a cell shows of the number or text in it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from perfreport.sheets import dates, numbers
from perfreport.sheets.formats import GENERAL, Kind, Section, sections
from perfreport.sheets.workbook import Held

_OF_TEXT = 3
_PLACED = 3
_NO_DAY = "这个数（{}）不是日期，表里显示为 ####"


Shown = tuple[str, Held, str]
"""What a cell shows, what it holds, and its fault."""


class Format:
    """A number format (单元格格式).

    Attributes:
        code: as it is written.
    """

    def __init__(self, code: str) -> None:
        """Take ``code`` apart once, for all cells that have it."""
        self.code = code
        self._sections = sections(code)
        self._text = next((each for each in self._sections[_OF_TEXT:]), self._sections[0])
        self._has_text = self._text.has((Kind.TEXT,)) and len(self._text.pieces) > 1
        self._plain = code == GENERAL or code == "@"
        self._usual = numbers.usual(code)

    def text(self, text: str) -> str:
        """A text as it is shown, most often as it stands."""
        if not self._has_text or not text:
            return text
        shown = (text if each.kind is Kind.TEXT else each.text for each in self._text.pieces)
        return "".join(shown)

    def number(self, value: Decimal, *, since_1904: bool = False) -> Shown:
        """What is shown of ``value``, which counts days where the format is one of dates."""
        if self._plain:
            return numbers.plain(value), value, ""
        if self._usual and value >= 0:
            return self._usual(value), value, ""
        section = self._section(value)
        if section.tells_date or section.tells_time:
            return _moment(value, section, since_1904=since_1904)
        sign = "-" if value < 0 and self._has_sign(section, value) else ""
        return f"{sign}{numbers.in_section(abs(value), section)}", value, ""

    def _section(self, value: Decimal) -> Section:
        """The section for ``value``."""
        placed = self._sections[:_PLACED]
        if any(each.holds for each in placed):
            return next((each for each in placed if not each.holds or each.holds(value)), placed[0])
        if value < 0 and len(placed) > 1:
            return placed[1]
        return placed[2] if not value and len(placed) == _PLACED else placed[0]

    def _has_sign(self, section: Section, value: Decimal) -> bool:
        """Whether a minus stands before the negative ``value``: not in a section for such alone."""
        if section.holds:
            return section.holds(-value)
        return section is self._sections[0] or any(each.holds for each in self._sections)


def _moment(value: Decimal, section: Section, *, since_1904: bool) -> Shown:
    at = dates.moment(value, since_1904=since_1904)
    if at is None:
        plain = numbers.plain(value)
        return plain, value, _NO_DAY.format(plain)
    return dates.in_section(at, value, section), dates.held(at, value, section), ""


@lru_cache(maxsize=1_000)
def format_of(code: str) -> Format:
    """The format ``code``, taken apart once."""
    return Format(code)
