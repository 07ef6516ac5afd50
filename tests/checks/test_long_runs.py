"""No rule takes long over a long run of one character."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from perfreport.basics.quantities import Amount, Percent, Score
from tests.checks.long_runs import LENGTH, slow_rules

_SHORT = 20_000
"""At this length a rule that looks at a run again from each place takes far longer."""


@pytest.mark.parametrize(
    "run", ["X", "×", "1", " ", "（", "“", "年", "1,", "1年", "X万", "、1", "①", "增加", "？"]
)
def test_a_run_takes_no_rule_much_longer_than_a_plain_letter(run: str) -> None:
    assert list(slow_rules([run], _SHORT)) == []


@pytest.mark.parametrize("parse", [Amount.parse, Percent.parse, Score.parse])
@pytest.mark.parametrize("run", ["1,", "1.", "，", " ", "-", "万", "%", "١"])
def test_a_run_of_anything_is_no_figure(run: str, parse: Callable[[str], object]) -> None:
    with pytest.raises(ValueError, match="…") as caught:
        parse(run * (LENGTH // len(run)))
    assert len(str(caught.value)) < 1_000
