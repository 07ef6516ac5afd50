"""What a run is to do, noted before it begins: however long a list, it is not in memory."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator

from perfreport.basics.messages import shown
from perfreport.batch.papers import Receipt, Task

_CLASHING = "key IN (SELECT key FROM tasks GROUP BY key HAVING count(*) > 1)"
_AT_ONCE = 1_000
NAME = "CAST(? AS TEXT)"
"""How the bytes of a file's name are handed to SQLite: not all names are text, and Python's bytes
would be kept apart from its texts. They are read again by ``os.fsdecode``."""
_SAME = "结果会和别的文件的同名（{}）：{}；请改名，或分开生成"


class Plan:
    """Tasks in their order, each file once for each of its results."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        """Note the ``tasks``, which come from wherever they are named."""
        # Without a name it is a file that SQLite writes when it gets large, and removes.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute(
            "CREATE TABLE tasks (place INTEGER PRIMARY KEY, key TEXT, base TEXT, file TEXT)"
        )
        self._base.execute("CREATE UNIQUE INDEX once ON tasks (key, file)")
        self._base.text_factory = os.fsdecode
        names = ((each.base, each.file) for each in tasks)
        rows = ((comparable(base), os.fsencode(base), os.fsencode(file)) for base, file in names)
        insert = f"INSERT OR IGNORE INTO tasks (key, base, file) VALUES (?, {NAME}, {NAME})"
        self._base.execute("BEGIN")
        self._base.executemany(insert, rows)
        self._base.execute("COMMIT")

    def __len__(self) -> int:
        """How many there are."""
        return int(self._base.execute("SELECT count(*) FROM tasks").fetchone()[0])

    def tasks(self) -> Iterator[Task]:
        """All of them."""
        for rows in self._pages("true"):
            yield from (Task(file, base) for _, _, base, file in rows)

    def apart(self) -> Iterator[tuple[str, Task]]:
        """Those whose results have names of their own, each with what tells it from all others."""
        for rows in self._pages(f"NOT {_CLASHING}"):
            yield from ((key, Task(file, base)) for _, key, base, file in rows)

    def clashes(self) -> Iterator[tuple[str, Receipt]]:
        """The failures of those whose results would have the name of another's."""
        files: dict[str, list[str]] = {}
        pages = list(self._pages(_CLASHING))
        for rows in pages:
            for _, key, _, file in rows:
                files.setdefault(key, []).append(file)
        for rows in pages:
            for _, key, base, file in rows:
                others = "、".join(shown(each) for each in files[key] if each != file)
                error = f"{shown(file)}：{_SAME.format(shown(base), others)}"
                yield (
                    comparable(f"{key}\n{file}"),
                    Receipt(file, base, "failed", code=2, error=error),
                )

    def _pages(self, condition: str) -> Iterator[list[tuple[int, str, str, str]]]:
        place = 0
        query = f"SELECT * FROM tasks WHERE place > ? AND {condition} ORDER BY place LIMIT ?"
        while rows := self._base.execute(query, (place, _AT_ONCE)).fetchall():
            yield rows
            place = rows[-1][0]


def comparable(base: str) -> str:
    """``base`` as what Windows and macOS take for the same name has it, and as a text."""
    name = unicodedata.normalize("NFC", base).casefold()
    return name.encode(errors="backslashreplace").decode()
