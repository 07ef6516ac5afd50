"""Fixtures for the tests of the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Runner, runner
from tests.cli.years import SUMMARY, YEAR
from tests.small_files import ALL


@pytest.fixture
def perfreport(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Runs ``perfreport`` with arguments."""
    return runner(capsys)


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The year of the department of the examples, whose documents fit; without its summary."""
    monkeypatch.chdir(tmp_path)
    folder = shutil.copytree(YEAR, tmp_path / "一年", ignore=shutil.ignore_patterns(SUMMARY))
    return Path(folder).relative_to(tmp_path)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of small documents, one of each sort."""
    folder = tmp_path / "数据"
    folder.mkdir()
    for name, text in ALL.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for results, which is not there yet."""
    return tmp_path / "新" / "结果"
