"""Runs are measured in processes of their own, and what was measured is reported."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from benchmarks import readme, report, results
from benchmarks.child import DOCUMENTS
from benchmarks.contests import CONTESTS, Contest, Engine
from benchmarks.measuring import Result, Run, hold
from benchmarks.peers import versions_of
from perfreport.blocks.model import Document

BY_NAME = MappingProxyType({contest.name: contest for contest in CONTESTS})
SMALL_WORD, TABLE, COLD = BY_NAME["small-word"], BY_NAME["table"], BY_NAME["cold"]
IN_THIS_PYTHON = SMALL_WORD._replace(
    engines=tuple(each for each in SMALL_WORD.engines if "rust" not in each.label)
)
TODAY = date(2026, 1, 2)
BUSY = "sum(range(10**7))"


def hold_silently(contest: Contest, size: int, rounds: int) -> list[Result]:
    return list(hold(contest, (size,), rounds, lambda line: None))


def result(
    size: int, engine: Engine, *seconds: float, contest: Contest = TABLE, version: str = "1.2"
) -> Result:
    runs = tuple(Run(each, 2 * each, int(each * 10**8), 2_000_000) for each in seconds)
    return Result(contest, size, engine, version, runs, "" if runs else "内存不够")


def as_read(found: list[Result], tmp_path: Path) -> results.Measured:
    path = tmp_path / "results.json"
    path.write_text(results.as_json(found, TODAY), "utf-8")
    return results.read(path)


@pytest.mark.parametrize("contest", [IN_THIS_PYTHON, COLD], ids=["rendering", "command"])
def test_every_engine_of_a_contest_runs_in_every_round(contest: Contest) -> None:
    found = hold_silently(contest, 2, rounds=2)
    assert [each.engine for each in found] == list(contest.engines)
    for each in found:
        assert not each.failure
        assert len(each.runs) == 2
        assert each.version == versions_of(each.engine.sources) != ""
        for run in each.runs:
            assert run.cpu > 0
            assert run.wall > 0
            assert run.memory > 10**7
            assert run.length > 2_000


def test_the_work_of_a_process_that_still_runs_is_counted() -> None:
    """LibreOffice stays open: what it needs is known only from the system."""
    script = f"""
import subprocess, sys
from benchmarks.usage import cpu_seconds, peaks_of_others
worker = subprocess.Popen(
    [sys.executable, "-c", "for _ in range(4): {BUSY}\\nprint(flush=True)\\ninput()"],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE)
