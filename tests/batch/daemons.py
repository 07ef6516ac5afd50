"""A Dask scheduler and its workers as programs of their own, as they run on several machines."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.cli.processes import environment
from tests.outside.programs import in_group

SECONDS = 120.0
"""Until a test gives up waiting."""

Daemon = subprocess.Popen[bytes]


def until(true: Callable[[], object], what: str, seconds: float = SECONDS) -> None:
    """Wait for it to be ``true``."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.02)


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, Daemon]]:
    """Its address, and the process; ``folder`` is for its files."""
    told = folder / "scheduler.json"
    told.unlink(missing_ok=True)
    ports = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
    with _daemon("scheduler", *ports, "--scheduler-file", told, "--no-dashboard") as running:
        until(lambda: told.exists() and told.read_text().endswith("}"), "a scheduler")
        yield json.loads(told.read_text())["address"], running


def worker(address: str, **variables: str) -> AbstractContextManager[Daemon]:
    """A worker of the scheduler there, in an environment with other ``variables``."""
    arguments = (address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    return _daemon("worker", *arguments, **variables)


@contextmanager
def _daemon(name: str, *arguments: str | Path, **variables: str) -> Iterator[Daemon]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *arguments]
    # They stand elsewhere: Python looks for modules where it is started.
    options = {"stdout": subprocess.DEVNULL, "cwd": Path.home().anchor}
    with in_group(command, env=environment(**variables), **options) as running:
        yield running
