"""Documents made by the workers of a Dask scheduler."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from perfreport.basics.errors import InputError
from perfreport.batch import machines
from perfreport.batch.manifest import NAME
from perfreport.batch.recipe import program
from perfreport.cli import run
from tests.small_files import DEPARTMENT, PROJECTS

DOCUMENTS = 60


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of documents."""
    folder = tmp_path / "data"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"{number:03}.yaml").write_text(PROJECTS, "utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """All that is in ``folder`` but for the record."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != NAME}


def test_files_are_the_same_as_of_one_job(
    cluster: Any, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the workers stand elsewhere
    address = cluster.scheduler_address
    assert run(["build", "data", "-o", "several", "--scheduler", address]) == 0
    assert run(["build", "data", "-o", "one", "-j", "1"]) == 0
    assert len(files(tmp_path / "several")) == 2 * DOCUMENTS
    assert files(tmp_path / "several") == files(tmp_path / "one")


def test_checks_say_the_same_as_of_one_job(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for number in range(DOCUMENTS // 3):
        (tmp_path / "data" / f"{number:03}.yaml").write_text(PROJECTS, "utf-8")
    (tmp_path / "data" / "坏.yaml").write_text("1: [", "utf-8")
    (tmp_path / "部门.yaml").write_text(DEPARTMENT, "utf-8")
    checked = ["check", "data", "部门.yaml", "--against", "data/000.yaml"]
    assert run([*checked, "-j", "1"]) == 2
    here = capsys.readouterr()
    assert run([*checked, "--scheduler", cluster.scheduler_address]) == 2
    there = capsys.readouterr()
    for local, remote in zip(here, there, strict=True):
        for name in ("data", "部门.yaml"):
            remote = remote.replace(str(tmp_path / name), name)
        assert remote == local


def test_workers_elsewhere_have_no_standard_input(
    tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PROJECTS.encode())))
    typed = ["check", str(tmp_path), "--against", "-", "--scheduler", "x:1"]
    assert run(typed) == 2
    assert "标准输入到不了各台机器" in capsys.readouterr().err


def test_one_worker_killed_midway_loses_nothing(cluster: Any, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    victim = next(iter(cluster.workers.values())).pid

    def kill() -> None:
        while not out.exists() or len(list(out.glob("*.pdf"))) < DOCUMENTS // 6:
            time.sleep(0.01)
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert run(["build", str(data), "-o", str(out), "--scheduler", cluster.scheduler_address]) == 0
    killer.join()
    assert not Path(f"/proc/{victim}/exe").exists()
    assert len(files(out)) == 2 * DOCUMENTS
    with closing(sqlite3.connect(out / NAME)) as record:
        rows = record.execute("SELECT count(*), count(DISTINCT file) FROM documents").fetchone()
        outputs = record.execute("SELECT count(*) FROM outputs").fetchone()
    assert rows == (DOCUMENTS, DOCUMENTS)
    assert outputs == (2 * DOCUMENTS,)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "别处", "tcp://127.0.0.1"])
def test_a_scheduler_that_is_not_there_is_told(
    address: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(data), "-o", str(tmp_path / "out"), "--scheduler", address]) == 2
    assert f"{address}：连不上这个 Dask 调度器" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [("build", "-o", "out"), ("check",)])
def test_jobs_are_for_the_workers_to_say(
    command: tuple[str, ...], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, str(data), "--scheduler", "x:1", "-j", "2"]) == 2
    assert "--scheduler 和 -j 只写一个" in capsys.readouterr().err


def test_workers_that_are_not_alike_are_refused() -> None:
    own = program()
    machines.require_alike("x:1", {"a": (own, "fonts"), "b": (own, "fonts")})
    for other, told in {
        ("older", "fonts"): "版本不同（b）",
        (own, "others"): "版式或字体不同（b）",
        ImportError("perfreport"): "做不了（b：",
    }.items():
        with pytest.raises(InputError, match=told):
            machines.require_alike("x:1", {"a": (own, "fonts"), "b": other})


@pytest.mark.parametrize(
    ("package", "arguments"),
    [
        ("distributed", ("--scheduler", "127.0.0.1:9")),
        ("fsspec", ("-o", "memory://结果")),
    ],
)
def test_a_missing_extra_is_named(
    package: str,
    arguments: tuple[str, ...],
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    assert run(["build", str(data), "-o", str(tmp_path / "out"), *arguments]) == 2
    extra = {"distributed": "dask", "fsspec": "remote"}[package]
    assert f"yusuan-jixiao[{extra}]" in capsys.readouterr().err
