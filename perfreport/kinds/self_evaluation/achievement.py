"""Rules about what was achieved beside what was expected (预期实现值与实际完成值)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.checks.bases import EVALUATION_RULES, INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.checks.quantities.direction import is_direction_open
from perfreport.checks.quantities.limits import is_beyond_the_whole
from perfreport.checks.targets import Quantity, Sign
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_REASON = regex("因|由于|受.{0,12}影响|原因|未能|推迟|延期|取消|调整|偏差")


class _Outcome(NamedTuple):
    """A key indicator with one number expected and one achieved, in the same unit."""

    path: DataPath
    name: str
    expected: Quantity
    actual: Quantity

    @property
    def direction(self) -> int:
        """1 where more is better, -1 where less is, 0 where nothing tells which."""
        # A sign says it for certain: 低于20% wants less, whatever the name.
        expected = self.expected
        if expected.sign is not Sign.NONE:
            return expected.sign.direction
        return 0 if is_direction_open(self.name, expected.unit) else 1


@rule(
    "IND-021",
    "没有完成的指标",
    checks="关键指标的实际完成值达到预期实现值，没有达到的说明原因或扣分",
    basis=EVALUATION_RULES,
    needs=("effectiveness",),
)
def targets_met(case: Case) -> Iterator[Remark]:
    """What was achieved meets what was expected, or a reason is given."""
    document = case.of(SelfEvaluation)
    # Who took points off has said that something was missed.
    if document.effectiveness.deductions:
        return
    for outcome in _outcomes(case):
        text = document.effectiveness.indicators[int(outcome.path[-1])].actual
        # 11份，一份因故延期 gives the reason where it is wanted.
        if _is_missed(outcome) and not _REASON.search(text):
            yield remark(
                outcome.path / "实际完成值",
                f"{quote(outcome.name)}预期{outcome.expected.text}，实际{outcome.actual.text}，"
                "没有达到，也没有说明原因或扣分",
                "请核对两个值；确未达到的，请写明原因，并在履职效能中扣分",
            )


@rule(
    "IND-022",
    "远超预期的指标",
    checks="关键指标的实际完成值没有远超预期实现值，超出的在报告中有说明",
    basis=EVALUATION_RULES,
    severities=INFORMATION,
    needs=("effectiveness",),
)
def targets_not_far_exceeded(case: Case) -> Iterator[Remark]:
    """What was achieved is not far beyond what was expected, or the report speaks of it."""
    deviation = case.on(SelfEvaluationForm).deviation
    # The limit is a region's own; without one in the form there is nothing to hold to.
    if deviation is None or any(word in case.prose.whole for word in deviation.explained_by):
        return
    for outcome in _outcomes(case):
        beyond = _share_beyond(outcome)
        is_share = outcome.actual.unit == "%"
        if is_share and is_beyond_the_whole(outcome.name, outcome.actual.number):
            continue  # a slip, of which another rule tells
        if beyond is not None and beyond * 100 > deviation.most.value:
            yield remark(
                outcome.path / "实际完成值",
                f"{quote(outcome.name)}预期{outcome.expected.text}，实际{outcome.actual.text}，"
                f"超出{beyond:.0%}，没有说明",
                "请核对两个值；目标定得过低的，请在存在的主要问题中说明",
                deviation.source,
            )


def _outcomes(case: Case) -> Iterator[_Outcome]:
    for position, each in enumerate(case.of(SelfEvaluation).effectiveness.indicators):
        actual = _by_unit(case.quantities(each.actual))
        for unit, expected in _by_unit(case.quantities(each.expected)).items():
            if unit in actual:
                path = DataPath("履职效能", "关键指标", position)
                yield _Outcome(path, each.name, expected, actual[unit])


def _by_unit(quantities: Sequence[Quantity]) -> dict[str, Quantity]:
    """Those of ``quantities`` whose unit no other has, by it."""
    # 初稿8份、定稿4份: which of two in one unit is meant nobody can tell.
    counts = Counter(each.unit for each in quantities)
    known = {each.unit: each for each in quantities if counts[each.unit] == 1}
    return {unit: each for unit, each in known.items() if unit not in ("", "日期")}


def _is_missed(outcome: _Outcome) -> bool:
    expected, actual = outcome.expected, outcome.actual
    beyond = (actual.number - expected.number) * outcome.direction
    # 超过90% is missed by 90%, ≥90% is met.
    is_strict = expected.sign in (Sign.MORE_THAN, Sign.LESS_THAN)
    return beyond < 0 or (is_strict and not beyond)


def _share_beyond(outcome: _Outcome) -> Decimal | None:
    """How far a number that was to be reached was exceeded; None for upper limits."""
    expected, actual = outcome.expected, outcome.actual
    # 4.75% where 低于20% was wanted is a success and no deviation.
    if outcome.direction <= 0 or not expected.number:
        return None
    return (actual.number - expected.number) / expected.number
