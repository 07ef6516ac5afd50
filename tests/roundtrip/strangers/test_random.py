"""Whatever strangers' templates print of whatever data: it is read as nobody edited it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import assume, given, settings

from tests.kinds.sheets.model import ProjectSheets
from tests.kinds.sheets.word import Strange
from tests.roundtrip.strangers import bodies
from tests.strategies.sheets import documents, filled_in

_NAMES = """
    HEADED FLAT BARE ADJACENT ROWS ONCE_BESIDE SIDE_BY_SIDE IF_NONE BLANK_ROWS NAMED_ROWS HEADINGS
    PLAIN_HEADINGS NUMBERED_HEADINGS SECTIONS TWO_LISTS BESIDE_BLANK STACKED UNIT_TABLES
"""


@cache
def strange(name: str) -> Strange:
    return Strange.of(getattr(bodies, name), Path(mkdtemp()))


@pytest.mark.parametrize("name", _NAMES.split())
@settings(max_examples=8, deadline=None)
@given(document=documents)
def test_random_documents_are_read_as_they_were_printed(name: str, document: ProjectSheets) -> None:
    template = strange(name)
    projects = [project for unit in document.units for project in unit.projects]
    # A row without rows in it stands nowhere in these, and is refused.
    assume(name not in ("ROWS", "ONCE_BESIDE") or all(project.targets for project in projects))
    reading = template.read(template.word(document))
    assert (reading.edits, reading.unplaced, reading.conflicts) == ((), (), ())
    assert reading.document == document


@settings(max_examples=8, deadline=None)
@given(document=filled_in)
def test_rows_of_two_sorts_are_told_apart_by_what_was_printed(document: ProjectSheets) -> None:
    template = strange("UNNAMED")
    reading = template.read(template.word(document))
    assert (reading.edits, reading.unplaced, reading.conflicts) == ((), (), ())
    assert reading.document == document
