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
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benchmarks.contests import Contest, Engine
from benchmarks.peers import versions_of

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
        cpu: seconds of all processes that did the work.
        wall: seconds from the first object to the last finished file.
        memory: peak of the process, or of the largest of several, in bytes.
        length: of all files, in bytes.
    """

    cpu: float
    wall: float
    memory: int
    length: int


class Result(NamedTuple):
    """All runs of one engine on one size; without any, ``failure`` says why."""

    contest: Contest
    size: int
    engine: Engine
    version: str
    runs: tuple[Run, ...]
    failure: str = ""

    def median(self, what: str) -> float:
        """The median of an attribute of the runs."""
        values: list[float] = [getattr(run, what) for run in self.runs]
        return median(values)


def hold(
    contest: Contest, sizes: tuple[int, ...], rounds: int, progress: Callable[[str], None]
) -> Iterator[Result]:
    """The results of ``contest`` in ``sizes``, after ``rounds`` in which every engine runs once."""
    for engine in contest.engines:
        _attempt(contest, engine, min(_WARM_UP, *sizes), rounds)
    for size in sizes:
        yield from _hold_size(contest, size, rounds, progress)


def _hold_size(
    contest: Contest, size: int, rounds: int, progress: Callable[[str], None]
) -> Iterator[Result]:
    engines = [engine for engine in contest.engines if size <= engine.most]
    runs: dict[Engine, list[Run]] = defaultdict(list)
    failures: dict[Engine, str] = {}
    for turn in range(rounds):
        for engine in engines:
            if engine in failures or any(run.wall > _LONG_RUN for run in runs[engine]):
                continue
            outcome = _attempt(contest, engine, size, turn)
            if isinstance(outcome, Run):
                runs[engine].append(outcome)
                told = f"CPU {outcome.cpu:.3f} s, {outcome.wall:.3f} s"
            else:
                told = failures[engine] = outcome
            progress(f"{contest.name} {size} {engine.label}: {told}")
    for engine in engines:
        known, failure = versions_of(engine.sources), failures.get(engine, "")
        yield Result(contest, size, engine, known, tuple(runs[engine]), failure)


def _attempt(contest: Contest, engine: Engine, size: int, turn: int) -> Run | str:
    """One run, or why there is none; each ``turn`` has its own documents."""
    with TemporaryDirectory() as folder:
        documents = (contest.documents, engine.module, str(size), str(turn), folder)
        try:
            answer = _answer("child", *documents)
            if "command" in answer:
                answer = _answer("timed", answer["result"], *answer["command"])
        except RunError as error:
            return str(error)
    return Run(**answer)


def _answer(module: str, *arguments: str) -> dict[str, Any]:
    """What a module of this package that runs in a process of its own has to say."""
    with _process([sys.executable, "-m", f"benchmarks.{module}", *arguments]) as process:
        try:
            output, complaints = process.communicate(timeout=_LONGEST_RUN)
        except subprocess.TimeoutExpired:
            raise RunError(f"{_LONGEST_RUN} s 之内没有完成") from None
    if process.returncode:
        reason = complaints.strip().splitlines() or [f"exit code {process.returncode}"]
        raise RunError(reason[-1])
    answer: dict[str, Any] = json.loads(output.splitlines()[-1])
    return answer


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
