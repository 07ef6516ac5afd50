"""Points are those that were worked out by hand, scheme by scheme (cases.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from perfreport.basics.quantities import Score
from tests.kinds.evaluation.indicators import Made, asks, points, scheme

_CASES = yaml.load(Path(__file__).with_name("cases.yaml").read_text("utf-8"), yaml.BaseLoader)


def _cases() -> Iterator[Any]:
    for scheme_id, rows in _CASES.items():
        for row in rows:
            level, typed = (row["级"], row["行"]) if isinstance(row, dict) else ("数量指标", row)
            target, actual, weight, *expected = typed
            indicator = Made(
                annual_value=target, actual=actual, weight=Score(weight), level_two=level
            )
            yield pytest.param(scheme_id, indicator, expected, id=f"{scheme_id}: {typed}")


@pytest.mark.parametrize(("scheme_id", "indicator", "expected"), [*_cases()])
def test_points_are_those_worked_out_by_hand(
    scheme_id: str, indicator: Made, expected: list[str]
) -> None:
    if len(expected) == 1:
        assert expected[0] in asks(indicator, scheme_id).reason
        return
    found = points(indicator, scheme_id)
    assert [scheme(scheme_id).printed(found.score), found.formula] == expected
