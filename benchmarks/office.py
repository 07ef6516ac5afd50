"""LibreOffice, with a profile of its own and the Fandol faces."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.fonts import WORKSHOP, fontconfig

PROFILE = WORKSHOP / "profile"
"""Of this LibreOffice alone, kept from run to run."""

SYSTEM_PYTHON = Path("/usr/bin/python3")
"""The interpreter that LibreOffice's package ``python3-uno`` belongs to."""


def command(*arguments: str | Path) -> list[str | Path]:
    """The command that runs LibreOffice without a screen.

    Raises:
        FileNotFoundError: it is not on this machine.
    """
    program = shutil.which("soffice")
    if program is None:
        raise FileNotFoundError("soffice is not on this machine")
    options = [f"-env:UserInstallation={PROFILE.as_uri()}", "--headless", "--norestore"]
    return [program, *options, *arguments]


def settings() -> list[str]:
    """What stands in the environment in which it finds the faces, as ``env`` takes it."""
    return [f"FONTCONFIG_FILE={fontconfig()}"]
