"""Number formats (单元格格式) taken apart: ``#,##0.00;[红色]-0.00`` into what each part prints."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from perfreport.basics.patterns import regex

GENERAL = "General"

BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "￥#,##0;￥-#,##0",
    6: "￥#,##0;￥-#,##0", 7: "￥#,##0.00;￥-#,##0.00", 8: "￥#,##0.00;￥-#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: "￥#,##0;￥-#,##0;￥-", 43: '#,##0.00;-#,##0.00;"-"',
    44: "￥#,##0.00;￥-#,##0.00;￥-", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that workbooks name by number (ECMA-376, 18.8.30), as Excel has them in Chinese."""

# Excel allows no longer ones, and what they print would be as long for every cell.
_MOST_CHARACTERS = 255

_TOKENS = regex(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)                        # ! is the mark of Chinese and Japanese Excel
    | [_*].                                     # room and filling: nothing that is text
    | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[(?P<condition>[<>=]+)(?P<bound>-?[\d.]+)\]
    | \[[^\]]*\]                                # colours, numerals
    | (?P<general>General|G/通用格式)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<year>y+|e+) | (?P<month>m+) | (?P<day>d+) | (?P<weekday>aaaa?) | (?P<hour>h+)
    | (?P<second>s+(?:\.0+)?)
    | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<text>@)
    | (?P<end>;)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
}


class Kind(Enum):
    """What a piece of a format prints."""

    WORDS = auto()
    GENERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    TEXT = auto()
    YEAR = auto()
    MONTH = auto()
    DAY = auto()
    WEEKDAY = auto()
    HALF = auto()
    HOUR = auto()
    MINUTE = auto()
    SECOND = auto()
    ELAPSED = auto()


_BY_GROUP = {kind.name.lower(): kind for kind in Kind if kind not in (Kind.WORDS, Kind.MINUTE)}
_WORDS = ("quoted", "escaped", "currency", "other")
_DATES = frozenset((Kind.YEAR, Kind.MONTH, Kind.DAY, Kind.WEEKDAY))
_TIMES = frozenset((Kind.HOUR, Kind.MINUTE, Kind.SECOND, Kind.HALF, Kind.ELAPSED))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a format: what it prints, and how it is written."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts of a format, between its semicolons.

    Attributes:
        pieces: in their order.
        holds: whether it is for a number; None where its place tells.
    """

    pieces: tuple[Piece, ...]
    holds: Callable[[Decimal], bool] | None = None

    def has(self, kinds: Iterable[Kind]) -> bool:
        """Whether it prints anything of these ``kinds``."""
        return any(piece.kind in kinds for piece in self.pieces)

    @property
    def tells_date(self) -> bool:
        """Whether a day, month or year is printed."""
        return self.has(_DATES)

    @property
    def tells_time(self) -> bool:
        """Whether an hour, minute or second is printed."""
        return self.has(_TIMES)

    @property
    def is_elapsed(self) -> bool:
        """Whether it prints how long something took."""
        return self.has((Kind.ELAPSED,))

    @property
    def is_general(self) -> bool:
        """Whether a number stands as it is; fractions (1 1/2) are left to be shown so."""
        return self.has((Kind.GENERAL, Kind.TEXT)) or self._is_fraction

    @property
    def _is_fraction(self) -> bool:
        kinds = [piece.kind for piece in self.pieces]
        slash = Piece(Kind.WORDS, "/")
        return slash in self.pieces and Kind.DIGIT in kinds[self.pieces.index(slash) :]


def sections(code: str) -> tuple[Section, ...]:
    """The parts of the format ``code``; at least one."""
    if len(code) > _MOST_CHARACTERS:
        code = GENERAL
    found: list[list[re.Match[str]]] = [[]]
    for token in _TOKENS.finditer(code):
        if token.lastgroup == "end":
            found.append([])
        else:
            found[-1].append(token)
    return tuple(map(_section, found))


def _section(tokens: Iterable[re.Match[str]]) -> Section:
    holds = None
    pieces: list[Piece] = []
    for token in tokens:
        if token["condition"] is not None:
            holds = _condition(token["condition"], token["bound"])
        else:
            pieces += _pieces(token)
    return Section(tuple(_told_apart(pieces)), holds)


def _condition(sign: str, bound: str) -> Callable[[Decimal], bool] | None:
    compare = _COMPARISONS.get(sign)
    try:
        number = Decimal(bound)
    except ArithmeticError:
        return None
    return compare and (lambda value: compare(value, number))


def _pieces(token: re.Match[str]) -> Iterator[Piece]:
    for group in _WORDS:
        if token[group]:
            yield Piece(Kind.WORDS, token[group])
    if token.lastgroup in _BY_GROUP:
        yield Piece(_BY_GROUP[token.lastgroup], token[token.lastgroup].lower())


def _told_apart(pieces: list[Piece]) -> Iterator[Piece]:
    """``pieces`` with minutes told from months: they stand behind hours or before seconds."""
    timed = [piece for piece in pieces if piece.kind in _DATES | _TIMES]
    minutes = {
        id(piece)
        for before, piece, behind in zip([None, *timed], timed, [*timed[1:], None], strict=False)
        if piece.kind is Kind.MONTH
        if (before and before.kind in (Kind.HOUR, Kind.ELAPSED))
        or (behind and behind.kind is Kind.SECOND)
    }
    for piece in pieces:
        yield Piece(Kind.MINUTE, piece.text) if id(piece) in minutes else piece
