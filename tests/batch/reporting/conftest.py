"""Fixtures for the tests of reports on records."""

from __future__ import annotations

import pytest

from tests.cli.running import Runner, runner


@pytest.fixture
def perfreport(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Runs ``perfreport`` with arguments."""
    return runner(capsys)