before = cpu_seconds()
worker.stdout.readline()
running, peaks = cpu_seconds() - before, peaks_of_others()
worker.communicate(b"\\n")
print(running, cpu_seconds() - before, *peaks)
"""
    command = [sys.executable, "-c", script]
    run = subprocess.run(
        command, check=True, capture_output=True, text=True, start_new_session=True
    )
    running, ended, peak = map(float, run.stdout.split())
    assert 0.9 * ended < running <= ended + 0.02
    assert peak > 5 * 10**6


def test_an_engine_that_fails_is_reported_with_its_reason() -> None:
    missing = Engine("missing", "no_such_engine", ("no-such-package",), "")
    (failed,) = hold_silently(IN_THIS_PYTHON._replace(engines=(missing,)), 2, rounds=2)
    assert not failed.runs
    assert "no_such_engine" in failed.failure


def test_an_engine_is_not_given_more_than_it_bears() -> None:
    engines = tuple(engine._replace(most=1) for engine in IN_THIS_PYTHON.engines)
    assert hold_silently(IN_THIS_PYTHON._replace(engines=engines), 2, rounds=1) == []


def said(document: Document | Path) -> str:
    return document.read_text("utf-8") if isinstance(document, Path) else repr(document)


@pytest.mark.parametrize("kind", sorted(DOCUMENTS))
def test_no_two_documents_are_the_same_but_where_that_is_told(kind: str, tmp_path: Path) -> None:
    runs = [DOCUMENTS[kind](3, seed, tmp_path) for seed in (0, 100_000, 200_000)]
    texts = [said(document) for documents in runs for document in documents]
    if kind == "the same report":
        assert len(set(texts)) == 1
        assert all("同一份" in each.title for each in CONTESTS if each.documents == kind)
    else:
        assert len(set(texts)) == len(texts)


def test_every_engine_tells_its_settings() -> None:
    for contest in CONTESTS:
        assert contest.documents in DOCUMENTS
        for engine in contest.engines:
            assert len(engine.settings) >= 5
            assert engine.sources


def test_a_table_compares_every_engine_with_the_first_and_tells_their_settings() -> None:
    own, peer = TABLE.engines[:2]
    (table,) = report.tables([result(300, own, 0.5, 1.0, 3.0), result(300, peer, 4.0)])
    assert [row[2:9] for row in table.rows] == [
        ("1.000", "0.500–3.000", "300", "1.00", "2.000", "1.00", "100"),
        ("4.000", "4.000–4.000", "75", "4.00", "8.000", "4.00", "400"),
    ]
    assert table.remarks == [f"{each.label} 1.2：{each.settings}" for each in (own, peer)]


def test_a_table_says_how_the_first_engine_grows() -> None:
    own = TABLE.engines[0]
    (table,) = report.tables([result(3_000, own, 1.0), result(30_000, own, 9.5)])
    assert table.remarks[1:] == ["perfreport 由 3,000 到 30,000 项目：CPU 9.5 倍，内存 9.5 倍"]


def test_an_engine_without_a_run_has_a_row_and_a_remark() -> None:
    own, peer = TABLE.engines[:2]
    (table,) = report.tables([result(300, own, 1.0), result(300, peer)])
    assert set(table.rows[1][2:]) == {"—"}
    assert table.remarks[-1].endswith("：内存不够")


def test_markdown_has_a_line_for_every_row() -> None:
    (table,) = report.tables([result(300, TABLE.engines[0], 1.0)])
    lines = report.markdown(table).splitlines()
    assert len({line.count("|") for line in lines if line.startswith("|")}) == 1
    assert sum(line.startswith("|") for line in lines) == 3


def test_json_holds_every_run_and_the_machine(tmp_path: Path) -> None:
    found = [result(300, engine, 1.0, 2.0) for engine in TABLE.engines[:2]]
    measured = as_read(found, tmp_path)
    assert measured.results == found
    assert measured.machine == results.machine(TODAY)
    assert {"date", "cores", "python"} <= set(measured.machine)


def test_the_readme_shows_the_strongest_peer_also_where_it_wins(tmp_path: Path) -> None:
    own, *peers = TABLE.engines
    seconds = (4.0, 2.0, 8.0)
    lost = [result(300, each, time) for each, time in zip(peers, seconds, strict=False)]
    alone = result(30_000, own, 1.0)
    measured = as_read([result(300, own, 3.0, 2.5, 9.0), *lost, alone], tmp_path)
    table = readme.table(measured)
    first, second = (line for line in table.splitlines() if line.startswith(f"| {TABLE.title}"))
    assert f"| {peers[1].label} 1.2（设置 2）：CPU 2.000 秒" in first
    assert "CPU 3.000 秒（2.500–9.000）" in first
    assert first.endswith("| **0.67，慢** | **0.67，慢** |")
    assert second.endswith("| — | — | — |")
    assert f"1. {own.settings}\n2. {peers[1].settings}" in table
    assert "2026-01-02" in table


def test_the_readme_keeps_all_but_the_table(tmp_path: Path) -> None:
    text = readme.README.read_text("utf-8")
    measured = as_read([result(300, TABLE.engines[0], 1.0)], tmp_path)
    once = readme.put_into(text, measured)
    assert readme.put_into(once, measured) == once
    assert once.partition("## 速度")[0] == text.partition("## 速度")[0]
    assert once.partition("## 更多")[2] == text.partition("## 更多")[2]
    with pytest.raises(ValueError, match="readme"):
        readme.put_into("# perfreport", measured)


def test_the_guide_lists_every_contest() -> None:
    guide = (readme.README.parent / "docs" / "benchmarks.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", guide, re.MULTILINE) == list(BY_NAME)


def test_the_readme_says_what_was_measured() -> None:
    if not readme.RESULTS.exists():
        pytest.skip("no results yet")
    text = readme.README.read_text("utf-8")
    assert readme.put_into(text, results.read(readme.RESULTS)) == text
