"""Numbers that headings and lists give themselves (结构层次序数)."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.basics.chinese import NUMBERING_SCHEMES


class EntryNumbers:
    """Counts the entries of one level, in the manner of one scheme."""

    def __init__(self, scheme: str) -> None:
        """Count in the manner of ``scheme``, which is its first number as printed.

        Raises:
            ValueError: there is no such scheme.
        """
        if scheme not in NUMBERING_SCHEMES:
            known = " ".join(NUMBERING_SCHEMES)
            raise ValueError(f"没有编号样式“{scheme}”（可用：{known}）")
        self._print = NUMBERING_SCHEMES[scheme]
        self._count = 0

    def restart(self) -> None:
        """The next entry is the first again."""
        self._count = 0

    def next(self) -> str:
        """The number of the next entry, as printed."""
        self._count += 1
        return self._print(self._count)


class HeadingNumbers:
    """Counts the headings of every level; those without a scheme bear no number."""

    def __init__(self, schemes: Sequence[str]) -> None:
        """Number the headings of level 1 by the first of ``schemes``, and so on."""
        self._levels = [EntryNumbers(scheme) for scheme in schemes]

    def next(self, level: int) -> str:
        """The number of the next heading of ``level``; those below it start anew."""
        for deeper in self._levels[level:]:
            deeper.restart()
        return self._levels[level - 1].next() if level <= len(self._levels) else ""
