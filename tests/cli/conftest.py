"""Fixtures for the tests of the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Runner, runner
from tests.cli.years import YEAR


@pytest.fixture
def perfreport(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Runs ``perfreport`` with arguments."""
    return runner(capsys)


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The year of the department of the examples, all of whose documents fit."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(YEAR, tmp_path / "一年")).relative_to(tmp_path)
