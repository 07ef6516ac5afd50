"""``python -m benchmarks.child CONTEST ENGINE SIZE SEED FOLDER``: one measured run.

Prints what was measured as JSON on the last line. The clock starts when the documents are there,
the engine has what it needs for them, and has rendered a few others; it stops when the last file is
finished. For an engine that is a command of its own, the command is printed instead.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

from benchmarks.evaluations import project_evaluation
from benchmarks.reports import PUBLISHED, other_report
from benchmarks.usage import cpu_seconds, peak_memory, peaks_of_others
from benchmarks.workload import project_targets

SMALL = 5
"""Projects in a small document."""

_APART = 100_000
"""Seeds of one run; those of the next begin after them."""

_OTHERS = 3
"""How much is rendered before the clock starts."""

Documents = Callable[[int, int, Path], list[Any]]
"""Documents of a size, from a seed on, with a folder for their files."""

DOCUMENTS: Mapping[str, Documents] = {
    "table": lambda size, seed, _: [project_targets(size, seed)],
    "published wording": lambda size, seed, _: [
        project_targets(size, seed, published_wording=True)
    ],
    "small tables": lambda size, seed, _: [project_targets(SMALL, seed + n) for n in range(size)],
    "evaluation": lambda size, seed, _: [project_evaluation(size, seed)],
    "reports": lambda size, seed, folder: [other_report(seed + n, folder) for n in range(size)],
    "the same report": lambda size, _, __: [PUBLISHED] * size,
}


def main() -> None:
    """Run the engine and print the measurements."""
    kind, engine, size, turn, folder = sys.argv[1:]
    seed = _APART * (1 + int(turn))
    module = import_module(f"benchmarks.engines.{engine}")
    documents = DOCUMENTS[kind](int(size), seed, Path(folder))
    if hasattr(module, "command"):
        command, result = module.command(*documents, Path(folder))
        answer = {"command": command, "result": str(result)}
    else:
        answer = _measured(module, documents, DOCUMENTS[kind](_OTHERS, 0, Path(folder)))
    print(json.dumps(answer))  # noqa: T201


def _measured(module: ModuleType, documents: list[Any], others: list[Any]) -> dict[str, Any]:
    prepare = getattr(module, "prepare", lambda document: document)
    for other in others:
        module.render(prepare(other))
    prepared = [prepare(document) for document in documents]
    gc.collect()
    wall, cpu = perf_counter(), cpu_seconds()
    length = sum(len(module.render(each)) for each in prepared)
    wall, cpu = perf_counter() - wall, cpu_seconds() - cpu
    peaks = peaks_of_others()
    if not getattr(module, "ELSEWHERE", False):
        peaks.append(peak_memory())
    if hasattr(module, "close"):
        module.close()
    return {"cpu": cpu, "wall": wall, "memory": max(peaks, default=0), "length": length}


if __name__ == "__main__":
    main()
