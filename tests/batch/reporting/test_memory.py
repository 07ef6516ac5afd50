"""Memory of a report does not grow with the documents in the record."""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from perfreport.batch.manifest import NAME
from perfreport.batch.reporting.page import as_page
from perfreport.batch.reporting.programs import as_json
from perfreport.batch.reporting.record import Record, opened
from perfreport.batch.reporting.summary import Summary, summary
from perfreport.batch.reporting.workbook import as_workbook
from tests.batch.reporting.records import recorded

_MEGABYTE = 1_000_000
_DOCUMENTS = """
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?)
INSERT INTO documents (key, base, file, run, place, settled, state, code, error, seconds, kind,
    form, unit)
  SELECT n, n, '甲市/' || n || '.yaml', 1, n, 1, iif(n % 5, 'made', 'failed'), iif(n % 5, 0, 2),
    iif(n % 5, '', '年度：要写四位数'), 0.5, '自评', '版式', '单位' || (n / 6) FROM numbers
"""
_MARKS = "INSERT INTO marks SELECT key, '', 60 + place % 40, '良' FROM documents"
_FINDINGS = """
INSERT INTO findings
  SELECT documents.key, 'SUM-00' || value, 'error', '甲.合计', '合计和各项之和不符'
    FROM documents JOIN json_each('[1, 2, 3]')
"""


def filled(folder: Path, number: int) -> Path:
    """A record of so many documents."""
    recorded(folder, [])
    base = sqlite3.connect(folder / NAME)
    with base:
        base.execute(_DOCUMENTS, (number,))
        base.execute(_MARKS)
        base.execute(_FINDINGS)
    base.close()
    return folder


def exhausted(record: Record, found: Summary) -> None:
    for _ in as_json(record, found):
        pass


@pytest.mark.parametrize(
    ("report", "many"),
    # Drawing 10,000 rows takes long where memory is traced.
    [(exhausted, 20_000), (as_page, 20_000), (as_workbook, 2_000)],
)
def test_memory_does_not_grow_with_documents(
    tmp_path: Path, report: Callable[[Record, Summary], object], many: int
) -> None:
    peaks: list[int] = []
    # The first time is for what stays in memory afterwards.
    for number in (200, 200, many):
        folder = tmp_path / f"{len(peaks)}"
        with opened(str(filled(folder, number))) as record:
            tracemalloc.start()
            report(record, summary(record))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    _, few, lots = peaks
    assert lots - few < _MEGABYTE
