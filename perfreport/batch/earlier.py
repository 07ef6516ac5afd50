"""What earlier runs made, where the data files of the next one lie among it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path, PurePath
from urllib.parse import quote

from perfreport.batch.addresses import is_address, on_this_disk
from perfreport.batch.manifest import NAME
from perfreport.batch.papers import Task, digest_of
from perfreport.batch.plan import comparable

_ENDING = ".xlsx"
"""Of what is made that may be taken for data."""


class Earlier:
    """Tells the workbooks that the record of a folder has from those that are data.

    Attributes:
        passed: how many were passed over by now.
        first: the name of the first of them.
    """

    def __init__(self, out: str) -> None:
        """Go by the record in ``out``; those of a storage are not looked into."""
        self._folder = on_this_disk(out)
        self.passed = 0
        self.first = ""

    def without(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """The ``tasks`` whose files are not as an earlier run made them."""
        record = Path(self._folder, NAME).absolute()
        if is_address(self._folder) or not record.is_file():
            yield from tasks
            return
        # What a killed run left half written is taken back by whoever opens the file to write.
        address = f"file:{quote(os.fsencode(record))}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as base:
            for task in tasks:
                if self._was_made(task.file, base):
                    self.first = self.first or task.file
                    self.passed += 1
                else:
                    yield task

    def _was_made(self, file: str, base: sqlite3.Connection) -> bool:
        if is_address(file) or not file.lower().endswith(_ENDING):
            return False
        folder, path = os.path.realpath(self._folder), os.path.realpath(file)
        if not PurePath(path).is_relative_to(folder):
            return False
        key = comparable(PurePath(path).relative_to(folder).with_suffix("").as_posix())
        query = "SELECT digest FROM outputs WHERE key = ? AND format = 'xlsx'"
        try:
            made = [digest for (digest,) in base.execute(query, (key,))]
            return bool(made) and digest_of(Path(path).read_bytes()) in made
        except (OSError, sqlite3.DatabaseError):  # whoever opens it next says why
            return False
