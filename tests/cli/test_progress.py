"""How far a run is: on terminals of any width, in logs, and beside what else is printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from perfreport.cli import progress
from tests.cli.processes import PROGRAM, environment
from tests.cli.running import Runner
from tests.small_files import PROJECTS, altered

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture(autouse=True)
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two documents with names that no terminal has room for, in the working folder."""
    monkeypatch.chdir(tmp_path)
    names = [f"{'很长的名称' * 12}{number}.yaml" for number in range(2)]
    for number, name in enumerate(names):
        Path(name).write_text(altered(PROJECTS, ("某某部门", f"第{number}局")), "utf-8")
    return names


@pytest.mark.parametrize("width", [20, 39, 40, 71, 72, 200])
def test_a_bar_has_one_line_on_terminals_of_any_width(
    width: int, units: list[str], perfreport: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # taken for a terminal
    monkeypatch.setenv("COLUMNS", str(width))
    shown = _CODES.sub("", perfreport("build", *units, "-o", "结果", "-j", "1").err)
    bars = [line for line in re.split("[\r\n]+", shown) if line.startswith("生成 ")]
    assert any("2/2" in line for line in bars)
    assert "…" not in "".join(bars)
    assert all(("100%" in line) == (width >= 72) for line in bars if "2/2" in line)


def test_merging_has_a_bar_of_its_own(
    units: list[str], perfreport: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "72")
    outcome = perfreport("build", *units, "-o", "结果", "-j", "1", "--merge", "全册.pdf")
    shown = re.split("[\r\n]+", _CODES.sub("", outcome.err))
    bars = [line.split()[0] for line in shown if "2/2" in line]
    assert list(dict.fromkeys(bars)) == ["生成", "合成"]


def test_a_log_tells_of_each_document_that_is_merged(
    units: list[str], perfreport: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SECONDS", 1e-9)
    more = [f"{number}.yaml" for number in range(2)]
    for name, each in zip(more, units, strict=True):
        Path(name).write_text(Path(each).read_text("utf-8"), "utf-8")
    outcome = perfreport("build", *units, *more, "-o", "结果", "-j", "1", "--merge", "全册.pdf")
    told = [line.partition(" 份")[0] for line in outcome.err.splitlines() if "已做" in line]
    assert [each for each in told if each.startswith("合成")] == [
        "合成：已做 2 / 4",
        "合成：已做 3 / 4",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_what_is_printed_beside_a_bar_has_lines_of_its_own(units: list[str]) -> None:
    ours, theirs = os.openpty()
    variables = environment(TERM="xterm", COLUMNS="80")
    with subprocess.Popen(
        [*PROGRAM, "build", *units, "-o", "结果", "-j", "1"],
        env=variables, stdin=theirs, stdout=theirs, stderr=theirs,
    ):  # fmt: skip
        os.close(theirs)
        shown = b"".join(_read(ours)).decode()
    assert "━" in shown
    # Each at the beginning of a line, or of one that was taken back.
    before = {
        shown[: found.start()][-4:] for found in re.finditer("已生成|很长[^\n]*个警告", shown)
    }
    assert before
    assert all(each.endswith(("\n", "\x1b[2K")) for each in before)


def _read(terminal: int) -> Iterator[bytes]:
    with suppress(OSError):  # the other end is closed
        while content := os.read(terminal, 65_536):
            yield content
    os.close(terminal)


def test_what_it_took_to_begin_is_not_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with progress.progress(101) as shown:
        now = 60.0
        for _ in range(4):  # a chunk, all at once
            shown.advance()
        assert capsys.readouterr().err == ""
        now = 66.0
        shown.advance()
    told = "生成：已做 5 / 101 份，每秒 0.7 份，约还要 2 分 24 秒\n"
    assert capsys.readouterr().err == told


def test_a_run_without_changes_says_so_in_a_line(units: list[str], perfreport: Runner) -> None:
    build = ("build", *units, "-o", "结果", "-j", "1")
    assert perfreport(*build).code == 0
    again = perfreport(*build)
    assert (again.code, again.err) == (0, "")
    assert again.out == "没有变化 2 份；记录在 结果/perfreport.sqlite\n"
