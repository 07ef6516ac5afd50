"""Numbers in front of items, as people type them: ``1、`` ``1.`` ``（1）`` ``①`` ``一、``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from perfreport.basics.chinese import NUMBERING_SCHEMES, chinese_numeral
from perfreport.basics.patterns import regex

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_MOST = 9_999
_NUMERAL = r"\d{1,4}|[一二三四五六七八九十]{1,5}"
# No digit behind the mark: 2.5万册 is no second item.
_NUMBER = regex(
    rf"\s*(?P<open>[（(])?\s*(?P<numeral>{_NUMERAL}|[①-⑳])\s*(?P<close>[）)])?"
    r"(?P<mark>\s*[、.．](?!\d)|\s*[:：,，](?!\d)|\s+|)\s*"
)
_REMAINS = regex(r"[①-⑳]|.?[、.．：:，,）)]")
_MARKED = regex(r"[、.．：:，,；;。）)]")
_SURE_MARKS = ("、", ".", "．")

_MARK = r"(?:\s*[、.．:：,，；;。]){0,3}\s*"
LOOSE = rf"(?:[（(]?\s*(?:{_NUMERAL})\s*[）)]?|[①-⑳]){_MARK}"
"""An expression for a number before words that tell by themselves that an item begins."""
LOOSE_CHINESE = rf"[（(]?\s*(?P<numeral>[一二三四五六七八九十]{{1,5}})\s*[）)]?{_MARK}"
"""The same for Chinese numerals alone."""


class SplitItem(NamedTuple):
    """An item without the number in front of it, and that number; None when there is none."""

    text: str
    number: int | None


def split_number(text: str, scheme: str, position: int) -> SplitItem:
    """``text`` apart from the number in front of it.

    The number of its ``position`` in the form's ``scheme`` is taken whatever follows; another one
    only if it is set off so that it cannot be part of the words.
    """
    expected = NUMBERING_SCHEMES[scheme](position)
    rest = text.removeprefix(expected).strip()
    if text.startswith(expected) and not _MARKED.match(rest):
        return SplitItem(rest, position)
    found = _NUMBER.match(text)
    number = value_of(found["numeral"]) if found else None
    if found is None or number is None:
        return SplitItem(text, None)
    is_enclosed = bool(found["open"] and found["close"]) or found["numeral"] in _CIRCLED
    is_sure = is_enclosed or found["mark"].strip() in _SURE_MARKS
    is_expected = number == position and bool(found["mark"] or found["close"])
    rest = text[found.end() :].strip()
    if (is_sure or is_expected) and not _MARKED.match(rest):
        return SplitItem(rest, number)
    return SplitItem(text, None)


def half_width(digits: str) -> str:
    """``digits`` as they are counted with."""
    return digits.translate(_HALF_WIDTH)


def _may_lack(texts: Sequence[SplitItem]) -> bool:
    """Whether the numbers that ``texts`` have are right without those that others lack."""
    counted = [number for _, number in texts if number is not None]
    placed = [number for number, text in enumerate(texts, start=1) if text.number is not None]
    return counted in (placed, [*range(1, len(counted) + 1)])


def has_remains_of_number(text: str, scheme: str, position: int) -> bool:
    """Whether ``text`` begins with what may be left of a number that was typed over."""
    expected = NUMBERING_SCHEMES[scheme](position)
    beginning = text[: len(expected) + 2].lstrip()
    if re.match(r"[（(]?\d", beginning):
        return any(map(str.isdecimal, expected))
    is_mark = _REMAINS.match(beginning) is not None
    return is_mark or expected in text or beginning.startswith(expected[:-1])


def without_numbers(texts: Sequence[str], scheme: str) -> list[str | None]:
    """``texts`` without their numbers; None for one of which that cannot be told.

    One without a number counts only beside others that count from 1. A scheme without numbers
    takes nothing for one.
    """
    if not scheme:
        return [each.strip() for each in texts]
    split = [split_number(text, scheme, i) for i, text in enumerate(texts, start=1)]
    may_lack = _may_lack(split)
    return [
        bare
        if number is not None or (may_lack and not has_remains_of_number(bare, scheme, position))
        else None
        for position, (bare, number) in enumerate(split, start=1)
    ]


def value_of(numeral: str) -> int | None:
    """The number that ``numeral`` says."""
    return _values().get(half_width(numeral))


@cache
def _values() -> dict[str, int]:
    """The numbers by the numerals that say them."""
    values = {str(number): number for number in range(_MOST + 1)}
    values.update((chinese_numeral(number), number) for number in range(1, 100))
    values.update((circled, number) for number, circled in enumerate(_CIRCLED, start=1))
    return values
