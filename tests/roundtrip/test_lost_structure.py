"""Files that lost their data and were edited besides: all fields come back, none is lost unsaid."""

from __future__ import annotations

import pytest

from tests.examples import EXAMPLES
from tests.roundtrip.measure_structure import measured
from tests.roundtrip.structure_edits import mutations


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
    "amounts in 元", "labels spaced", "tables cut in two", "a running number in front",
    "remarks at the end", "the last two columns exchanged",
)  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_of_all_edits_together_no_field_is_lost_unsaid(name: str) -> None:
    counts = measured(*TOGETHER, names=[name])
    assert counts["right"] > counts["tried"] * 0.9
    assert counts["lost"] == 0
