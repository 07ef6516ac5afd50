"""Fixed words with gaps between them, found in a text in one pass."""

from __future__ import annotations

import re
from collections.abc import Sequence


def frame(parts: Sequence[str]) -> re.Pattern[str]:
    """Matches texts that have ``parts``, regular expressions, in this order; gaps are groups.

    Every part is looked for once, as early as it can be, so that the first gap gets the shortest
    text, then the second, and so on. Without this (atomic groups) a text with many separators would
    be divided in every way there is before it is given up.
    """
    first, *others = parts
    *inner, last = others or [""]
    steps = "".join(f"(?>(.*?){part})" for part in inner)
    end = f"(.*?){last}" if others else ""
    return re.compile(f"(?>{first}){steps}{end}", re.DOTALL)
