"""Unfinished files lie out of sight; what a killed run left goes, what a living one has stays."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from perfreport.basics.files import staging
from perfreport.basics.files.staging import Staging, temporary_folder
from tests.basics.files.test_outbox import put

_LEFT_BY_A_KILLED_RUN = (
    "import os, pathlib, sys\n"
    "from perfreport.basics.files.staging import Staging\n"
    "staging = Staging(pathlib.Path(sys.argv[1]))\n"
    "(staging.folder / '0').write_bytes(b'half')\n"
    "os.kill(os.getpid(), 9)\n"
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def killed_run(folder: Path) -> None:
    command = [sys.executable, "-c", _LEFT_BY_A_KILLED_RUN, str(folder)]
    assert subprocess.run(command, check=False, cwd=Path(__file__).parents[3]).returncode == -9


def test_it_is_hidden_and_for_nobody_else(tmp_path: Path) -> None:
    folder = Staging(tmp_path).folder
    assert folder.name.startswith(".")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_nothing_is_left_of_it(tmp_path: Path) -> None:
    made = Staging(tmp_path)
    (made.folder / "0").write_bytes(b"half")
    made.close()
    assert names(tmp_path) == []


def test_what_killed_runs_left_is_removed_by_the_next(tmp_path: Path) -> None:
    killed_run(tmp_path)
    assert len(names(tmp_path)) == 1
    killed_run(tmp_path)
    assert len(names(tmp_path)) == 1
    put(tmp_path, "甲.pdf")
    assert names(tmp_path) == ["甲.pdf"]


def test_what_was_never_locked_is_removed_too(tmp_path: Path) -> None:
    (tmp_path / ".perfreport-0123456789abcdef").mkdir()
    put(tmp_path, "甲.pdf")
    assert names(tmp_path) == ["甲.pdf"]


def test_what_a_living_run_has_stays(tmp_path: Path) -> None:
    living = Staging(tmp_path)
    put(tmp_path, "甲.pdf")
    assert names(tmp_path) == [living.folder.name, "甲.pdf"]


def test_only_folders_of_this_kind_are_removed(tmp_path: Path) -> None:
    other = tmp_path / "别处"
    other.mkdir()
    (other / "甲").write_bytes(b"1")
    (tmp_path / ".perfreport-0123456789abcdef").symlink_to(other)
    (tmp_path / ".perfreport-笔记").mkdir()
    before = names(tmp_path)
    Staging(tmp_path).close()
    assert names(tmp_path) == before
    assert names(other) == ["甲"]


def test_another_is_made_when_a_run_that_cleans_up_takes_it_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = staging._take
    taken = iter([BlockingIOError(errno.EAGAIN, ""), None])

    def take_second(lock: int) -> None:
        if error := next(taken):
            raise error
        take(lock)

    monkeypatch.setattr(staging, "_take", take_second)
    made = Staging(tmp_path)
    assert made.folder.is_dir()
    assert next(taken, "all") == "all"


def test_another_is_made_when_it_was_removed_before_it_was_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = staging._take
    removed: list[Path] = []

    def take_after_removal(lock: int) -> None:
        take(lock)
        if not removed:
            (folder,) = tmp_path.iterdir()
            (folder / "lock").unlink()
            folder.rmdir()
            removed.append(folder)

    monkeypatch.setattr(staging, "_take", take_after_removal)
    made = Staging(tmp_path)
    assert removed != [made.folder]
    assert made.folder.is_dir()


def test_files_are_written_where_there_are_no_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(staging, "_take", refuse)
    put(tmp_path, "甲.pdf")
    assert names(tmp_path) == ["甲.pdf"]


def test_temporary_files_of_killed_runs_are_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed_run(tmp_path)
    with temporary_folder() as living, temporary_folder() as folder:
        assert names(tmp_path) == sorted([living.name, folder.name])
        assert folder.stat().st_mode & 0o777 == 0o700
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a folder for each user")
def test_temporary_files_of_other_users_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed_run(tmp_path)
    before = names(tmp_path)
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    with temporary_folder():
        pass
    assert names(tmp_path) == before
