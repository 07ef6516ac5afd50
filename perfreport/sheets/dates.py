"""Dates and times of sheets: the days that a number counts, and how they are shown."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from perfreport.sheets.formats import Kind, Piece, Section

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 # sheets know no zones
_EPOCH_OF_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LEAP_DAY_OF_1900 = 60
_DAYS = 2_958_466  # until the end of the year 9999
_MILLISECONDS = 86_400_000
_NOON = 12
_CHINESE_WEEKDAYS = "一二三四五六日"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def moment(value: Decimal, *, since_1904: bool) -> datetime | None:
    """The moment that lies ``value`` days behind the first one; None where there is no such day.

    Excel counts 29 February 1900, which never was.
    """
    if not 0 <= value < _DAYS or (int(value) == _LEAP_DAY_OF_1900 and not since_1904):
        return None
    passed = timedelta(milliseconds=round(value * _MILLISECONDS))
    start = _EPOCH_OF_1904 if since_1904 else _EPOCH + timedelta(days=value < _LEAP_DAY_OF_1900)
    try:
        return start + passed
    except OverflowError:
        return None


def held(at: datetime, value: Decimal, section: Section) -> date | datetime | time | Decimal:
    """What a cell holds that shows ``at`` in ``section``: a day, a moment, a time; or how long."""
    if section.is_elapsed:
        return value
    if not section.tells_time:
        return at.date()
    return at if section.tells_date else at.time()


def in_section(at: datetime, value: Decimal, section: Section) -> str:
    """``at``, which lies ``value`` days behind the first moment, as ``section`` prints it."""
    has_halves = section.has((Kind.HALF,))
    return "".join(_piece(piece, at, value, has_halves=has_halves) for piece in section.pieces)


def _piece(piece: Piece, at: datetime, value: Decimal, *, has_halves: bool) -> str:
    width = len(piece.text)
    match piece.kind:
        case Kind.YEAR:
            return f"{at.year:04}" if width > 2 or piece.text == "e" else f"{at.year % 100:02}"
        case Kind.MONTH:
            return _named(at.month, _MONTHS[at.month - 1], width)
        case Kind.DAY:
            return _named(at.day, _WEEKDAYS[at.weekday()], width)
        case Kind.WEEKDAY:
            return f"{'' if width == 3 else '星期'}{_CHINESE_WEEKDAYS[at.weekday()]}"
        case Kind.HOUR:
            return _padded((at.hour % _NOON or _NOON) if has_halves else at.hour, width)
        case Kind.MINUTE:
            return _padded(at.minute, width)
        case Kind.SECOND:
            return _seconds(at, piece.text)
        case Kind.HALF:
            return piece.text.upper().split("/")[at.hour >= _NOON]
        case Kind.ELAPSED:
            return _elapsed(value, piece.text)
        case _:
            return piece.text


def _named(number: int, name: str, width: int) -> str:
    """A month or a day: by its number, by its name cut short, by its name."""
    if width <= len("dd"):
        return _padded(number, width)
    return name[:3] if width == len("ddd") else name


def _padded(number: int, width: int) -> str:
    return f"{number:0{width}}"


def _seconds(at: datetime, text: str) -> str:
    whole, point, parts = text.partition(".")
    return f"{_padded(at.second, min(2, len(whole)))}{point}{f'{at.microsecond:06}'[: len(parts)]}"


def _elapsed(value: Decimal, text: str) -> str:
    parts = {"h": 24, "m": 1_440, "s": 86_400}[text[0]]
    return _padded(int(round(value * _MILLISECONDS) / _MILLISECONDS * parts), len(text))
