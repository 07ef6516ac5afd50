"""Numbers in a text, which no line break may part: with sign, separators, decimals and unit.

Digits that belong to a code, such as ``GZIT2022-SM-N-C-006008``, are no number.
"""

from __future__ import annotations

import re

from perfreport.typeset.characters.breakclasses import CLOSING, DIGITS, LETTERS, OPENING
from perfreport.typeset.characters.units import UNIT

Interval = tuple[int, int]
"""The first index of a part of a text, and the one after its last."""

_PERCENT = "%％‰‱°℃℉"
_PLUS_MINUS = "-+−±－＋"
_SIGN = f"(?<![{DIGITS}{_PERCENT}])(?:[≥≤＞＜><＝=≈][{_PLUS_MINUS}]?|[{_PLUS_MINUS}~～¥￥$№])"
_LATIN_UNIT = f"[{LETTERS}μΩ]{{1,4}}[²³]?(?![{LETTERS}0-9])"
_NUMBER = (
    f"(?:{_SIGN})?[{DIGITS}]+(?:,[{DIGITS}]{{3}}(?![{DIGITS}]))*(?:[.．][{DIGITS}]+)*"
    f"(?:[{_PERCENT}]|{UNIT}|{_LATIN_UNIT})?"
)
_JOINT = "[-‐－~～:/／]"
_TO_NEXT = f"(?:{_JOINT}|,)(?=[{_PLUS_MINUS}]?[{DIGITS}])"
_BEFORE = f"[{OPENING}(]{{0,2}}"
_AFTER = f"[{CLOSING}).,:;!?]{{0,3}}"
_FIGURES = re.compile(f"{_BEFORE}(?:{_NUMBER}{_JOINT})*{_NUMBER}{_AFTER}")
_MARKED_NUMBERS = re.compile(f"{_BEFORE}{_NUMBER}(?:{_TO_NEXT}|{_AFTER})")
_NUMBERS = re.compile(f"{_NUMBER}(?:{_TO_NEXT})?")

_CODE = re.compile(f"(?<![{LETTERS}{DIGITS}])[{LETTERS}][-._/{LETTERS}0-9]*")
_DIGIT = re.compile("[0-9]")
_OF_A_NUMBER = re.compile(f",[0-9]{{3}}|[{_PERCENT}]|{UNIT}")
"""What shows that the digits before it are those of a number: ``GDP1,234.56亿元``."""


def figures(text: str) -> list[Interval]:
    """Every number with the brackets and marks beside it; dates, ranges and fractions are one."""
    return _spans(_FIGURES, text)


def marked_numbers(text: str) -> list[Interval]:
    """Every number with the brackets and marks beside it, or the joint between it and the next."""
    return _spans(_MARKED_NUMBERS, text)


def numbers(text: str) -> list[Interval]:
    """Every number, with the joint between it and the next."""
    return _spans(_NUMBERS, text)


def _spans(pattern: re.Pattern[str], text: str) -> list[Interval]:
    return [match.span() for match in pattern.finditer(_CODE.sub(_masked, text))]


def _masked(code: re.Match[str]) -> str:
    """``code`` without digits, if they are not those of a number."""
    is_number = _OF_A_NUMBER.match(code.string, code.end())
    return code[0] if is_number else _DIGIT.sub("A", code[0])
