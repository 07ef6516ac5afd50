"""What a row is called that adds up the others (合计、小计)."""

from __future__ import annotations

from perfreport.basics.patterns import regex

_TOTAL = regex(r"(?:本页|本表|分类|金额|资金)?(?:合计|总计|小计|共计)|总分")


_LETTERS = "计总"
"""One of them is in whatever a total is called."""


def may_be_total(text: str) -> bool:
    """Whether some of ``text`` may be what such a row is called; told by one look."""
    return any(letter in text for letter in _LETTERS)


def is_total(text: str) -> bool:
    """Whether ``text``, without blanks, is what a row is called that adds up others."""
    return bool(_TOTAL.fullmatch(text))
