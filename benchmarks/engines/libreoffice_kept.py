"""A LibreOffice that stays open and converts our own Word file, which is ready."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import perfreport
from benchmarks import office

ELSEWHERE = True

_WORKER = Path(office.__file__).with_name("uno_worker.py")


def prepare(data_file: Path) -> Path:
    """The Word file of the document in ``data_file``."""
    path = Path(_office().folder, data_file.with_suffix(".docx").name)
    path.write_bytes(perfreport.render(perfreport.load(data_file), "docx"))
    return path


def render(path: Path) -> bytes:
    """The PDF file of the Word file at ``path``."""
    return _office().convert(path)


def close() -> None:
    """Stop it."""
    _office().stop()
    _office.cache_clear()


@cache
def _office() -> _Office:
    return _Office()


class _Office:
    """A running LibreOffice and its worker."""

    def __init__(self) -> None:
        self._directory = TemporaryDirectory()
        self.folder = self._directory.name
        self._worker = subprocess.Popen(
            ["env", *office.settings(), office.SYSTEM_PYTHON, _WORKER, *office.command()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def convert(self, path: Path) -> bytes:
        """The PDF file of the Word file at ``path``."""
        asked, answered = self._worker.stdin, self._worker.stdout
        assert asked is not None
        assert answered is not None
        asked.write(f"{path}\n")
        asked.flush()
        if not answered.readline():
            raise RuntimeError("LibreOffice cannot convert the document")
        return path.with_suffix(".pdf").read_bytes()

    def stop(self) -> None:
        """End LibreOffice and remove its files."""
        self._worker.communicate()
        self._directory.cleanup()
