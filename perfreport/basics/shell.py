"""Commands as they are typed."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence


def typed(words: Sequence[str]) -> str:
    """``words`` as this system's shell takes them; Chinese needs no marks around it."""
    if os.name == "nt":
        return subprocess.list2cmdline(words)
    return " ".join(each if _is_plain(each) else shlex.quote(each) for each in words)


def _is_plain(word: str) -> bool:
    return bool(word) and all(each.isalnum() or each in "-_./:@%+=,，、（）" for each in word)
