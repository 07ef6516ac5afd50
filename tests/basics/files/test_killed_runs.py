"""A run that is killed leaves every file whole, and the next one finishes and tidies up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RANDOM_KILLS = 6
FEWEST_OPERATIONS = 40


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
def test_runs_killed_at_each_operation_on_a_file() -> None:
    command = [sys.executable, "-m", "tests.killed_runs", str(RANDOM_KILLS)]
    root = Path(__file__).parents[3]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    *complaints, total = ended.stdout.splitlines()
    assert complaints == []
    assert ended.returncode == 0
    assert int(total.split()[0]) > FEWEST_OPERATIONS + RANDOM_KILLS
