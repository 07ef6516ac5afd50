"""UNO: LibreOffice driven through its own interface, in the interpreter that it is made for."""

from __future__ import annotations

from pathlib import Path

from tests.outside.programs import find_program, proving, run

PYTHON = "/usr/bin/python3"
"""The interpreter of the system's packages; the environment of the tests does not see these."""


def uno_python(interpreter: str = PYTHON) -> Path:
    """The ``interpreter``, if it can ``import uno``.

    Raises:
        MissingProgramError: it is not there, or cannot.
    """
    python = find_program(interpreter, "python3-uno")
    with proving("python3-uno", "python3-uno"):
        run([python, "-c", "import uno"])
    return Path(python)
