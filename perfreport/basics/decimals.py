"""Exact decimals: read as they are typed, rounded in one place.

A ``float`` is refused everywhere: 59.80 as a binary fraction is not 59.80.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from perfreport.basics.invisible import remark_on
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex

# The default context rounds to 28 digits, fewer than a sum or a share of 12-digit figures has.
EXACT = Context(prec=60)
# Decimal.normalize also rounds: by this context to nothing, however many digits were typed.
_UNBOUNDED = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)
_INTEGER_DIGITS = 12
_SIXTH = Decimal("0.000001")
FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－％＋", "0123456789.,-%+")
_NUMBER = regex(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
NO_NUMBER = "不是数字，请写成 1266.19 或 1,266.19 这样的数"
_IN_QUOTES = regex(r"\s*[“”‘’「『](?P<number>.*)[“”‘’」』]\s*")
_SHORT_EXPONENT = regex(r"[eE][+-]?0*\d{1,2}$")
_DIGIT = "[0-9０-９]"
NOTHING = regex("[-–—―－−─]{1,4}|无|[/／]")
"""What is typed into a table where there is no money."""


class JsonNumber(str):
    """A number of a JSON text, as it is written; a text to whatever takes one."""

    __slots__ = ()

    @property
    def written_out(self) -> str:
        """``100`` for ``1e2``; as it is where the exponent would make hundreds of digits."""
        return f"{Decimal(self):f}" if _SHORT_EXPONENT.search(self) else str(self)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """``value`` with ``places`` decimals, halves away from zero (四舍五入); zero has no sign."""
    return EXACT.plus(value.quantize(_unit(places), rounding=ROUND_HALF_UP, context=EXACT))


@lru_cache(64)
def _unit(places: int) -> Decimal:
    """The last of so many decimals."""
    return Decimal(1).scaleb(-places)


def parse_decimal(source: object, *, typed: object = None) -> Decimal:
    """The exact number that ``source`` says: a ``Decimal``, an ``int`` or text like ``1,266.19``.

    Args:
        source: what to read.
        typed: what messages quote, when ``source`` is only a part of it.

    Raises:
        ValueError: for a ``float``, for what is no number, and beyond 12 integer digits; the
            message is written for the person who typed it.
    """
    said = source if typed is None else typed
    if isinstance(source, JsonNumber):
        source = source.written_out
    if isinstance(source, str):
        text = source.strip().translate(FULL_WIDTH)
        if not _NUMBER.fullmatch(text):
            raise _refusal(said, no_number(str(said), NO_NUMBER))
        number = Decimal(text.replace(",", ""))
    # True is an int to Python; typed for a number it is a slip.
    elif isinstance(source, int | Decimal) and not isinstance(source, bool):
        number = Decimal(source)
    elif isinstance(source, float):
        raise _refusal(said, "是二进制小数，不精确；请用 Decimal 或文本")
    else:
        raise _refusal(said, NO_NUMBER)
    if not number.is_finite():
        raise _refusal(said, "不是有限的数，请写成 1266.19 或 1,266.19 这样的数")
    # A zero may have an exponent too, and would be printed with as many digits.
    if number.adjusted() >= _INTEGER_DIGITS:
        raise _refusal(said, f"的整数部分超过 {_INTEGER_DIGITS} 位，请核对数字和单位")
    return number


def figure_pattern(places: int | None = None) -> str:
    """The text that ``parse_decimal`` takes, without a sign, as a pattern for JSON Schema.

    Args:
        places: decimals that it may have, zeros behind them aside; any number by default.
    """
    whole = f"({_DIGIT}{{1,3}}([,，]{_DIGIT}{{3}}){{1,3}}|{_DIGIT}{{1,{_INTEGER_DIGITS}}})"
    decimals = f"{_DIGIT}+" if places is None else f"(?={_DIGIT}){_DIGIT}{{0,{places}}}[0０]*"
    return f"{whole}([.．]{decimals})?"


def figure_bounds(*, signed: bool = True) -> dict[str, int]:
    """The numbers that ``parse_decimal`` takes, or those from zero on, in terms of JSON Schema."""
    most = 10**_INTEGER_DIGITS
    return {**({"exclusiveMinimum": -most} if signed else {"minimum": 0}), "exclusiveMaximum": most}


def _refusal(typed: object, problem: str) -> ValueError:
    return ValueError(f"{quoted(typed)}{problem}")


def no_number(typed: str, otherwise: str) -> str:
    """Why ``typed`` is no figure, to follow its quotation; ``otherwise`` if nothing is special."""
    if remark := remark_on(typed.rstrip(), len(typed) - len(typed.lstrip())):
        return f"的{remark}"
    if (found := _IN_QUOTES.fullmatch(typed)) and _NUMBER.match(found["number"]):
        return f"带着中文引号，数字不加引号，请只写 {found['number'].strip()}"
    return otherwise


def says_nothing(source: object) -> bool:
    """Whether ``source`` is what people type into an amount's cell where there is none: — or 无."""
    return isinstance(source, str) and NOTHING.fullmatch(source.strip()) is not None


def decimal_places(number: Decimal) -> int:
    """How many decimals ``number`` needs, trailing zeros aside."""
    if number.is_nan():
        return 0
    return max(0, -int(number.normalize(_UNBOUNDED).as_tuple().exponent))


def plain_digits(number: Decimal) -> str:
    """``number`` without an exponent and without zeros at its end: 0.5, 50."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def abridged(number: Decimal) -> str:
    """The same, cut off behind six decimals where it has more (19.983333…)."""
    cut = number.quantize(_SIXTH, rounding=ROUND_DOWN, context=EXACT)
    return f"{cut:f}…" if cut != number else plain_digits(number)
