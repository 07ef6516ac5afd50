"""qpdf: whether the structure of our PDF files is sound."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.outside.programs import Document, ProgramError, find_program, place_files, proving, run


class Qpdf:
    """Checks the structure of PDF files."""

    def __init__(self) -> None:
        """Find the program."""
        self._program = find_program("qpdf", "qpdf")
        with proving("qpdf", "qpdf"):
            run([self._program, "--version"])

    def check(self, pdf: Document) -> list[str]:
        """What qpdf says about ``pdf``, line by line, if it finds an error or a warning."""
        with TemporaryDirectory() as folder:
            [path] = place_files([pdf], Path(folder), ".pdf")
            try:
                run([self._program, "--check", path])
            except ProgramError as error:
                return str(error).splitlines()
        return []
