"""Running the command line inside the test's process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from perfreport.cli import run


class Outcome(NamedTuple):
    """What a run of the command line leaves: its exit code and what it printed."""

    code: int
    out: str
    err: str


Runner = Callable[..., Outcome]


def runner(capsys: pytest.CaptureFixture[str]) -> Runner:
    """A function that runs ``perfreport`` with arguments."""

    def run_with(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Outcome(code, *capsys.readouterr())

    return run_with
