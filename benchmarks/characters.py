"""Texts of which no two are alike: the characters of published ones, drawn anew.

Figures, letters and punctuation stay, and so do Chinese characters between them alone: 一、 3次.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

HANZI = "".join(
    bytes((row, cell)).decode("gb2312", "ignore")
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFF)
)
"""The 6,763 of GB 2312, all of which the bundled faces have."""

_FIRST, _LAST = "一龥"
_RUN = re.compile(f"[{_FIRST}-{_LAST}]{{2,}}")


def drawn(text: str, chance: Random) -> str:
    """``text`` with other Chinese characters, each drawn by itself."""
    return _RUN.sub(lambda run: "".join(chance.choices(HANZI, k=len(run[0]))), text)


def exchanged(chance: Random) -> Callable[[str], str]:
    """Gives texts other Chinese characters, always the same for one: no more of them differ."""
    known = range(ord(_FIRST), ord(_LAST) + 1)
    others = dict(zip(known, chance.choices(HANZI, k=len(known)), strict=True))
    return lambda text: _RUN.sub(lambda run: run[0].translate(others), text)
