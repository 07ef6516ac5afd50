"""Rules about the weights of evaluation tables: all together, and level by level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perfreport.basics.quantities import Score
from perfreport.checks.bases import ERROR, SCHEME, WARNING_OR_INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import Remark, Rule, remark, rule
from perfreport.kinds.evaluation import scoring
from perfreport.kinds.evaluation.clauses import WeightSet
from perfreport.kinds.evaluation.model import Scored, ScoredDocument
from perfreport.kinds.evaluation.points import said
from perfreport.kinds.evaluation.scheme import EvaluationScheme

_Weighed = tuple[str, Score, Score]


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
        full = scoring.full(part, case.form)
        if scheme and _has_weights(part) and full.is_known and full != scheme.weight:
            rate = scoring.rate_weight(part, case.form)
            if part.rate_weight is None and _is_laid_down(_weights_by_level(case, part), scheme):
                continue
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
        ones = _weights_by_level(case, part)
        ways = [_other_weights(each, ones) for each in weights.fitting(ones)]
        # Of several cases that which the document is nearest to is meant.
        for names, stated, laid_down in min(ways, key=len, default=[]):
            severity = Severity.INFORMATION if weights.may_change else Severity.WARNING
            advice = "请核对；确需调整的可照录" if weights.may_change else "请改为所定的分值"
            message = f"{names}的分值合计{said(stated)}分，评分办法定为{said(laid_down)}分"
            yield Remark(path / "绩效指标", severity, message, advice, scheme.cites(weights))


def _is_laid_down(ones: Mapping[str, Score], scheme: EvaluationScheme) -> bool:
    """Whether these are the weights of one case, whose execution rate weighs otherwise (运营期)."""
    sets = scheme.weights.fitting(ones) if scheme.weights else ()
    return any(not _other_weights(each, ones) for each in sets)


def _other_weights(laid_down: WeightSet, ones: Mapping[str, Score]) -> list[_Weighed]:
    """The first levels that weigh other than is ``laid_down``: names, stated, laid down."""
    found = []
    for level in laid_down.levels:
        names = [name for name in ones if level.includes(name)]
        stated = Score.total(ones[name] for name in names)
        if stated.is_known and stated != level.weight:
            found.append(("、".join(names), stated, level.weight))
    return found


def _has_weights(part: Scored) -> bool:
    return any(each.weight is not None for each in part.indicators)


def _weights_by_level(case: Case, part: Scored) -> dict[str, Score]:
    """What the indicators of each first level weigh."""
    weights: dict[str, list[Score]] = {}
    for each in part.indicators:
        one = case.taxonomy.level_one_of(each.level_one, each.level_two)
        if one and each.weight is not None:
            weights.setdefault(one, []).append(each.weight)
    return {one: Score.total(each) for one, each in weights.items()}


RULES: tuple[Rule, ...] = (weights_add_up, weights_of_levels)
"""The rules about weights."""
