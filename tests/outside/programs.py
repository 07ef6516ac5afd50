"""Finding and running the programs that judge the finished files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

Document = bytes | Path
"""A finished file: its bytes or its place."""

LOCAL_PROGRAMS = Path(__file__).parents[2] / ".ci-tools" / "node_modules" / ".bin"
"""Where ``.ci/install-tools`` puts the programs that the system has no package for."""

TIMEOUT = 300
"""Seconds after which a program is taken to hang."""

_MOST_REASON = 200


class MissingProgramError(Exception):
    """A program is not on this machine, or only in part; the message says how to get it."""

    def __init__(self, name: str, package: str, reason: str = "") -> None:
        """``name`` is what is missing, ``package`` what brings it, ``reason`` what it printed."""
        state = f"程序 {name} 装得不全（{reason}）" if reason else f"缺少程序 {name}"
        super().__init__(f"{state}（{package}），请运行 .ci/install-tools 安装")


class ProgramError(Exception):
    """A program failed; the message carries what it printed."""


class HangingError(ProgramError):
    """A program did not end."""


def find_program(name: str, package: str) -> str:
    """The path of the program ``name``, which ``package`` brings.

    Raises:
        MissingProgramError: it is not on this machine.
    """
    search_path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(LOCAL_PROGRAMS)])
    found = shutil.which(name, path=search_path)
    if found is None:
        raise MissingProgramError(name, package)
    return found


@contextmanager
def proving(name: str, package: str) -> Iterator[None]:
    """Try the program ``name`` with a small sound file: what is there in part is missing.

    A library that another package brings, a stub in the program's place, a filter that is not
    installed: each shows in the first piece of work only.

    Raises:
        MissingProgramError: the work was not done.
    """
    try:
        yield
    except (ProgramError, OSError, SubprocessError, ValueError, LookupError, SyntaxError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise MissingProgramError(name, package, reason[:_MOST_REASON]) from error


def run(
    command: Sequence[str | Path],
    allowed: Collection[int] = (0,),
    environment: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT,
) -> str:
    """Run ``command``, in ``environment`` if that is another; all that it printed.

    Raises:
        HangingError: it did not end within ``timeout`` seconds.
        ProgramError: its exit code is not among ``allowed``.
    """
    with in_group(command, env=environment) as process:
        try:
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as late:
            raise HangingError(f"{command[0]} did not end within {timeout:g} s") from late
    printed = output.decode("utf-8", "replace")
    if process.returncode not in allowed:
        raise ProgramError(f"{command[0]} ended with {process.returncode}:\n{printed}")
    return printed


@contextmanager
def in_group(command: Sequence[str | Path], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """``command`` running with all that it starts, of which nothing is left afterwards.

    A launcher that is killed alone leaves the program behind, which holds our end of the pipe: to
    wait for its output would never end.
    """
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, start_new_session=True, **{**pipes, **options}) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def place_files(documents: Sequence[Document], folder: Path, suffix: str) -> list[Path]:
    """Write ``documents`` into ``folder`` under numbered names that end in ``suffix``."""
    paths = []
    for index, document in enumerate(documents):
        path = folder / f"{index}{suffix}"
        path.write_bytes(document if isinstance(document, bytes) else document.read_bytes())
        paths.append(path)
    return paths
