"""``python -m benchmarks.timed RESULT COMMAND…``: what a command takes that makes the file RESULT.

A small process of its own, for on Linux a child's peak of memory is never told as less than what
its parent held. Prints what was measured as JSON on the last line.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from time import perf_counter

from benchmarks.usage import cpu_seconds, peak_memory


def main() -> None:
    """Run the command and print the measurements; what it prints itself goes nowhere."""
    result, *command = sys.argv[1:]
    wall, cpu = perf_counter(), cpu_seconds()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    measured = {
        "cpu": cpu_seconds() - cpu,
        "wall": perf_counter() - wall,
        "memory": peak_memory(resource.RUSAGE_CHILDREN),
        "length": os.stat(result).st_size,
    }
    print(json.dumps(measured))  # noqa: T201


if __name__ == "__main__":
    main()
