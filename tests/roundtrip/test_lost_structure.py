"""Files that lost their data and were edited besides: all fields come back, none is lost unsaid."""

from __future__ import annotations

import pytest

from perfreport.roundtrip import read_docx
from tests.examples import EXAMPLES
from tests.roundtrip.measure_structure import REGISTRY, edited, measured
from tests.roundtrip.structure_edits import mutations

HEAD_REPEATED, EXCHANGED = "tables cut in two, the head repeated", "the last two columns exchanged"
NUMBERED, REMARKS = "a running number in front", "remarks at the end"

ONE_TABLE_EACH = (
    "henan-2022-project-targets",
    "henan-2022-transfer-targets",
    "henan-bond-project-targets",
    "zhengzhou-project-targets",
    "shanghai-2026-project-targets",
)
"""Forms with a table for each project: its first row is no head but names the project, and once
repeated is a project more."""

LABELS_IN_CELLS = "henan-bond-project-targets"
"""In one row both goals stand in cells that begin with what they are called."""

UNFIT = {HEAD_REPEATED: ONE_TABLE_EACH, EXCHANGED: (LABELS_IN_CELLS,)}
"""The examples that an edit of whole tables does not fit; what becomes of it is tested apart."""


@pytest.mark.parametrize("mutation", mutations(()))
def test_every_field_is_read_where_the_page_still_says_it(
    mutation: str, record_property: object
) -> None:
    names = [name for name in EXAMPLES if name not in UNFIT.get(mutation, ())]
    counts = measured(mutation, names=names)
    line = "，".join(f"{name} {counts[name]}" for name in ("tried", "right", "named", "lost"))
    record_property(mutation, line)  # type: ignore[operator]
    assert counts["tried"] >= 1_000
    assert counts["right"] == counts["tried"]
    assert counts["lost"] == 0


@pytest.mark.parametrize("name", ONE_TABLE_EACH)
def test_a_row_that_names_the_project_is_told_when_it_is_repeated(name: str) -> None:
    reading = read_docx(edited(name, HEAD_REPEATED), REGISTRY)
    assert any("项目名称" in each.words for each in reading.unplaced) or reading.pending


@pytest.mark.xfail(strict=True, reason="read by the place of the cell, not by the label in it")
def test_goals_under_labels_in_their_cells_are_exchanged_with_them() -> None:
    counts = measured(EXCHANGED, names=[LABELS_IN_CELLS])
    assert counts["lost"] == 0


TOGETHER = (
    "amounts in 元", "labels spaced", "tables cut in two", NUMBERED, REMARKS, EXCHANGED,
)  # fmt: skip

OF_LABELS_AND_VALUES = ("henan-2022-project-targets", "henan-2022-transfer-targets")
"""Of the forms with a table for each project those with rows of one label and one value, which
stand no longer beside each other once a remark is exchanged with the value."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_of_all_edits_together_no_field_is_lost_unsaid(name: str) -> None:
    unfit = (EXCHANGED,) if name in OF_LABELS_AND_VALUES else ()
    counts = measured(*(each for each in TOGETHER if each not in unfit), names=[name])
    assert counts["right"] > counts["tried"] * 0.9
    assert counts["lost"] == 0


@pytest.mark.parametrize("name", OF_LABELS_AND_VALUES)
def test_labels_that_stand_beside_no_value_are_told(name: str) -> None:
    reading = read_docx(edited(name, REMARKS, EXCHANGED), REGISTRY)
    assert reading.unplaced
    assert reading.pending
