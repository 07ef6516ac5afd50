"""Processes of this machine that do the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection
from types import FrameType
from typing import NoReturn, ParamSpec, TypeVar

_TERMINATED = 143

P = ParamSpec("P")
R = TypeVar("R")


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
        context = multiprocessing.get_context("fork" if _may_fork() else "spawn")
        pool = _Pool(self._jobs, mp_context=context, initializer=_begin)
        self._pools.append(pool)
        pool.submit(_nothing)  # now, for soon this process may have threads, of a bar or a record
        return pool

    def close(self) -> None:
        """End the pool; work that was not begun is not done, what is half done is undone."""
        while self._pools:
            pool = self._pools.pop()
            # One that ends while it is told of work, or of the end, leaves half a message, which
            # another takes for its own and complains of: without work left all are just told.
            if pool._pending_work_items:
                for process in list((pool._processes or {}).values()):
                    process.terminate()
            pool.shutdown(cancel_futures=True)


class _Pool(ProcessPoolExecutor):
    """Processes of which one that is asked to end does so, and does not hand that back as work."""

    def submit(
        self, function: Callable[P, R], /, *arguments: P.args, **named: P.kwargs
    ) -> Future[R]:
        """As every executor has it."""
        with _undisturbed():
            return super().submit(_or_end, function, *arguments, **named)


def _or_end(function: Callable[P, R], /, *arguments: P.args, **named: P.kwargs) -> R:
    """Do what is asked; when this process is to end, undo what is half done before."""
    try:
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            return function(*arguments, **named)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
    except SystemExit:
        os._exit(_TERMINATED)


def _may_fork() -> bool:
    """Whether a process may be begun as a copy of this one, with all that is loaded already.

    A copy of a process with several threads may stand still for ever, for what the others had
    locked stays so; and where a system's own libraries have threads, nobody can count them.
    """
    if sys.platform != "linux":
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait: a process that begins now would take them as this one does."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _nothing() -> None:
    """Is asked for, so that there is a process."""


def _begin() -> None:
    """In each process, before any work."""
    # Ctrl-C goes to all processes of a terminal; the one that hands out work ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(_TERMINATED)


def _end_with(parent: int) -> None:
    """End this process when its ``parent`` ends, in whatever way: it would wait for ever."""
    connection.wait([parent])
    os._exit(1)
