"""Schedulers and workers that are late, that are not there any more, and that are others."""

from __future__ import annotations

import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from perfreport.batch import machines
from perfreport.batch.manifest import NAME
from perfreport.cli import many, run
from tests.batch.daemons import Daemon, scheduler, until, worker
from tests.cli.processes import ROOT, environment
from tests.outside.programs import in_group
from tests.small_files import PROJECTS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

DOCUMENTS = 200
_PROGRAM = """
import signal
from perfreport.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # the tests may run in the background
main()
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of documents."""
    folder = tmp_path / "data"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"{number:03}.yaml").write_text(PROJECTS, "utf-8")
    return folder


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Of a scheduler."""
    with scheduler(tmp_path) as (found, _):
        yield found


class Build:
    """A build by the workers of a scheduler, as a program of its own."""

    def __init__(self, data: Path, address: str, stack: ExitStack) -> None:
        """Begin it."""
        self.out = data.parent / "out"
        self._told = data.parent / "told"
        command = [sys.executable, "-c", _PROGRAM, "build", data, "-o", self.out, "-f", "pdf"]
        command += ["--scheduler", address]
        errors = stack.enter_context(self._told.open("wb"))
        options = {"stdout": subprocess.DEVNULL, "stderr": errors}
        self.process: Daemon = stack.enter_context(
            in_group([*map(str, command)], env=environment(), **options)
        )

    @property
    def told(self) -> str:
        """What it has told by now."""
        return self._told.read_text("utf-8")

    def is_telling(self, words: str) -> bool:
        """Whether ``words`` are told, or will never be."""
        return words in self.told or self.process.poll() is not None

    def half_way(self) -> None:
        """Wait until some documents are noted, and see that others are not."""
        until(lambda: noted(self.out) > 0 or self.process.poll() is not None, "a document")
        assert self.process.poll() is None, self.told

    def ended(self) -> int:
        """Its exit code."""
        return self.process.wait(timeout=100)


def noted(out: Path) -> int:
    """How many documents the record says were made, where a run may be at work."""
    try:
        with closing(sqlite3.connect(f"file:{out / NAME}?mode=ro&immutable=1", uri=True)) as base:
            query = "SELECT count(*) FROM documents WHERE state = 'made'"
            return int(base.execute(query).fetchone()[0])
    except sqlite3.DatabaseError:  # it is being written
        return 0


def require_the_rest_is_made(out: Path, data: Path, capsys: Any) -> None:
    """A second run makes exactly what is not noted, and nothing is left over."""
    before = noted(out)
    assert 0 < before < DOCUMENTS
    capsys.readouterr()
    assert run(["build", str(data), "-o", str(out), "-f", "pdf", "-j", "1"]) == 0
    told = f"生成 {DOCUMENTS - before} 份，没有变化 {before} 份"
    assert told in capsys.readouterr().out
    names = sorted(path.name for path in out.iterdir())
    assert names == sorted([NAME, *(f"{number:03}.pdf" for number in range(DOCUMENTS))])


def test_an_interrupted_build_goes_on(data: Path, address: str, capsys: Any) -> None:
    with worker(address), worker(address), ExitStack() as stack:
        build = Build(data, address, stack)
        build.half_way()
        build.process.send_signal(signal.SIGINT)
        assert build.ended() == 130
        assert build.told.splitlines()[-1] == "已中断，没有写完的文件都已撤掉"
    require_the_rest_is_made(build.out, data, capsys)


def test_a_scheduler_that_is_killed_is_told(data: Path, tmp_path: Path, capsys: Any) -> None:
    with ExitStack() as stack:
        address, process = stack.enter_context(scheduler(tmp_path))
        stack.enter_context(worker(address))
        build = Build(data, address, stack)
        build.half_way()
        process.kill()
        assert build.ended() == 70
        assert f"{address}：和 Dask 调度器的连接断了，没有做完；做好的都在" in build.told
        assert "distributed" not in build.told
        assert "没有料到" not in build.told
    require_the_rest_is_made(build.out, data, capsys)


def test_workers_may_come_late_and_be_replaced(data: Path, address: str) -> None:
    with ExitStack() as stack:
        build = Build(data, address, stack)
        until(lambda: build.is_telling("没有工作进程"), "a word")
        assert f"dask worker {address} --nthreads 1" in build.told
        with worker(address) as first:
            build.half_way()
            first.kill()
            until(lambda: build.told.count("没有工作进程") > 1, "another word")
        stack.enter_context(worker(address))
        assert build.ended() == 0
        assert noted(build.out) == DOCUMENTS


def test_a_scheduler_that_stays_without_workers_is_given_up(
    data: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(machines, "_PATIENCE", 1.0)
    out = data.parent / "out"
    typed = ["build", str(data), "-o", str(out), "-f", "pdf", "--scheduler", address]
    assert run(typed) == 2
    told = capsys.readouterr().err
    assert told.index("现在没有工作进程") < told.index(f"{address}：等了很久")
    assert not out.exists()


def test_a_scheduler_whose_workers_do_not_come_back_is_given_up(
    data: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    out = data.parent / "out"
    with worker(address) as only:

        def kill_it(*_: object) -> None:
            monkeypatch.setattr(machines, "_PATIENCE", 1.0)
            only.kill()

        monkeypatch.setattr(many, "print_receipt", kill_it)
        monkeypatch.setattr(many, "_MOST_TOLD", DOCUMENTS)
        typed = ["build", str(data), "-o", str(out), "-f", "pdf", "--scheduler", address]
        assert run(typed) == 70
    assert f"{address}：等了很久" in capsys.readouterr().err
    require_the_rest_is_made(out, data, capsys)


def test_who_listens_and_says_nothing_is_given_up(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(machines, "_SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        assert run(["check", str(data), "--scheduler", address]) == 2
    assert f"{address}：连不上这个 Dask 调度器" in capsys.readouterr().err


def other_program(folder: Path) -> dict[str, str]:
    package = folder / "perfreport"
    shutil.copytree(ROOT / "perfreport", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "another.py").write_text("")
    return {"PYTHONPATH": str(folder)}


def without(package: str) -> Any:
    def variables(folder: Path) -> dict[str, str]:
        (folder / f"{package}.py").write_text(f"raise ModuleNotFoundError('no {package}')")
        return {"PYTHONPATH": f"{folder}:{ROOT}"}

    return variables


def other_fonts(folder: Path) -> dict[str, str]:
    (folder / ".fonts").mkdir()
    (folder / ".fonts" / "宋体.ttf").write_bytes(b"")
    return {"HOME": str(folder)}


@pytest.mark.parametrize(
    ("unlike", "out", "told"),
    [
        (other_program, "out", "版本不同"),
        (without("perfreport"), "out", "有的机器上做不了"),
        (without("fsspec"), "memory://out", "yusuan-jixiao[remote]"),
        (without("s3fs"), "s3://results/out", "pip install s3fs"),
        (other_fonts, "out", "版式或字体不同"),
    ],
)
def test_a_worker_that_is_unlike_the_others_is_named(
    unlike: Any, out: str, told: str, data: Path, address: str, tmp_path: Path, capsys: Any
) -> None:
    (tmp_path / "elsewhere").mkdir()
    out = out if "://" in out else str(tmp_path / out)
    with worker(address), worker(address, **unlike(tmp_path / "elsewhere")), ExitStack() as stack:
        from distributed import Client

        client: Any = stack.enter_context(Client(address))  # type: ignore[no-untyped-call]
        client.wait_for_workers(2, timeout=60)
        assert run(["build", str(data), "-o", out, "--scheduler", address]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert "tcp://127.0.0.1:" in error.replace(address, "")
    assert not (tmp_path / "out").exists()
