"""pyright: whether a program that uses perfreport is typed as its author thinks."""

from __future__ import annotations

import sys

from tests.outside.programs import proving, run


def pyright() -> list[str]:
    """The command that runs pyright, which fetches itself when it is first asked for anything.

    Raises:
        MissingProgramError: it cannot be fetched.
    """
    command = [sys.executable, "-m", "pyright"]
    with proving("pyright", "npm"):
        run([*command, "--version"])
    return command
