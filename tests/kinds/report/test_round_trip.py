"""Reports of any outline: printed, and read back as they were."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings

from tests.kinds.report.outlines import Case, cases
from tests.kinds.report.reports import Reports, data


@given(cases())
@settings(max_examples=40)
def test_a_report_of_any_outline_is_read_back_as_it_was(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        reports = Reports.of(Path(folder), case.outline, case.template)
        tree = data(case.sections)
        reading = reports.read(reports.word(tree))

        assert reading.document == reports.document(tree)
        assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())
