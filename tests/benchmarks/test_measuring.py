"""Runs are measured in processes of their own, and what was measured is reported."""

from __future__ import annotations

import json
from datetime import date

import pytest

from benchmarks import report
from benchmarks.contests import CONTESTS, Contest, Engine
from benchmarks.measuring import Result, Run, hold

BATCH = next(contest for contest in CONTESTS if contest.name == "batch")
TABLE = next(contest for contest in CONTESTS if contest.name == "table")
TODAY = date(2026, 1, 2)


def hold_silently(contest: Contest, size: int, rounds: int) -> list[Result]:
    return list(hold(contest, (size,), rounds, lambda line: None))


def result(size: int, engine: Engine, *seconds: float) -> Result:
    runs = tuple(Run(each, 0.1, int(each * 10**8), 2_000_000) for each in seconds)
    return Result(TABLE, size, engine, runs, "" if runs else "内存不够")


def test_every_engine_of_a_contest_runs_in_every_round() -> None:
    results = hold_silently(BATCH, 2, rounds=2)
    assert [each.engine for each in results] == list(BATCH.engines)
    for each in results:
        assert len(each.runs) == 2
        assert each.seconds > 0
        assert each.memory > 10**7
        assert each.length > 2_000


def test_an_engine_that_fails_is_reported_with_its_reason() -> None:
    missing = Engine("missing", "no_such_engine", "no-such-package")
    (failed,) = hold_silently(BATCH._replace(engines=(missing,)), 2, rounds=2)
    assert not failed.runs
    assert "no_such_engine" in failed.failure


def test_an_engine_is_not_given_more_than_it_bears() -> None:
    engines = tuple(engine._replace(most=1) for engine in BATCH.engines)
    assert hold_silently(BATCH._replace(engines=engines), 2, rounds=1) == []


def test_a_table_compares_every_engine_with_the_first() -> None:
    own, peer = TABLE.engines[:2]
    (table,) = report.tables([result(300, own, 0.5, 1.0, 3.0), result(300, peer, 4.0)])
    assert [row[2:7] for row in table.rows] == [
        ("1.000", "300", "1.00", "100", "1.00"),
        ("4.000", "75", "4.00", "400", "4.00"),
    ]


def test_a_table_says_how_the_first_engine_grows() -> None:
    own = TABLE.engines[0]
    (table,) = report.tables([result(3_000, own, 1.0), result(30_000, own, 9.5)])
    assert table.remarks == ["perfreport 由 3,000 到 30,000 项目：用时 9.5 倍，内存 9.5 倍"]


def test_an_engine_without_a_run_has_a_row_and_a_remark() -> None:
    own, peer = TABLE.engines[:2]
    (table,) = report.tables([result(300, own, 1.0), result(300, peer)])
    assert set(table.rows[1][2:]) == {"—"}
    assert table.remarks[0].endswith("：内存不够")


def test_markdown_has_a_line_for_every_row() -> None:
    (table,) = report.tables([result(300, TABLE.engines[0], 1.0)])
    lines = report.markdown(table).splitlines()
    assert len({line.count("|") for line in lines if line.startswith("|")}) == 1
    assert sum(line.startswith("|") for line in lines) == 3


@pytest.mark.parametrize("key", ["date", "cores", "python"])
def test_json_holds_every_run_and_the_machine(key: str) -> None:
    written = json.loads(report.as_json([result(300, TABLE.engines[0], 1.0, 2.0)], TODAY))
    assert [run["seconds"] for run in written["results"][0]["runs"]] == [1.0, 2.0]
    assert written["machine"][key]
