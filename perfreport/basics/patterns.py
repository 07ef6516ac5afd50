"""Patterns that are compiled when they are first used: most commands use few of hundreds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, AnyStr, cast

_OFFERED = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


class _Waiting:
    """What stands for a pattern; from its first use on it has all that the compiled one offers."""

    def __init__(self, pattern: str | bytes, flags: int, needs: Sequence[str]) -> None:
        self.pattern, self._flags, self.needs = pattern, flags, needs

    def __getattr__(self, name: str) -> Any:
        """What is not there yet, of the compiled pattern."""
        if name not in _OFFERED:
            raise AttributeError(f"a pattern has no attribute {name!r}")
        compiled = re.compile(self.pattern, self._flags)
        for each in _OFFERED:
            setattr(self, each, getattr(compiled, each))
        # A class with __getattr__ is slower to ask, even for what is there.
        self.__class__ = _Compiled  # type: ignore[assignment] # alike but for that
        return getattr(compiled, name)


class _Compiled:
    """What once was waiting."""


def regex(pattern: AnyStr, flags: int = 0, *, needs: Sequence[str] = ()) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, for the constants of modules: compiled when it is first used.

    A faulty ``pattern`` fails there too; the functions of ``re`` do not take it.

    Args:
        pattern: as ``re`` takes it.
        flags: as ``re`` takes them.
        needs: words of which every match has one, or stands beside one: see ``may_match``.
    """
    return cast("re.Pattern[AnyStr]", _Waiting(pattern, flags, needs))


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Whether ``text`` has a word that ``pattern`` needs; looked up far sooner than the pattern."""
    needs: Sequence[str] = getattr(pattern, "needs", ())
    return not needs or any(word in text for word in needs)
