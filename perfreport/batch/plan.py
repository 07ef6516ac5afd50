"""What a run is to do, noted before it begins: however long a list, it is not in memory."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator

from perfreport.basics.messages import shown
from perfreport.batch.addresses import is_address
from perfreport.batch.papers import Receipt, Task

_CLASHING = "key IN (SELECT key FROM tasks GROUP BY key HAVING count(*) > 1)"
_AT_ONCE = 1_000
NAME = "CAST(? AS TEXT)"
"""How the bytes of a file's name are handed to SQLite: not all names are text, and Python's bytes
would be kept apart from its texts. They are read again by ``os.fsdecode``."""
_SAME = "结果会和别的文件的同名（{}）：{}；{}请改名，或分开生成"
_LOOKS_THE_SAME = "名称看上去一样，Unicode 写法不同（NFC、NFD），在 macOS 上是同一个；"
_BUT_FOR_CASE = "名称只差大小写，在 Windows、macOS 上是同一个；"


class Plan:
    """Tasks in their order, each file once for each of its results."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        """Note the ``tasks``, which come from wherever they are named."""
        # Without a name it is a file that SQLite writes when it gets large, and removes.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute(
            "CREATE TABLE tasks"
            " (place INTEGER PRIMARY KEY, key TEXT, base TEXT, file TEXT, whole TEXT)"
        )
        self._base.execute("CREATE UNIQUE INDEX once ON tasks (key, whole)")
        self._base.text_factory = os.fsdecode
        names = ((each.base, each.file) for each in tasks)
        rows = (
            (comparable(base), *map(os.fsencode, (base, file, _whole(file))))
            for base, file in names
        )
        insert = (
            "INSERT OR IGNORE INTO tasks (key, base, file, whole)"
            f" VALUES (?, {NAME}, {NAME}, {NAME})"
        )
        self._base.execute("BEGIN")
        self._base.executemany(insert, rows)
        self._base.execute("COMMIT")

    def close(self) -> None:
        """Let go of them all, and of the file that they may be in."""
        self._base.close()

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
                others = [each for each in files[key] if each != file]
                rivals = "、".join(map(shown, others))
                why = _SAME.format(shown(base), rivals, _difference(file, others))
                error = f"{shown(file)}：{why}"
                # As it is spelt: what tells it from its rivals may be that alone.
                own = _text(f"{key}\n{file}")
                yield own, Receipt(file, base, "failed", code=2, error=error)

    def _pages(self, condition: str) -> Iterator[list[tuple[int, str, str, str]]]:
        place = 0
        columns = "SELECT place, key, base, file FROM tasks"
        query = f"{columns} WHERE place > ? AND {condition} ORDER BY place LIMIT ?"
        while rows := self._base.execute(query, (place, _AT_ONCE)).fetchall():
            yield rows
            place = rows[-1][0]


def _whole(file: str) -> str:
    """What ``file`` is called however it is spelt."""
    return file if is_address(file) else os.path.realpath(file)


def comparable(base: str) -> str:
    """``base`` as what Windows and macOS take for the same name has it, and as a text."""
    return _text(unicodedata.normalize("NFC", base).casefold())


def _text(name: str) -> str:
    """``name``, which need not be one, as a text."""
    return name.encode(errors="backslashreplace").decode()


def _difference(file: str, others: Iterable[str]) -> str:
    """What tells ``file`` from its rivals, where nobody sees it; else empty."""
    composed = unicodedata.normalize("NFC", file)
    found = {unicodedata.normalize("NFC", each) for each in others}
    if composed in found:
        return _LOOKS_THE_SAME
    return _BUT_FOR_CASE if composed.casefold() in map(str.casefold, found) else ""
