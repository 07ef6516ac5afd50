"""Running the program in a process of its own, as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "perfreport")


def environment(**variables: str) -> dict[str, str]:
    """That of the tests, with other ``variables``; nothing of the encoding is left in it."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    return {**inherited, "PYTHONPATH": str(ROOT), **variables}


def program(
    *arguments: str | Path, variables: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run the program with ``arguments`` to its end."""
    settings: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        env=environment(**(variables or {})),
        check=False,
        timeout=100,
        **settings,
    )
