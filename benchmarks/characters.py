"""Texts of which no two are alike: the characters of published ones, drawn anew."""

from __future__ import annotations

import re
from random import Random

HANZI = "".join(
    bytes((row, cell)).decode("gb2312", "ignore")
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFF)
)
"""The 6,763 of GB 2312, all of which the bundled faces have."""

_RUN = re.compile("[一-龥]{2,}")


def drawn(text: str, chance: Random) -> str:
    """``text`` with other Chinese characters; figures, letters and punctuation stay."""
    return _RUN.sub(lambda run: "".join(chance.choices(HANZI, k=len(run[0]))), text)
