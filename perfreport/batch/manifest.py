"""The record of a folder of results (生成记录): what was made of what, and what was found in it.

It is an SQLite file, for it has to hold a hundred thousand documents that are never in memory
together, to be whole after a run that was killed, and to answer the questions of other programs.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path, PurePath
from typing import Any, NamedTuple, Self

from perfreport.basics.errors import OutputError, RefusedError, TemplateError
from perfreport.basics.messages import reason, shown, told
from perfreport.batch.papers import Known, Origin, Output, Receipt, State, Task
from perfreport.batch.plan import NAME as AS_NAME
from perfreport.batch.plan import Plan, comparable

NAME = "perfreport.sqlite"
VERSION = 1
"""Of the tables below, as the file itself has it."""
_AT_ONCE = 1_000
_SCHEMA = """
CREATE TABLE runs (
  number INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, options TEXT NOT NULL
);
CREATE TABLE documents (
  key TEXT PRIMARY KEY, base TEXT NOT NULL, file TEXT NOT NULL,
  run INTEGER NOT NULL, place INTEGER NOT NULL, settled INTEGER,
  state TEXT, code INTEGER, error TEXT, seconds REAL,
  data TEXT, recipe TEXT, form TEXT, scheme TEXT, kind TEXT, year TEXT, unit TEXT
);
CREATE INDEX documents_in_order ON documents (run, place);
CREATE TABLE outputs (key TEXT NOT NULL, format TEXT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX outputs_of ON outputs (key);
CREATE TABLE marks (key TEXT NOT NULL, name TEXT NOT NULL, score TEXT NOT NULL, grade TEXT);
CREATE INDEX marks_of ON marks (key);
CREATE TABLE findings (
  key TEXT NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL, place TEXT, message TEXT
);
CREATE INDEX findings_of ON findings (key)
"""
_TAKE = f"""
INSERT INTO documents (key, base, file, run, place) VALUES (?, {AS_NAME}, {AS_NAME}, ?, ?)
  ON CONFLICT (key) DO UPDATE SET
    base = excluded.base, file = excluded.file, run = excluded.run, place = excluded.place
"""
_WAITING = """
SELECT place, key, file, base, data, recipe, form, scheme FROM documents
  WHERE run = ? AND place > ? AND settled IS NOT run ORDER BY place LIMIT ?
"""
_SETTLE = """
UPDATE documents SET settled = run, state = ?, code = ?, error = ?, seconds = ? WHERE key = ?
"""
_FAILURES = """
SELECT min(place), file, code, error, count(*) FROM documents
  WHERE run = ? AND settled = run AND state = 'failed'
  GROUP BY CASE code WHEN ? THEN error ELSE place END ORDER BY 1
"""
"""What is wrong with a form is told once for all its documents."""
_LOCKED = "另一次生成或汇总正在用这个目录，还没有做完；请等它做完，或换一个输出目录"
_DAMAGED = "这份生成记录坏了，读不出来；请把它移走再运行一次（文书会全部重新生成）"
_FOREIGN = "这不是 perfreport 的生成记录，是别的程序的文件；请把它移走，或换一个输出目录"
_OTHER_VERSION = "这不是这个版本的 perfreport 的生成记录；请把它移走，或换一个输出目录"
_UNWRITABLE = "写不了（{}）；请核对权限和磁盘空间，或换一个输出目录"
_REASONS = {
    sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_IOERR: "磁盘读写出错，或文件太大",
    sqlite3.SQLITE_READONLY: "没有写的权限",
    sqlite3.SQLITE_CANTOPEN: "打不开",
    sqlite3.SQLITE_PERM: "没有权限",
}


class Failure(NamedTuple):
    """A document that was not made, or several for one reason: what is wrong with their form.

    Attributes:
        file: the data file of the first.
        code: the exit code of each.
        error: why; each mistake on its line.
        documents: how many.
    """

    file: str
    code: int
    error: str
    documents: int = 1


class Manifest:
    """The record in one folder; while it is open no other run can use it."""

    def __init__(self, path: Path, shown_as: PurePath | None = None) -> None:
        """Open the record at ``path``, or begin one.

        Args:
            path: of its file.
            shown_as: where it is for whoever reads of it, if it is worked on elsewhere.

        Raises:
            OutputError: when another run has it open, or it cannot be read or written.
        """
        self._path = shown_as or path
        self._run = 0
        with self._told():
            _begin(path)
            self._base = sqlite3.connect(path, timeout=0, isolation_level=None)
            try:
                self._take()
            except BaseException:
                self._base.close()  # others may open it, also while whoever is told lives on
                raise

    def _take(self) -> None:
        self._base.text_factory = os.fsdecode
        self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.execute("BEGIN EXCLUSIVE")
        self._require_tables()
        self._base.execute("COMMIT")

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let others use it; what was recorded stays, whatever happened."""
        with self._told():
            if self._base.in_transaction:
                self._base.execute("COMMIT")
            self._base.close()

    def begin(self, started: datetime, options: str, plan: Plan) -> list[Receipt]:
        """Begin a run with these ``options`` on what is in ``plan``; what of it has failed already.

        That is what would have the name of another document's results.
        """
        clashes = list(plan.clashes())
        with self._told(), self._base:
            self._base.execute("BEGIN")
            values = started.isoformat(timespec="seconds"), options
            run = self._base.execute("INSERT INTO runs (started, options) VALUES (?, ?)", values)
            self._run = run.lastrowid or 0
            tasks = chain(
                ((key, Task(each.file, each.base)) for key, each in clashes), plan.apart()
            )
            rows = (
                (key, os.fsencode(task.base), os.fsencode(task.file), self._run, place)
                for place, (key, task) in enumerate(tasks, 1)
            )
            self._base.executemany(_TAKE, rows)
            for key, failed in clashes:
                self._record(failed, key)
        return [failed for _, failed in clashes]

    def end(self, ended: datetime) -> None:
        """End the run that was begun."""
        with self._told():
            values = ended.isoformat(timespec="seconds"), self._run
            self._base.execute("UPDATE runs SET ended = ? WHERE number = ?", values)

    def waiting(self) -> Iterator[Task]:
        """What of it is still to be made, with what earlier runs left, in the order of the plan."""
        place = 0
        while rows := self._rows(_WAITING, self._run, place, _AT_ONCE):
            for _, key, file, base, *origin in rows:
                known = None
                if origin[0] is not None:
                    outputs = self._rows("SELECT format, digest FROM outputs WHERE key = ?", key)
                    known = Known(Origin(*origin), tuple(Output(*each) for each in outputs))
                yield Task(file, base, known)
            place = rows[-1][0]

    def record(self, receipts: Iterable[Receipt]) -> None:
        """Note what became of some tasks, all at once."""
        with self._told(), self._base:
            self._base.execute("BEGIN")
            for each in receipts:
                self._record(each, comparable(each.base))

    def counts(self) -> dict[State, int]:
        """How many documents of the run there are in each state."""
        query = "SELECT state, count(*) FROM documents WHERE run = ? AND settled = run GROUP BY 1"
        return dict(self._rows(query, self._run))

    @property
    def exit_code(self) -> int:
        """The highest of the documents of the run; 0 without any."""
        return max(self._counted("SELECT max(code) FROM documents WHERE settled = ?"), default=0)

    def failures(self) -> Iterator[Failure]:
        """What was not made in the run, in the order of the plan."""
        values = self._run, TemplateError.exit_code
        with self._told():
            yield from (Failure(*row[1:]) for row in self._base.execute(_FAILURES, values))

    def copy_to(self, path: Path) -> None:
        """Write what is recorded by now to a file of its own at ``path``."""
        with self._told(), closing(sqlite3.connect(path)) as copy:
            self._base.backup(copy)

    def _record(self, receipt: Receipt, key: str) -> None:
        run = self._base.execute
        told = "\n".join([*_first_error(receipt), receipt.error])
        error = told.encode(errors="backslashreplace").decode()  # it has a file's name
        run(_SETTLE, (receipt.state, receipt.code, error, receipt.seconds, key))
        if receipt.state == "unchanged":
            return
        if receipt.subject:
            kind, year, unit, marks = receipt.subject
            names = "UPDATE documents SET kind = ?, year = ?, unit = ? WHERE key = ?"
            run(names, (kind, year, unit, key))
            run("DELETE FROM marks WHERE key = ?", (key,))
            rows = [(key, *mark) for mark in marks]
            self._base.executemany("INSERT INTO marks VALUES (?, ?, ?, ?)", rows)
        run("DELETE FROM findings WHERE key = ?", (key,))
        found = [(key, *each) for each in receipt.findings]
        self._base.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?)", found)
        # What earlier runs made stays true of the files there while nothing new is made.
        if receipt.state == "made" and receipt.origin:
            origin = "UPDATE documents SET data = ?, recipe = ?, form = ?, scheme = ? WHERE key = ?"
            run(origin, (*receipt.origin, key))
            run("DELETE FROM outputs WHERE key = ?", (key,))
            files = [(key, *each) for each in receipt.outputs]
            self._base.executemany("INSERT INTO outputs VALUES (?, ?, ?)", files)

    def _require_tables(self) -> None:
        version = self._base.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not self._base.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in _SCHEMA.split(";"):
                self._base.execute(statement)
            self._base.execute(f"PRAGMA user_version = {VERSION}")
        elif not is_record(self._base):
            raise self._error(_FOREIGN)
        elif version != VERSION:
            raise self._error(_OTHER_VERSION)

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._told():
            return self._base.execute(query, values).fetchall()

    def _counted(self, query: str) -> list[int]:
        return [number for (number,) in self._rows(query, self._run) if number is not None]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell in words what SQLite cannot do."""
        try:
            yield
        except OSError as error:
            raise self._error(_UNWRITABLE.format(reason(error))) from None
        except sqlite3.DatabaseError as error:
            code = error.sqlite_errorcode & 0xFF
            match code:
                case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                    raise self._error(_LOCKED) from None
                case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                    raise self._error(_DAMAGED) from None
            why = _REASONS[code] if code in _REASONS else told(str(error))
            raise self._error(_UNWRITABLE.format(why)) from None

    def _error(self, message: str) -> OutputError:
        return OutputError(f"{shown(str(self._path))}：{message}")


def _first_error(receipt: Receipt) -> Iterator[str]:
    """What the checks refused the document for: the first error, and how to see the others."""
    errors = [each for each in receipt.findings if each.severity == "error"]
    if receipt.code != RefusedError.exit_code or not errors:
        return
    first, *others = errors
    file, place = shown(receipt.file), f"{first.place}：" if first.place else ""
    more = f"；另有 {len(others):,} 处错误，perfreport check {file} 列出" if others else ""
    yield f"{file}：{place}{first.message}（{first.code}）{more}"


def is_record(base: sqlite3.Connection) -> bool:
    """Whether ``base`` is a record, of whatever version, and not the file of another program."""
    query = "SELECT count(*) FROM sqlite_master WHERE name IN ('runs', 'documents')"
    return bool(base.execute(query).fetchone()[0] == 2)


def _begin(path: Path) -> None:
    """Begin an empty file that nobody else can read: it tells what is in documents."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", path)
    try:
        # Where a link leads: it may lead to what is not there yet.
        os.close(os.open(os.path.realpath(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
