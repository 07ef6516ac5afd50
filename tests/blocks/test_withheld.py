"""What stands for classified parts."""

from __future__ import annotations

from perfreport.blocks.withheld import Withheld


def test_a_row_that_prints_less_says_less() -> None:
    way = Withheld(
        {"cycle_value": "保密", "annual_value": "保密"}, {"goal": "无"}, {"statement": "甲"}
    )
    assert way.among({"annual_value"}) == Withheld(
        {"annual_value": "保密"}, {}, {"statement": "甲"}
    )
