"""What was measured, on which machine, as a file."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.contests import CONTESTS, Engine
from benchmarks.measuring import Result, Run

_CONTESTS = {contest.name: contest for contest in CONTESTS}


class Measured(NamedTuple):
    """Results, and what :func:`machine` tells of where and when they were measured."""

    machine: dict[str, Any]
    results: list[Result]


def machine(today: date) -> dict[str, Any]:
    """Where and when measurements are taken."""
    return {
        "date": today.isoformat(),
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def as_json(results: Iterable[Result], today: date) -> str:
    """Every run, as JSON."""
    measured = [
        {
            **result._asdict(),
            "contest": result.contest.name,
            "engine": result.engine._asdict(),
            "runs": [run._asdict() for run in result.runs],
        }
        for result in results
    ]
    document = {"machine": machine(today), "results": measured}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> Measured:
    """What :func:`as_json` said in the file at ``path``."""
    said = json.loads(path.read_text("utf-8"))
    results = [
        Result(
            **{
                **each,
                "contest": _CONTESTS[each["contest"]],
                "engine": Engine(**{**each["engine"], "sources": tuple(each["engine"]["sources"])}),
                "runs": tuple(Run(**run) for run in each["runs"]),
            }
        )
        for each in said["results"]
    ]
    return Measured(said["machine"], results)
