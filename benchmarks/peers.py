"""Peers' versions, and where they are."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

RUST_DOCXTPL = Path(__file__).parents[1] / ".venv-rust-docxtpl" / "bin" / "python"
"""The interpreter of the environment in which rust-docxtpl is installed."""

_TELL = "from importlib.metadata import version; print('version', version('rust-docxtpl'))"


def versions_of(sources: tuple[str, ...]) -> str:
    """The versions of Python packages or of programs; empty for one that is not on this machine."""
    return "、".join(map(_version, sources))


@cache
def _version(source: str) -> str:
    try:
        return version(source)
    except PackageNotFoundError:
        command = [str(RUST_DOCXTPL), "-c", _TELL]
        if source != "rust-docxtpl":
            command = [source, "--version"]
    if shutil.which(command[0]) is None:
        return ""
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return printed.split()[1]
