"""Self-evaluation reports (部门整体支出绩效自评报告) as data files: the published one, and others.

The others are as long, but say all that is prose in characters drawn from all of GB 2312, of which
no more are different ones than in the published one: some 600, where 5,700 drawn one by one would
be 3,400.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.characters import exchanged
from perfreport.basics import resources

PUBLISHED = resources.examples() / "guangzhou-2023-self-evaluation.yaml"

_FIXED = {"文种", "版式", "科目", "管理效率"}
"""Fields in which only certain words may stand, or that others refer to."""

_PROSE = re.compile("[一-龥]{3}")


def other_report(seed: int, folder: Path) -> Path:
    """A data file in ``folder``; each ``seed`` its own."""
    path = folder / f"report-{seed}.yaml"
    said = yaml.safe_load(PUBLISHED.read_text("utf-8"))
    path.write_text(
        yaml.safe_dump(_other(said, exchanged(Random(seed))), allow_unicode=True, sort_keys=False)
    )
    return path


def _other(said: Any, exchange: Callable[[str], str]) -> Any:
    match said:
        case dict():
            return {
                name: value if name in _FIXED else _other(value, exchange)
                for name, value in said.items()
            }
        case list():
            return [_other(each, exchange) for each in said]
        case str() if _PROSE.search(said):
            return exchange(said)
    return said
