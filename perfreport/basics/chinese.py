"""Chinese numerals and the numbering schemes of official documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_MYRIAD = 10_000
_MOST = 99_999_999
# Unicode has them in three places: ① to ⑳, ㉑ to ㉟, ㊱ to ㊿.
_CIRCLED_RANGES = ((1, 0x2460), (21, 0x3251), (36, 0x32B1))
_CIRCLED_MOST = 50


def is_han(character: str) -> bool:
    """Whether ``character`` is a common Chinese one (中日韩统一表意文字); false for none at all."""
    return "\u4e00" <= character <= "\u9fff"


@lru_cache(maxsize=1024)
def chinese_numeral(number: int) -> str:
    """``number`` from 1 to 99,999,999 in words: 一, 十, 十一, 二十, 一百零五, 一万.

    Raises:
        ValueError: outside that range.
    """
    if not 1 <= number <= _MOST:
        raise ValueError(f"{number} is outside 1..{_MOST}")
    words = _with_zeros(number)
    return words.removeprefix("一") if words.startswith("一十") else words


def _with_zeros(number: int) -> str:
    """``number`` in words; 十 to 十九 begin with 一, as they do inside a longer number."""
    myriads, rest = divmod(number, _MYRIAD)
    words = [f"{_with_zeros(myriads)}万"] if myriads else []
    digits = f"{rest:04}" if myriads else str(rest)
    for position, digit in enumerate(digits):
        if digit != "0":
            words.append(_DIGITS[int(digit)] + _PLACES[len(digits) - 1 - position])
        # One 零 stands for a run of zeros, and none for those at the end.
        elif words and words[-1] != "零" and digits[position:].strip("0"):
            words.append("零")
    return "".join(words)


def circled_numeral(number: int) -> str:
    """``number`` in a circle, ① to ㊿; beyond 50, where there are no such characters, （51）.

    Raises:
        ValueError: below 1.
    """
    if number < 1:
        raise ValueError(f"{number} is less than 1")
    if number > _CIRCLED_MOST:
        return f"（{number}）"
    first, code = max(start for start in _CIRCLED_RANGES if start[0] <= number)
    return chr(code + number - first)


NUMBERING_SCHEMES: dict[str, Callable[[int], str]] = {
    "一、": lambda number: f"{chinese_numeral(number)}、",
    "（一）": lambda number: f"（{chinese_numeral(number)}）",
    "1.": lambda number: f"{number}.",
    "1、": lambda number: f"{number}、",
    "（1）": lambda number: f"（{number}）",
    "(一)": lambda number: f"({chinese_numeral(number)})",
    "(1)": lambda number: f"({number})",
    "①": circled_numeral,
    "一是": lambda number: f"{chinese_numeral(number)}是",
    "": lambda _: "",
}
"""Numbering schemes by their first number as printed (GB/T 9704, 结构层次序数).

The last one has no numbers.
"""
