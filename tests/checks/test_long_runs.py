"""No rule takes long over a long run of one character."""

from __future__ import annotations

import pytest

from tests.checks.long_runs import slow_rules

_SHORT = 20_000
"""At this length a rule that looks at a run again from each place takes far longer."""


@pytest.mark.parametrize("run", ["X", "×", "1", " ", "（", "“", "年", "1,", "1年", "X万", "、1"])
def test_a_run_takes_no_rule_much_longer_than_a_plain_letter(run: str) -> None:
    assert list(slow_rules([run], _SHORT)) == []
