"""Processes of this machine: how they end."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
from perfreport.batch import processes

processes._may_fork = lambda: True  # which a process with pools behind it else forbids
for _ in range(40):
    hands = processes.Processes(4)
    assert sorted(hands.opened().map(abs, range(20))) == list(range(20))
    hands.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes begin as copies there alone")
def test_processes_without_work_end_in_silence() -> None:
    run = [sys.executable, "-c", _PROGRAM]
    ended = subprocess.run(run, capture_output=True, text=True, check=False, timeout=120)
    assert (ended.returncode, ended.stderr) == (0, "")
