"""LibreOffice Writer, driven through its own interface as a person would use it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.outside.programs import TIMEOUT, find_program, in_group

_SESSION = Path(__file__).parent / "writer_session.py"
_LEAVE = 30
"""Seconds in which it may end by itself, once everything has been saved."""

Edit = tuple[object, ...]
"""The name of an act of ``writer_session`` with its arguments."""


class Job(NamedTuple):
    """A document with the edits to make in it, one after the other."""

    document: bytes
    edits: Sequence[Edit]


def edit_all(jobs: Sequence[Job], folder: Path, python: Path) -> list[bytes]:
    """What Writer saves of each document after its edits, all in one session in ``python``."""
    tasks = []
    for number, job in enumerate(jobs):
        source, target = folder / f"{number}.docx", folder / f"{number}-edited.docx"
        source.write_bytes(job.document)
        tasks.append({"source": str(source), "target": str(target), "edits": job.edits})
    pipe = f"perfreport{folder.stat().st_ino}"
    command = [
        find_program("soffice", "libreoffice-writer"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with in_group(command, **silent) as office:
        session: list[str | Path] = [python, _SESSION, pipe]
        done = subprocess.run(
            session, input=json.dumps(tasks).encode(), timeout=TIMEOUT, check=False
        )
        # the bridge may crash when it is closed, after everything has been saved
        if not all(Path(str(task["target"])).exists() for task in tasks):
            done.check_returncode()
        with suppress(subprocess.TimeoutExpired):
            office.wait(_LEAVE)
    return [Path(str(task["target"])).read_bytes() for task in tasks]
