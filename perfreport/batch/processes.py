"""Processes of this machine that do the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection
from types import FrameType
from typing import NoReturn

_TERMINATED = 143


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes:
    """Pools of processes, one after another when one breaks; they end with this process."""

    def __init__(self, jobs: int) -> None:
        """Have ``jobs`` processes at a time."""
        self._jobs = jobs
        self._pools: list[ProcessPoolExecutor] = []

    def opened(self) -> ProcessPoolExecutor:
        """A new pool, in place of any other."""
        self.close()
        # A fork of a process with threads may stand still for ever; so it is the same everywhere.
        pool = ProcessPoolExecutor(
            self._jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
        )
        self._pools.append(pool)
        return pool

    def close(self) -> None:
        """End the pool; work that was not begun is not done, what is half done is undone."""
        while self._pools:
            pool = self._pools.pop()
            for process in list((pool._processes or {}).values()):
                process.terminate()
            pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """In each process, before any work."""
    # Ctrl-C goes to all processes of a terminal; the one that hands out work ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _interrupt)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Undo what is half done, and end."""
    sys.exit(_TERMINATED)


def _end_with(parent: int) -> None:
    """End this process when its ``parent`` ends, in whatever way: it would wait for ever."""
    connection.wait([parent])
    os._exit(1)
