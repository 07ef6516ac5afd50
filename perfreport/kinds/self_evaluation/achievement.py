"""Rules about what was achieved beside what was expected (预期实现值与实际完成值)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.checks.bases import EVALUATION_RULES, INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.checks.quantities.limits import is_beyond_the_whole
from perfreport.checks.targets import Quantity, Sign
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_REASON = re.compile("因|由于|受.{0,12}影响|原因|未能|推迟|延期|取消|调整|偏差")


_BETTER_WHEN_LESS = re.compile(
    "差错|错误|投诉|事故|失误|违规|违纪|负面|逾期|流失|重复|成本|费用|能耗|超支|控制|降低|下降|减少"
    "|缩短|时间|时长|时限|结转|结余|损耗|故障|发案|空置|闲置"
)
# Fewer days are better for a repair and worse for a course, so that a time alone tells nothing.
_TIMES = re.compile("[天日周月年秒]|小时|分钟|季度|工作日|自然日")


class _Outcome(NamedTuple):
    """A key indicator with one number expected and one achieved, in the same unit."""

    path: DataPath
    name: str
    expected: Quantity
    actual: Quantity

    @property
    def direction(self) -> int:
        """1 where more is better, -1 where less is, 0 where nothing tells which."""
        expected = self.expected
        if expected.sign is not Sign.NONE:
            return expected.sign.direction
        is_open = _BETTER_WHEN_LESS.search(self.name) or _TIMES.search(expected.unit)
        return 0 if is_open else 1


@rule(
    "IND-021",
    "没有完成的指标",
    checks="关键指标的实际完成值达到预期实现值，没有达到的说明原因或扣分",
    basis=EVALUATION_RULES,
    kinds=(SelfEvaluation,),
)
def targets_met(case: Case) -> Iterator[Remark]:
    """What was achieved meets what was expected, or a reason is given."""
    document = case.of(SelfEvaluation)
    # Who took points off has said that something was missed.
    if document.effectiveness.deductions:
        return
    for outcome in _outcomes(case):
        text = document.effectiveness.indicators[int(outcome.path[-1])].actual
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
    kinds=(SelfEvaluation,),
)
def targets_not_far_exceeded(case: Case) -> Iterator[Remark]:
    """What was achieved is not far beyond what was expected, or the report speaks of it."""
    deviation = case.on(SelfEvaluationForm).deviation
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
        expected, actual = case.quantities(each.expected), case.quantities(each.actual)
        for pair in _comparable(expected, actual):
            yield _Outcome(DataPath("履职效能", "关键指标", position), each.name, *pair)


def _comparable(
    expected: tuple[Quantity, ...], actual: tuple[Quantity, ...]
) -> Iterator[tuple[Quantity, Quantity]]:
    """The quantities whose unit is found once on both sides."""
    counts = Counter(each.unit for each in expected), Counter(each.unit for each in actual)
    achieved = {each.unit: each for each in actual}
    for one in expected:
        if one.unit and one.unit != "日期" and counts[0][one.unit] == counts[1][one.unit] == 1:
            yield one, achieved[one.unit]


def _is_missed(outcome: _Outcome) -> bool:
    expected, actual = outcome.expected, outcome.actual
    beyond = (actual.number - expected.number) * outcome.direction
    is_strict = expected.sign in (Sign.MORE_THAN, Sign.LESS_THAN)
    return beyond < 0 or (is_strict and not beyond)


def _share_beyond(outcome: _Outcome) -> Decimal | None:
    """How far a number that was to be reached was exceeded; None for upper limits."""
    expected, actual = outcome.expected, outcome.actual
    if outcome.direction <= 0 or not expected.number:
        return None
    return (actual.number - expected.number) / expected.number
