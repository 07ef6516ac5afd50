"""What processes have used: this one, those that it started, and those that still run.

The latter are found where the system shows processes as files (Linux); they are those of the same
session, which whoever measures begins anew for every run.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

_KIBIBYTE = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of ``ru_maxrss``."""

_TICKS = os.sysconf("SC_CLK_TCK")
_SESSION, _TIMES = 3, slice(11, 15)
"""Among the fields of ``stat`` that follow the name: own times, then those of ended children."""


def cpu_seconds() -> float:
    """CPU time of this process and of all that it started, whether they run or have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = sum(sum(map(int, stat[_TIMES])) for _, stat in _others()) / _TICKS
    return process_time() + ended.ru_utime + ended.ru_stime + running


def peak_memory(who: int = resource.RUSAGE_SELF) -> int:
    """Bytes that this process, or the largest of its ended children, held at most."""
    return _KIBIBYTE * resource.getrusage(who).ru_maxrss


def peaks_of_others() -> list[int]:
    """Bytes that each running process which this one started held at most."""
    peaks = []
    for folder, _ in _others():
        lines = (folder / "status").read_text().splitlines()
        peaks += [1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return peaks


def _others() -> Iterator[tuple[Path, list[str]]]:
    """The other processes of this session, with what the system tells of each."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(stat[_SESSION]) == os.getsid(0) and folder.name != str(os.getpid()):
            yield folder, stat
