"""What a row is called that adds up the others (合计、小计)."""

from __future__ import annotations

from perfreport.basics.patterns import regex

_TOTAL = regex(r"(?:本页|本表|分类|金额|资金)?(?:合计|总计|小计|共计)|总分")


def is_total(text: str) -> bool:
    """Whether ``text``, without blanks, is what a row is called that adds up others."""
    return bool(_TOTAL.fullmatch(text))
