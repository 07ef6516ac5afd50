"""How far indicators are, beside what an earlier monitoring saw (完成情况)."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.patterns import regex
from perfreport.blocks.model import EvaluationTable, Monitoring
from perfreport.checks.bases import AS_DECLARED, WARNING_OR_INFORMATION
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import wanted_direction
from perfreport.checks.targets import Quantity, read_quantities
from perfreport.kinds.chain.account import StatedIndicator
from perfreport.kinds.chain.case import Comparison, Disagreement, comparison_rule
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_OTHER_LEVELS = regex("成本|质量|时效|满意")
_OTHER_NAMES = regex("[率比]$|占比|比例|比重|平均|均|每|指数|满意|成本|费用|标准|时间|时长|时限")
_OTHER_UNITS = regex(
    "%|‰|个?百分点|日期|分|级|倍|届|轮|°C|秒|分钟|个?小时|天|日|周|个?工作日|个?自然日|个?月|季度|年|周年"
)
_MONEY = "元"


@comparison_rule(
    "AGAINST-040",
    "完成数不减少",
    checks="累计的数量（如培训人次、建成处数）不小于前一次监控时的；比率、成本、时间、满意度等不看",
    basis=AS_DECLARED,
    severities=WARNING_OR_INFORMATION,
    kinds=(Monitoring, EvaluationTable, SelfEvaluation),
)
def fallen_states(comparison: Comparison) -> Iterator[Disagreement]:
    """What was counted until an earlier month is still counted later (完成数不减少).

    Just of things that are counted from January on. A rate is formed anew each time, a cost is the
    better the lower it is, and times, points and averages go up and down; so they are passed over.
    What a form calls a quantity may still be a stock (在校学生人数), of which nothing in a document
    tells: the advice says so. A target without a sign (4项) leaves open whether more is wanted, and
    is told as information.
    """
    for each in comparison.quotations:
        quoting, declared = each.quoting, each.declared
        earlier = comparison.account_at(declared.document)
        if not earlier.is_before(comparison.account) or not _is_cumulative(declared):
            continue
        year = comparison.document.year
        target = _only(declared.target, year)
        before, now = _only(declared.state, year), _only(quoting.state, year)
        if not (target and before and now and target.unit == before.unit == now.unit):
            continue
        if now.number < before.number and _counts_up(target):
            whose = quoting.project and f"项目{quote(quoting.project)}的"
            yield Disagreement(
                quoting.path / quoting.state_key,
                f"{whose}指标{quote(quoting.name)}的{quoting.state_key}为{now.text}，"
                f"小于{earlier.called}时的{before.text}",
                "请核对这两个数，累计的完成数不会减少；是时点数（如在校学生人数）的不必理会",
                Severity.WARNING if target.sign.direction else Severity.INFORMATION,
            )


def _is_cumulative(indicator: StatedIndicator) -> bool:
    """Whether by level and name it counts what was done since the year began."""
    is_of_other_level = any(map(_OTHER_LEVELS.search, indicator.levels))
    is_wanted = wanted_direction(indicator.name) > 0
    return is_wanted and not is_of_other_level and not _OTHER_NAMES.search(indicator.core_name)


def _counts_up(target: Quantity) -> bool:
    """Whether it is a number of things, of which more is wanted; of money a sign has to say so."""
    is_signed = target.sign.direction > 0
    is_open = target.sign.direction == 0 and target.unit != _MONEY
    return (is_signed or is_open) and not _OTHER_UNITS.fullmatch(target.unit)


def _only(text: str, year: int) -> Quantity | None:
    """The one number in ``text``; None where there is none, or are several."""
    found = read_quantities(text, year) if text else ()
    return found[0] if len(found) == 1 else None
