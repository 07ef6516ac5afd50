"""``python -m benchmarks.child CONTEST ENGINE SIZE``: one measured run, in a process of its own.

Prints what was measured as JSON on the last line. The clock starts when the documents are there
and the engine's modules are loaded; it stops when the last file is finished.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from time import perf_counter
from typing import Any

from benchmarks.evaluations import project_evaluation
from benchmarks.workbooks import workbook_of
from benchmarks.workload import SELF_EVALUATION, project_targets

_SMALL = 5
"""Projects in a small document."""

_KIBIBYTE = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of ``ru_maxrss``."""

_DOCUMENTS: Mapping[str, Callable[[int], list[Any]]] = {
    "table": lambda size: [project_targets(size)],
    "word": lambda size: [project_targets(size)],
    "evaluation": lambda size: [project_evaluation(size)],
    "evaluation-word": lambda size: [project_evaluation(size)],
    "workbook-out": lambda size: [project_targets(size)],
    "workbook-in": lambda size: [workbook_of(project_targets(size))],
    "batch": lambda size: [project_targets(_SMALL, seed) for seed in range(size)],
    "report": lambda size: [SELF_EVALUATION] * size,
}
_WARM = {"report"}
"""Contests in which some documents are rendered before the clock starts."""

_WARMING = 5
"""How many."""


def main() -> None:
    """Run the engine and print the measurements."""
    contest, engine, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
    documents = _DOCUMENTS[contest](size)
    loading = perf_counter()
    module = import_module(f"benchmarks.engines.{engine}")
    if contest in _WARM:
        for _ in range(_WARMING):
            module.render(documents[0])
    start = perf_counter()
    length = sum(len(module.render(document)) for document in documents)
    end = perf_counter()
    if hasattr(module, "close"):
        module.close()
    measured = {
        "seconds": end - start,
        "loading": start - loading,
        "memory": _peak_memory(),
        "length": length,
    }
    print(json.dumps(measured))  # noqa: T201


def _peak_memory() -> int:
    """Bytes that this process, or the largest of those that it started, held at most."""
    return _KIBIBYTE * max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


if __name__ == "__main__":
    main()
