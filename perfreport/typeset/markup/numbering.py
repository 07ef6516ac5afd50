"""Numbers that headings and lists give themselves (结构层次序数)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from perfreport.basics.chinese import NUMBERING_SCHEMES


def entry_numbers(scheme: str, start: int = 1) -> Iterator[str]:
    """The numbers of the entries of one level, in the manner of ``scheme``.

    Args:
        scheme: that of 1, as printed.
        start: which of them is the first.

    Raises:
        ValueError: there is no such scheme.
    """
    if scheme not in NUMBERING_SCHEMES:
        known = " ".join(NUMBERING_SCHEMES)
        raise ValueError(f"没有编号样式“{scheme}”（可用：{known}）")
    return map(NUMBERING_SCHEMES[scheme], count(start))


class HeadingNumbers:
    """Counts the headings of every level; those without a scheme bear no number."""

    def __init__(self, schemes: Sequence[str]) -> None:
        """Number the headings of level 1 by the first of ``schemes``, and so on."""
        self._schemes = schemes
        self._levels = list(map(entry_numbers, schemes))

    def next(self, level: int) -> str:
        """The number of the next heading of ``level``; those below it start anew."""
        self._levels[level:] = map(entry_numbers, self._schemes[level:])
        return next(self._levels[level - 1]) if level <= len(self._levels) else ""
