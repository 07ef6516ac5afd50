"""Running the command line inside the test's process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from perfreport.cli import commands, run


def _pages(page: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield page, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _pages(f"{page} {name}".strip(), inner)


PAGES = dict(_pages("", commands))
"""The program, its commands and theirs, by the words that are typed for each."""
COMMANDS = {
    page: command for page, command in PAGES.items() if not isinstance(command, click.Group)
}
"""Those that do something."""


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
