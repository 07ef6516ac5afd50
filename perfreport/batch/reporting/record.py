"""The record of a folder of results (生成记录), opened to be read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from perfreport.basics.errors import InputError
from perfreport.basics.messages import reason, shown, told
from perfreport.batch import storage
from perfreport.batch.addresses import Address, is_address, on_this_disk
from perfreport.batch.manifest import NAME, VERSION, is_record
from perfreport.data.source import refusal

_BUILD = "perfreport build"
_NO_FOLDER = "找不到这个文件夹；请核对路径"
_NO_RECORD = f"这个文件夹里没有生成记录（{NAME}）；几份文书一起用 {_BUILD} 生成到这里，才有记录"
_NO_RUN = f"这份生成记录里还没有一次运行；请先用 {_BUILD} 生成到这个文件夹"
_LOCKED = "这个文件夹正在生成，还没有做完；请等它做完再汇总"
_DAMAGED = f"这份生成记录坏了，读不出来；请把它移走，再用 {_BUILD} 生成一次"
_FOREIGN = f"这不是 perfreport 的生成记录，是别的程序的文件；请先用 {_BUILD} 生成到别的文件夹"
_OTHER_VERSION = "这不是这个版本的 perfreport 的生成记录；请用写它的那个版本汇总"
_UNREADABLE = "读不了（{}）；请核对权限和磁盘"

_PAPERS = """
CREATE TEMP VIEW papers AS
  SELECT key, file, run, place, code, error, seconds,
    coalesce(kind, '') AS kind, coalesce(form, '') AS form, coalesce(unit, '') AS unit,
    run = (SELECT max(number) FROM runs) AS is_last,
    CASE WHEN settled IS run THEN state ELSE 'unfinished' END AS became
  FROM documents {}
"""
_ALL, _LAST = "", "WHERE run = (SELECT max(number) FROM runs)"
_HUNDREDTH = Decimal("0.01")


class Record:
    """An open record, whose table ``papers`` has what became of each document.

    Attributes:
        path: of its file, or of the copy of one that is in a storage.
    """

    def __init__(self, path: Path, place: PurePath, base: sqlite3.Connection) -> None:
        """The record that is kept at ``place``, and that ``base`` has open at ``path``."""
        self.path = path
        self._place = place
        self._base = base

    def rows(self, query: str, *values: object) -> Generator[tuple[Any, ...], None, None]:
        """What ``query`` finds, row by row.

        Raises:
            InputError: when the record is damaged.
        """
        with _told(self._place):
            yield from self._base.execute(query, values)

    @contextmanager
    def sound(self) -> Iterator[None]:
        """Around what takes texts of the record for what they say.

        Raises:
            InputError: when they do not say it.
        """
        with _told(self._place):
            yield

    def row(self, query: str) -> tuple[Any, ...]:
        """The one row that ``query`` finds."""
        with closing(self.rows(query)) as rows:
            return next(rows)


@contextmanager
def opened(folder: str, *, last_only: bool = False) -> Iterator[Record]:
    """The record of ``folder``; as long as it is open no run begins there.

    Of one in a storage it is a copy: runs go on there.

    Args:
        folder: the path or the address of the folder of results.
        last_only: whether ``papers`` has those documents alone that the last run was to make.

    Raises:
        InputError: when there is none, it is damaged, or a run is at work.
    """
    with ExitStack() as stack:
        name = on_this_disk(folder)
        if is_address(name):
            place: PurePath = Address(name) / NAME
            path = _copied(place, Path(stack.enter_context(TemporaryDirectory())))
        else:
            place = path = _record_in(Path(name))
        yield stack.enter_context(_opened(path, place, last_only=last_only))


@contextmanager
def _opened(path: Path, place: PurePath, *, last_only: bool) -> Iterator[Record]:
    with _told(place):
        # What a killed run left half written is taken back by whoever opens the file to write.
        address = f"file:{quote(os.fsencode(path.absolute()))}?mode=rw"
        base = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)
    # What is no text in the name of a file is told by a sign.
    base.text_factory = lambda content: content.decode(errors="replace")
    with closing(base):
        with _told(place):
            _require_runs(base, place)
            base.create_aggregate("mean", 1, _Mean)  # type: ignore[arg-type] # finalize gives text
            base.execute(_PAPERS.format(_LAST if last_only else _ALL))
            base.execute("PRAGMA query_only = true")
            base.execute("BEGIN")
        yield Record(path, place, base)


def _copied(place: PurePath, folder: Path) -> Path:
    """A copy in ``folder`` of the record at an address, as it was last put there."""
    copy = folder / NAME
    if not storage.fetch(str(place), copy, refusal):
        raise refusal(str(place.parent), _NO_RECORD)
    return copy


def _record_in(folder: Path) -> Path:
    try:
        if not folder.is_dir():
            raise refusal(str(folder), _NO_FOLDER)
        path = folder / NAME
        if not path.is_file():
            raise refusal(str(folder), _NO_RECORD)
        with path.open("rb"):
            return path
    except OSError as error:
        raise refusal(str(folder), _UNREADABLE.format(reason(error))) from None


def _require_runs(base: sqlite3.Connection, path: PurePath) -> None:
    (version,) = base.execute("PRAGMA user_version").fetchone()
    is_empty = base.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    if not is_empty and not is_record(base):
        raise refusal(str(path), _FOREIGN)
    if version != VERSION and not (is_empty and version == 0):
        raise refusal(str(path), _OTHER_VERSION)
    # A page that is damaged in the middle may else be no more than rows that are not there.
    if base.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise refusal(str(path), _DAMAGED)
    if is_empty or base.execute("SELECT 1 FROM runs").fetchone() is None:
        raise refusal(str(path), _NO_RUN)


@contextmanager
def _told(path: PurePath) -> Iterator[None]:
    """Tell in words what cannot be read."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _refused(path, error) from None
    except (ValueError, ArithmeticError):  # a date or a score that is none
        raise refusal(str(path), _DAMAGED) from None


def _refused(path: PurePath, error: sqlite3.DatabaseError) -> InputError:
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return refusal(str(path), _LOCKED)
        # Of a table that is not there SQLite says no more than that the query is wrong.
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_ERROR:
            return refusal(str(path), _DAMAGED)
    return refusal(str(path), _UNREADABLE.format(told(shown(str(error)))))


class _Mean:
    """The mean of scores that are noted as texts; exact, but for its last place."""

    def __init__(self) -> None:
        self._sum = Decimal(0)
        self._count = 0

    def step(self, score: str | None) -> None:
        """Add one, if it is one."""
        if score is not None:
            self._sum += Decimal(score)
            self._count += 1

    def finalize(self) -> str | None:
        """Rounded half up to hundredths; None without any."""
        if not self._count:
            return None
        return str((self._sum / self._count).quantize(_HUNDREDTH, ROUND_HALF_UP))
