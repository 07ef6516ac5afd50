"""Files that lost their data and were edited besides: all fields come back, none is lost unsaid."""

from __future__ import annotations

import pytest

from perfreport.roundtrip import read_docx
from tests.examples import EXAMPLES
from tests.roundtrip.measure_structure import REGISTRY, edited, measured
from tests.roundtrip.structure_edits import mutations

NUMBERED, REMARKS = "a running number in front", "remarks at the end"
EXCHANGED = "the last two columns exchanged"


@pytest.mark.parametrize("mutation", mutations(()))
def test_every_field_is_read_where_the_page_still_says_it(
    mutation: str, record_property: object
) -> None:
    counts = measured(mutation)
    line = "，".join(f"{name} {counts[name]}" for name in ("tried", "right", "named", "lost"))
    record_property(mutation, line)  # type: ignore[operator]
    assert counts["tried"] >= 1_000
    assert counts["right"] == counts["tried"]
    assert counts["lost"] == 0


TOGETHER = (
    "amounts in 元", "labels spaced", "tables cut in two", NUMBERED, REMARKS, EXCHANGED,
)  # fmt: skip

OF_LABELS_AND_VALUES = (
    "henan-2022-project-targets", "henan-2022-transfer-targets", "sichuan-2023-project-evaluation",
)  # fmt: skip
"""Of the forms with a table for each project those with rows of one label and one value, which
stand no longer beside each other once a remark is exchanged with the value."""


CUT = "tables cut in two"
OF_ONE_TABLE = (
    "national-2020-project-evaluation", "henan-2020-project-evaluation",
    "anhui-2022-project-evaluation", "qingshan-2023-project-evaluation",
)  # fmt: skip
"""The forms with one table for all of a project: cut in two, the rows below have no heads, and none
of a table with columns that nobody knows."""


def unfit_for(name: str) -> tuple[str, ...]:
    """The edits that leave nobody able to tell what is what, but for the words."""
    if name in OF_LABELS_AND_VALUES:
        return (EXCHANGED,)
    return (CUT,) if name in OF_ONE_TABLE else ()


@pytest.mark.parametrize("name", EXAMPLES)
def test_of_all_edits_together_no_field_is_lost_unsaid(name: str) -> None:
    unfit = unfit_for(name)
    counts = measured(*(each for each in TOGETHER if each not in unfit), names=[name])
    assert counts["right"] > counts["tried"] * 0.9
    assert counts["lost"] == 0


@pytest.mark.parametrize("name", OF_LABELS_AND_VALUES)
def test_labels_that_stand_beside_no_value_are_told(name: str) -> None:
    reading = read_docx(edited(name, REMARKS, EXCHANGED), REGISTRY)
    assert reading.unplaced
    assert reading.pending


@pytest.mark.parametrize("name", OF_ONE_TABLE)
def test_rows_without_heads_in_strange_columns_are_told(name: str) -> None:
    whole = read_docx(edited(name, NUMBERED, REMARKS), REGISTRY)
    cut = read_docx(edited(name, CUT, NUMBERED, REMARKS), REGISTRY)
    assert len(cut.unplaced) > len(whole.unplaced)
    assert any(each.place == "表后" for each in cut.unplaced)
