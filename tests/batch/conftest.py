"""What the tests of runs share: units, a storage and a scheduler of their own, on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.units import write
from tests.cli.running import Runner, runner
from tests.small_files import PROJECTS, REPORT, altered

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an S3 server."""
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def s3(server: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Its file system with the empty buckets ``given`` and ``results``."""
    import s3fs

    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    files = s3fs.S3FileSystem(use_listings_cache=False)
    for bucket in ("given", "results"):
        if files.exists(bucket):
            files.rm(bucket, recursive=True)
        files.mkdir(bucket)
    yield files
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A Dask cluster of two processes of one thread."""
    from distributed import LocalCluster

    paths = (str(ROOT), os.environ.get("PYTHONPATH", ""))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    made: Any = LocalCluster
    # Without a dashboard the scheduler still serves its state, and on Dask's own port alone.
    on_any_port = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    with made(n_workers=2, threads_per_worker=1, **on_any_port) as running:
        yield running


@pytest.fixture
def perfreport(capsys: pytest.CaptureFixture[str]) -> Runner:
    return runner(capsys)


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve units with a document each, two of which cannot be made."""
    monkeypatch.chdir(tmp_path)
    for number in range(10):
        other = altered(PROJECTS, ("某某部门", f"第{number}局"), ("46.00", f"{40 + number}.00"))
        write(f"各单位/{number}局/项目.yaml", other)
    write("各单位/坏局/项目.yaml", altered(PROJECTS, ("46.00", "四十六")))
    write("各单位/差局/自评.yaml", REPORT)
    return tmp_path / "各单位"
