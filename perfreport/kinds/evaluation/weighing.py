"""Rules about the weights of evaluation tables: all together, and level by level."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.checks.bases import ERROR, SCHEME, WARNING_OR_INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import Remark, Rule, remark, rule
from perfreport.kinds.evaluation import scoring
from perfreport.kinds.evaluation.model import ScoredDocument
from perfreport.kinds.evaluation.points import said


@rule(
    "SCORE-021",
    "分值的合计",
    checks="预算执行率和各指标的分值合计等于评分办法的总分值",
    basis=SCHEME,
    severities=ERROR,
    kinds=(ScoredDocument,),
)
def weights_add_up(case: Case) -> Iterator[Remark]:
    """All weights of what is evaluated make up the whole."""
    scheme = scoring.scheme_of(case.form)
    for path, part in case.of(ScoredDocument).scored if scheme else ():
        full = scoring.odd_full(part, case.form)
        if scheme and full is not None:
            rate = scoring.rate_weight(part, case.form)
            shown = f"（其中预算执行率{said(rate)}分）" if rate else ""
            yield remark(
                path / "绩效指标",
                f"分值合计{said(full)}分{shown}，应为{said(scheme.weight)}分",
                "请核对各指标的分值，以及“执行率分值”",
                scheme.citation,
            )


@rule(
    "SCORE-022",
    "一级指标的分值",
    checks="各一级指标的分值与评分办法所定的相同",
    basis=SCHEME,
    severities=WARNING_OR_INFORMATION,
    kinds=(ScoredDocument,),
)
def weights_of_levels(case: Case) -> Iterator[Remark]:
    """First levels weigh what the scheme has them weigh; information where that may be changed."""
    scheme = scoring.scheme_of(case.form)
    weights = scheme.weights if scheme else None
    if scheme is None or weights is None:
        return
    for path, part in case.of(ScoredDocument).scored:
        ones = scoring.weights_by_level(part, case.form)
        ways = [scoring.other_weights(each, ones) for each in weights.fitting(ones)]
        # Of several cases that which the document is nearest to is meant.
        for names, stated, laid_down in min(ways, key=len, default=[]):
            severity = Severity.INFORMATION if weights.may_change else Severity.WARNING
            advice = "请核对；确需调整的可照录" if weights.may_change else "请改为所定的分值"
            message = f"{names}的分值合计{said(stated)}分，评分办法定为{said(laid_down)}分"
            yield Remark(path / "绩效指标", severity, message, advice, scheme.cites(weights))


RULES: tuple[Rule, ...] = (weights_add_up, weights_of_levels)
"""The rules about weights."""
