"""Texts of a closed notation: dates, periods, yes or no, one of several (附加项的写法).

Such a text is held in one way however it was typed, and printed as the form has it, so that
``2026/1/1`` in the data, 2026年1月1日 on the page and 2026-01-01 of another file are one date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import GAP, PENDING_FIGURE
from perfreport.blocks.choices import TICK, chosen_of, is_tick, printed_choices

DateStyle = Literal["2026年1月1日", "2026-01-01", "2026/1/1", "2026.1.1"]


class Notation(Protocol):
    """How texts of one sort are written."""

    @property
    def blank(self) -> str:
        """What is printed where there is none."""

    @property
    def pattern(self) -> str:
        """An expression of JSON Schema for what may be typed."""

    def says_nothing(self, shown: str) -> bool:
        """Whether what is ``shown`` on a page says that there is none."""

    def held(self, typed: str) -> str:
        """The one way to hold what was ``typed``, in data or on a page.

        Raises:
            ValueError: when it is not of this notation; the message says what is.
        """

    def shown(self, held: str) -> str:
        """What the form prints for it."""


def noted(notation: Notation, held: Any) -> str:
    """What is printed for a text as it is ``held``, be there none, or one to be filled in."""
    # What is still to be filled in is written in no notation.
    if isinstance(held, str) and held.startswith(GAP):
        # A cell to tick is too narrow for more.
        return PENDING_FIGURE if isinstance(notation, TickNotation) else held
    return notation.shown(held) if held else notation.blank


_DAY = regex(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_STYLES: dict[str, str] = {
    "2026年1月1日": "{0.year:04}年{0.month}月{0.day}日",
    "2026-01-01": "{0.year:04}-{0.month:02}-{0.day:02}",
    "2026/1/1": "{0.year:04}/{0.month}/{0.day}",
    "2026.1.1": "{0.year:04}.{0.month}.{0.day}",
}


@dataclass(frozen=True, slots=True)
class DateNotation:
    """Days (日期), held as 2026-01-01."""

    style: DateStyle = "2026年1月1日"
    blank = ""
    pattern = r"^\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?\s*$"

    def says_nothing(self, shown: str) -> bool:
        """Whether nothing is there."""
        return not shown.strip()

    def held(self, typed: str) -> str:
        """The day as 2026-01-01."""
        found = _DAY.fullmatch(typed.strip())
        if found is None:
            raise ValueError(f"{quoted(typed)}不是日期，请写成 2026-01-01 或 2026年1月1日")
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            raise ValueError(f"{quoted(typed)}没有这一天，请核对月份和日期") from None

    def shown(self, held: str) -> str:
        """The day in the form's style."""
        return _STYLES[self.style].format(date.fromisoformat(held))


_PART = r"(\d{4})\s*年?(?:(?<=年)\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?"
_SHORT = r"(?:(\d{4})\s*年?)?(?:\s*(\d{1,2})\s*月)?(?:\s*(\d{1,2})\s*日)?"
_PERIOD = regex(rf"{_PART}(?:\s*(?:[-—–~～至到]|——)\s*{_SHORT})?")


@dataclass(frozen=True, slots=True)
class PeriodNotation:
    """Periods (期间) by years, months or days, held as 2019年-2022年 or 2026年1月-2026年12月."""

    blank = ""
    pattern = r"^.*\d{4}.*$"

    def says_nothing(self, shown: str) -> bool:
        """Whether nothing is there."""
        return not shown.strip()

    def held(self, typed: str) -> str:
        """Both ends in full; what the second leaves out is as in the first."""
        found = _PERIOD.fullmatch(typed.strip())
        parts = found.groups() if found else ()
        start, end = parts[:3], parts[3:]
        if not parts or (any(end) and [*map(bool, end[1:])] != [*map(bool, start[1:])]):
            raise ValueError(
                f"{quoted(typed)}不是期间，请写成 2024年-2026年 或 2026年1月-2026年12月"
            )
        whole = (end[0] or start[0], *end[1:])
        for each in (start, whole):
            try:
                date(*(int(part or 1) for part in each))
            except ValueError:
                raise ValueError(f"{quoted(typed)}里没有这一天，请核对年份、月份和日期") from None
        if not any(end):
            return _written(start)
        if [int(part or 0) for part in whole] < [int(part or 0) for part in start]:
            raise ValueError(f"{quoted(typed)}的止期在起期之前，请核对")
        return f"{_written(start)}-{_written(whole)}"

    def shown(self, held: str) -> str:
        """As it is held."""
        return held


def _written(parts: tuple[str | None, ...]) -> str:
    """``2026年1月``, without zeros in front."""
    marks = zip(parts, "年月日", strict=True)
    widths = zip(marks, (4, 1, 1), strict=True)
    return "".join(f"{int(part):0{width}}{mark}" for (part, mark), width in widths if part)


@dataclass(frozen=True, slots=True)
class TickNotation:
    """A cell that is ticked (打勾) where a value is the one that the cell stands for.

    Attributes:
        ticked: that value; by default a plain yes.
    """

    ticked: Any = True
    blank = ""
    pattern = ""

    def says_nothing(self, shown: str) -> bool:
        """Whether nothing is there."""
        return not shown.strip()

    def held(self, typed: str) -> Any:
        """What the cell stands for."""
        if not is_tick(typed):
            raise ValueError(f"{quoted(typed)}不是打勾，选中的打{TICK}，没有选的留空")
        return self.ticked

    def shown(self, held: Any) -> str:
        """A tick, or nothing."""
        return TICK if held == self.ticked else ""


_SIGNS = regex(r"[\^$.*+?()[\]{}|\\]")


def _escaped(text: str) -> str:
    """An expression of JSON Schema for ``text``: a sign is escaped only where that is allowed."""
    return _SIGNS.sub(r"\\\g<0>", text)


@dataclass(frozen=True, slots=True)
class ChoiceNotation:
    """One of several (单选), as its text or with boxes: □新增项目 ☑延续项目.

    Attributes:
        options: that may be chosen, in the order of print.
        has_boxes: whether all are printed, the one that is chosen ticked.
    """

    options: tuple[str, ...]
    has_boxes: bool = False

    @property
    def blank(self) -> str:
        """All boxes empty, or nothing."""
        return printed_choices(self.options, None) if self.has_boxes else ""

    @property
    def pattern(self) -> str:
        """One of the options; boxes are for pages."""
        return rf"^\s*({'|'.join(map(_escaped, self.options))})\s*$"

    def says_nothing(self, shown: str) -> bool:
        """Whether nothing is there, or no box is ticked."""
        chosen = chosen_of(shown, self.options)
        return chosen.is_clear and chosen.option is None

    def held(self, typed: str) -> str:
        """The option that was typed or ticked."""
        text = typed.strip()
        if text in self.options:
            return text
        chosen = chosen_of(text, self.options)
        if chosen.option:
            return chosen.option
        if text[:1] in "□☑" and chosen.reason:
            raise ValueError(chosen.reason)
        near = nearest(text, self.options)
        hint = f"是不是“{near}”？" if near else ""
        raise ValueError(f"{quoted(typed)}不可用，{hint}可写：{choices(self.options)}")

    def shown(self, held: str) -> str:
        """The option, or all of them with the one ticked."""
        return printed_choices(self.options, held) if self.has_boxes else held

    def is_read(self, option: str) -> bool:
        """Whether one of the options is read as it is printed, and not as boxes."""
        shown = self.shown(option)
        try:
            return not self.says_nothing(shown) and self.held(shown) == option
        except ValueError:
            return False
