"""Runs the contests: each run in a fresh process, the engines in turn."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.contests import Contest, Engine

_REPOSITORY = Path(__file__).parents[1]

_LONGEST_RUN = 900
"""Seconds after which a run is given up."""

_LONG_RUN = 60
"""Seconds above which an engine is not run again."""

_WARM_UP = 30
"""Size of the uncounted first run, which fills the caches of files and bytecode."""


class RunError(Exception):
    """An engine did not finish; the message says why."""


class Run(NamedTuple):
    """One measured run.

    Attributes:
        seconds: from the first object to the last finished file.
        loading: seconds before that for loading modules and, if the contest is one, warming up.
        memory: peak of the process, or of the largest that it started, in bytes.
        length: of all files, in bytes.
    """

    seconds: float
    loading: float
    memory: int
    length: int


class Result(NamedTuple):
    """All runs of one engine on one size; without any, ``failure`` says why."""

    contest: Contest
    size: int
    engine: Engine
    runs: tuple[Run, ...]
    failure: str = ""

    @property
    def seconds(self) -> float:
        """The median time of a run."""
        return median(run.seconds for run in self.runs)

    @property
    def memory(self) -> float:
        """The median peak of memory, in bytes."""
        return median(run.memory for run in self.runs)

    @property
    def length(self) -> int:
        """Length of the files of a run, in bytes."""
        return self.runs[0].length


def hold(
    contest: Contest, sizes: tuple[int, ...], rounds: int, progress: Callable[[str], None]
) -> Iterator[Result]:
    """The results of ``contest`` in ``sizes``, after ``rounds`` in which every engine runs once."""
    for engine in contest.engines:
        _attempt(contest, engine, min(_WARM_UP, *sizes))
    for size in sizes:
        yield from _hold_size(contest, size, rounds, progress)


def _hold_size(
    contest: Contest, size: int, rounds: int, progress: Callable[[str], None]
) -> Iterator[Result]:
    engines = [engine for engine in contest.engines if size <= engine.most]
    runs: dict[Engine, list[Run]] = defaultdict(list)
    failures: dict[Engine, str] = {}
    for _ in range(rounds):
        for engine in engines:
            if engine in failures or any(run.seconds > _LONG_RUN for run in runs[engine]):
                continue
            outcome = _attempt(contest, engine, size)
            if isinstance(outcome, Run):
                runs[engine].append(outcome)
                progress(f"{contest.name} {size} {engine.label}: {outcome.seconds:.3f} s")
            else:
                failures[engine] = outcome
                progress(f"{contest.name} {size} {engine.label}: {outcome}")
    for engine in engines:
        yield Result(contest, size, engine, tuple(runs[engine]), failures.get(engine, ""))


def _attempt(contest: Contest, engine: Engine, size: int) -> Run | str:
    """One run, or why there is none."""
    try:
        return _run(contest, engine, size)
    except RunError as error:
        return str(error)


def _run(contest: Contest, engine: Engine, size: int) -> Run:
    command = [sys.executable, "-m", "benchmarks.child", contest.name, engine.module, str(size)]
    with _process(command) as process:
        try:
            output, complaints = process.communicate(timeout=_LONGEST_RUN)
        except subprocess.TimeoutExpired:
            raise RunError(f"{_LONGEST_RUN} s 之内没有完成") from None
    if process.returncode:
        reason = complaints.strip().splitlines() or [f"exit code {process.returncode}"]
        raise RunError(reason[-1])
    return Run(**json.loads(output.splitlines()[-1]))


@contextmanager
def _process(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended with all that it started."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=_REPOSITORY,
        env=_environment(),
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment() -> dict[str, str]:
    """Python must keep its bytecode, or every run would compile the sources anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
