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
from time import clock_gettime, process_time

_KIBIBYTE = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of ``ru_maxrss``."""

_TICKS = os.sysconf("SC_CLK_TCK")
_SESSION, _ENDED = 3, slice(13, 15)
"""Among the fields of ``stat`` that follow the name: the session, the times of ended children."""


def cpu_seconds() -> float:
    """CPU time of this process and of all that it started, whether they run or have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = sum(seconds for _, seconds in _others())
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


def _others() -> Iterator[tuple[Path, float]]:
    """The other processes of this session, as folders of the system, with their CPU time."""
    session, own = os.getsid(0), str(os.getpid())
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(stat[_SESSION]) != session or folder.name == own:
                continue
            seconds = _seconds(int(folder.name), stat)
        except OSError:
            continue  # it has ended
        yield folder, seconds


def _seconds(process: int, stat: list[str]) -> float:
    """CPU time of a running process and of those that it started and that have ended."""
    clock = ~process << 3 | 2  # as clock_getcpuclockid gives it; stat counts hundredths of a second
    return clock_gettime(clock) + sum(map(int, stat[_ENDED])) / _TICKS
