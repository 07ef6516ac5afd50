"""Self-evaluation reports (部门整体支出绩效自评报告) as data files: the published one, and others.

The others are as long, but say all that is prose in characters drawn from all of GB 2312.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.characters import drawn
from perfreport.basics import resources

PUBLISHED = resources.examples() / "guangzhou-2023-self-evaluation.yaml"

_FIXED = {"文种", "版式", "科目", "管理效率"}
"""Fields in which only certain words may stand, or that others refer to."""

_PROSE = re.compile("[一-龥]{3}")


def other_report(seed: int, folder: Path) -> Path:
    """A data file in ``folder``; each ``seed`` its own."""
    path = folder / f"report-{seed}.yaml"
    said = yaml.safe_load(PUBLISHED.read_text("utf-8"))
    path.write_text(yaml.safe_dump(_other(said, Random(seed)), allow_unicode=True, sort_keys=False))
    return path


def _other(said: Any, chance: Random) -> Any:
    match said:
        case dict():
            return {
                name: value if name in _FIXED else _other(value, chance)
                for name, value in said.items()
            }
        case list():
            return [_other(each, chance) for each in said]
        case str() if _PROSE.search(said):
            return drawn(said, chance)
    return said
