"""Numbers as Excel shows them in a format."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from perfreport.basics.patterns import regex
from perfreport.sheets.formats import Kind, Section

_EXACT = Context(prec=400)
_MOST_PLAIN = 21
_LEAST_PLAIN = -10
_THOUSAND = 3
_USUAL = regex(r"(?P<comma>#,##)?0(?:\.(?P<decimals>0{1,15}))?(?P<percent>%?)(?:_ )?")


def number(source: str) -> Decimal | None:
    """The number that a file has as ``source``; None where it is none."""
    # Python takes 1_200 as well, and digits of other scripts.
    if "_" in source or not source.isascii():
        return None
    try:
        return of_float(float(source))
    except ValueError:
        return None


def of_float(value: float) -> Decimal | None:
    """The number that was typed for ``value``; None for what is no number.

    Excel counts with 15 digits and saves more, so that 59.8 may stand as 59.799999999999997.
    """
    if not math.isfinite(value):
        return None
    return Decimal(f"{value:.15g}") if value else Decimal(0)


def plain(value: Decimal) -> str:
    """``value`` in the format General, as the line above the sheet has it: all its digits."""
    if _LEAST_PLAIN < value.adjusted() < _MOST_PLAIN:
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, _, exponent = f"{value:E}".partition("E")
    return f"{_without_zeros(mantissa)}E{exponent}" if value else "0"


def _without_zeros(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def in_section(value: Decimal, section: Section) -> str:
    """``value``, not negative, as ``section`` of a format prints it."""
    kinds = [piece.kind for piece in section.pieces]
    if section.is_general:
        return "".join(_general(value, section))
    if Kind.EXPONENT in kinds:
        return _scientific(value, section)
    scaled = value.scaleb(2 * kinds.count(Kind.PERCENT) - _THOUSAND * _scaling(section), _EXACT)
    return _laid_out(scaled, section)


def usual(code: str) -> Callable[[Decimal], str] | None:
    """How the numbers of a usual format are shown: 0.00, #,##0.00, 0%; None for any other."""
    found = _USUAL.fullmatch(code)
    if not found:
        return None
    how = f"{',' if found['comma'] else ''}f"
    sign = found["percent"]
    factor = Decimal(100 if sign else 1)
    unit = _unit(len(found["decimals"] or ""))
    return lambda value: format((value * factor).quantize(unit, ROUND_HALF_UP, _EXACT), how) + sign


def _general(value: Decimal, section: Section) -> Iterator[str]:
    if not section.has((Kind.GENERAL, Kind.TEXT)):
        yield plain(value)
        return
    for piece in section.pieces:
        yield plain(value) if piece.kind in (Kind.GENERAL, Kind.TEXT) else piece.text


def _scaling(section: Section) -> int:
    """How many commas stand behind the last digit; each is a division by a thousand."""
    kinds = [piece.kind for piece in section.pieces if piece.kind is not Kind.WORDS]
    if Kind.DIGIT not in kinds:
        return 0
    behind = kinds[len(kinds) - kinds[::-1].index(Kind.DIGIT) :]
    return next((place for place, kind in enumerate(behind) if kind is not Kind.COMMA), len(behind))


def _scientific(value: Decimal, section: Section) -> str:
    kinds = [piece.kind for piece in section.pieces]
    place = kinds.index(Kind.EXPONENT)
    before, behind = section.pieces[:place], section.pieces[place + 1 :]
    whole = kinds[: kinds.index(Kind.POINT) if Kind.POINT in kinds[:place] else place]
    step = max(1, whole.count(Kind.DIGIT))
    exponent = value.adjusted() // step * step if value else 0
    mantissa = value.scaleb(-exponent, _EXACT)
    sign = "-" if exponent < 0 else "+" if section.pieces[place].text == "e+" else ""
    power = _laid_out(Decimal(abs(exponent)), Section(behind))
    return f"{_laid_out(mantissa, Section(before))}E{sign}{power}"


def _laid_out(value: Decimal, section: Section) -> str:
    """``value`` with its digits put where ``section`` has room for them."""
    kinds = [piece.kind for piece in section.pieces]
    point = kinds.index(Kind.POINT) if Kind.POINT in kinds else len(kinds)
    rooms = [piece.text for piece in section.pieces[:point] if piece.kind is Kind.DIGIT]
    decimals = [piece.text for piece in section.pieces[point:] if piece.kind is Kind.DIGIT]
    whole, _, fraction = f"{rounded(value, len(decimals)):f}".partition(".")
    digits = iter(_whole(whole.lstrip("0"), rooms, is_grouped=_is_grouped(section)))
    rest = iter(_fraction(fraction, decimals))
    said = []
    for place, piece in enumerate(section.pieces):
        if piece.kind is Kind.DIGIT:
            said.append(next(digits if place < point else rest))
        elif piece.kind is not Kind.COMMA:
            said.append(piece.text)
    return "".join(said)


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` as a sheet rounds it to so many ``places``: half away from zero."""
    return value.quantize(_unit(places), ROUND_HALF_UP, _EXACT)


def _unit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def _is_grouped(section: Section) -> bool:
    """Whether a comma stands between two digits."""
    kinds = [piece.kind for piece in section.pieces if piece.kind in (Kind.DIGIT, Kind.COMMA)]
    return any(
        kind is Kind.COMMA and Kind.DIGIT in kinds[:place] and Kind.DIGIT in kinds[place + 1 :]
        for place, kind in enumerate(kinds)
    )


def _whole(digits: str, rooms: list[str], *, is_grouped: bool) -> Iterator[str]:
    """What stands in each of ``rooms``; the first takes all digits for which there is none."""
    surplus = max(0, len(digits) - len(rooms))
    for place, room in enumerate(rooms):
        left = len(rooms) - 1 - place
        taken = digits[: surplus + 1] if place == 0 and surplus else _at(digits, left, room)
        yield _grouped(taken, left) if is_grouped else taken


def _at(digits: str, left: int, room: str) -> str:
    """The digit that has ``left`` digits behind it."""
    if left < len(digits):
        return digits[len(digits) - 1 - left]
    return "0" if room == "0" else ""


def _grouped(taken: str, left: int) -> str:
    """``taken``, which has ``left`` digits behind it, with a comma behind every thousand."""
    return "".join(
        f"{digit}," if behind and behind % _THOUSAND == 0 else digit
        for behind, digit in zip(range(left + len(taken) - 1, left - 1, -1), taken, strict=True)
    )


def _fraction(digits: str, rooms: list[str]) -> Iterator[str]:
    """What stands in each of ``rooms`` behind the point; zeros at the end where they are asked."""
    used = len(digits.rstrip("0"))
    asked = len(rooms) - next((n for n, room in enumerate(rooms[::-1]) if room == "0"), len(rooms))
    for place in range(len(rooms)):
        yield digits[place] if place < max(used, asked) else ""
