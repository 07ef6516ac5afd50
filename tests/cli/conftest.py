"""Fixtures for the tests of the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Runner, runner
from tests.cli.years import SUMMARY, YEAR


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
