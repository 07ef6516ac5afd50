"""Data files that commands write."""

from __future__ import annotations

import os
from pathlib import Path

from perfreport.cli.wording import misused
from perfreport.files import Outbox


def write_new(target: Path, text: str) -> None:
    """Write ``text`` to ``target``, where there must be nothing yet."""
    if os.path.lexists(target):
        raise misused(f"{target} 已经有了；请换一个文件名，免得盖掉填好的内容")
    write_over(target, text)


def write_over(target: Path, text: str) -> Path | None:
    """Write ``text`` to ``target``, in place of what is there."""
    with Outbox() as outbox:
        outbox.add(target, text.encode())
    return None
