"""Rules about evaluation tables: weights, points, totals, grades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import plain_digits
from perfreport.basics.quantities import Score
from perfreport.checks.bases import (
    ERROR,
    EVALUATION_RULES,
    SCHEME,
    WARNING_OR_INFORMATION,
)
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, remark, rule
from perfreport.kinds.evaluation import scoring
from perfreport.kinds.evaluation.clauses import WeightSet
from perfreport.kinds.evaluation.model import EvaluatedIndicator, Scored, ScoredDocument
from perfreport.kinds.evaluation.points import Asks, Points, range_of
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
    for path, part in _scored(case) if scheme else ():
        full = scoring.full(part, case.form)
        if scheme and _has_weights(part) and full.is_known and full != scheme.weight:
            rate = scoring.rate_weight(part, case.form)
            if part.rate_weight is None and _is_laid_down(_weights_by_level(case, part), scheme):
                continue
            shown = f"（其中预算执行率{_shown(rate)}分）" if rate else ""
            yield remark(
                path / "绩效指标",
                f"分值合计{_shown(full)}分{shown}，应为{_shown(scheme.weight)}分",
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
    for path, part in _scored(case):
        ones = _weights_by_level(case, part)
        ways = [_other_weights(each, ones) for each in weights.fitting(ones)]
        # Of several cases that which the document is nearest to is meant.
        for names, stated, laid_down in min(ways, key=len, default=[]):
            severity = Severity.INFORMATION if weights.may_change else Severity.WARNING
            advice = "请核对；确需调整的可照录" if weights.may_change else "请改为所定的分值"
            message = f"{names}的分值合计{_shown(stated)}分，评分办法定为{_shown(laid_down)}分"
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


@rule(
    "SCORE-023",
    "得分与分值",
    checks="得分不高于分值",
    basis=EVALUATION_RULES,
    severities=ERROR,
    kinds=(ScoredDocument,),
)
def points_within_weights(case: Case) -> Iterator[Remark]:
    """Nothing gets more points than it weighs."""
    for path, part in _scored(case):
        weight = scoring.rate_weight(part, case.form)
        if weight and part.rate_score and part.rate_score > weight:
            yield _beyond(path / "执行率得分", "预算执行率", part.rate_score, weight)
        full = scoring.full(part, case.form)
        if part.total and full.value and part.total > full:
            yield _beyond(path / "总分", "总分", part.total, full)
    for path, each in _indicators(case):
        if each.score and each.weight and each.score > each.weight:
            yield _beyond(path / "得分", quote(each.name), each.score, each.weight)


def _beyond(path: DataPath, label: str, score: Score, weight: Score) -> Remark:
    message = f"{label}得{_shown(score)}分，高于分值{_shown(weight)}分"
    return remark(path, message, "得分不能高于分值，请核对这两个数")


@rule(
    "SCORE-024",
    "得分与算得的不同",
    checks="所写的得分与评分办法由目标值和完成值算得的相同；没有扣满分指标的分",
    basis=SCHEME,
    kinds=(ScoredDocument,),
)
def points_follow(case: Case) -> Iterator[Remark]:
    """Stated points are those that follow from target and achievement."""
    for path, each in _indicators(case):
        points = scoring.points_of(each, case.form)
        if isinstance(points, Points) and _differ(each.score, points.score):
            yield _other_points(path / "得分", quote(each.name), each.score, points)
    for path, part in _scored(case):
        rate = scoring.rate_points_of(part, case.form)
        if isinstance(rate, Points) and _differ(part.rate_score, rate.score):
            yield _other_points(path / "执行率得分", "预算执行率", part.rate_score, rate)


def _other_points(path: DataPath, label: str, stated: Score | None, points: Points) -> Remark:
    assert stated is not None
    return remark(
        path,
        f"{label}写的是{_shown(stated)}分，{points.rule}，算得{_shown(points.score)}分"
        f"（{points.formula}）",
        "请核对目标值、完成值和得分；删去所写的得分则照算；另有理由的照录，并写明偏差原因",
        points.source,
    )


@rule(
    "SCORE-025",
    "定性指标的得分",
    checks="定性指标的得分在所评等级的范围以内",
    basis=SCHEME,
    kinds=(ScoredDocument,),
)
def points_within_grade(case: Case) -> Iterator[Remark]:
    """Points of a qualitative indicator lie within those of its grade."""
    scheme = scoring.scheme_of(case.form)
    for path, each in _indicators(case) if scheme else ():
        allowed = range_of(each, scheme) if scheme and each.score else None
        if allowed and each.score and each.score.is_known and each.score not in allowed:
            yield remark(
                path / "得分",
                f"{quote(each.name)}评为“{allowed.grade}”，得分应在{allowed}之间，"
                f"写的是{_shown(each.score)}分",
                "请核对等级和得分",
                allowed.source,
            )


@rule(
    "SCORE-026",
    "没有得分的指标",
    checks="有分值的指标和预算执行率都有得分，或者能按评分办法算出",
    basis=SCHEME,
    kinds=(ScoredDocument,),
)
def points_are_known(case: Case) -> Iterator[Remark]:
    """What weighs something has points, given or computed; says why they do not follow."""
    scheme = scoring.scheme_of(case.form)
    for path, each in _indicators(case):
        if each.weight is None or each.score is not None:
            continue
        points = scoring.points_of(each, case.form)
        if isinstance(points, Asks):
            message = f"{quote(each.name)}的得分算不出：{points.reason}"
            yield remark(path / "得分", message, points.advice, points.source)
        elif points is None:
            what = "实际完成值，也没有得分" if scheme else "得分"
            yield remark(path / "得分", f"{quote(each.name)}没有{what}", "请补上")
    for path, part in _scored(case):
        weight = scoring.rate_weight(part, case.form)
        if weight and weight.value and part.rate_score is None and _prints_rate(case, path):
            yield from _unknown_rate(path / "执行率得分", scoring.rate_points_of(part, case.form))


def _unknown_rate(path: DataPath, points: Points | Asks | None) -> Iterator[Remark]:
    if isinstance(points, Asks):
        message = f"预算执行率的得分算不出：{points.reason}"
        advice = "请填“执行率得分”" if "得分" in points.advice else points.advice
        yield remark(path, message, advice, points.source)
    elif points is None:
        message = "预算执行率没有得分，也没有算它的预算数、执行数"
        yield remark(path, message, "请补上金额，或填“执行率得分”")


@rule(
    "SCORE-029",
    "总分",
    checks="所写的总分等于预算执行率和各指标得分之和",
    basis=ARITHMETIC,
    severities=ERROR,
    kinds=(ScoredDocument,),
)
def totals_add_up(case: Case) -> Iterator[Remark]:
    """A stated total is the sum of all points."""
    for path, part in _scored(case):
        scores = [each.score for each in scoring.terms(part, case.form)]
        known = [each for each in scores if each is not None]
        if part.total is None or not known or len(known) < len(scores):
            continue
        summed = Score.total(known)
        if _differ(part.total, summed):
            yield remark(
                path / "总分",
                f"所写的总分是{_shown(part.total)}分，各项得分合计{_shown(summed)}分",
                "请核对总分和各项得分；各项无误的，删去所写的总分，由各项自动相加",
            )


@rule(
    "SCORE-030",
    "等级与总分",
    checks="所写的等级与总分相符",
    basis=SCHEME,
    kinds=(ScoredDocument,),
)
def grades_follow(case: Case) -> Iterator[Remark]:
    """A stated grade is that of the total."""
    scheme = scoring.scheme_of(case.form)
    for path, part in _scored(case) if scheme and scheme.grades else ():
        grade, total = scoring.grade(part, case.form), scoring.total(part, case.form)
        if part.grade and grade and total and part.grade != grade:
            yield remark(
                path / "等级",
                f"总分{_shown(total)}分应评为“{grade}”，写的是“{part.grade}”",
                "请核对总分和等级；删去所写的等级则由总分定",
                scheme.cites(scheme.grades) if scheme and scheme.grades else None,
            )


def _scored(case: Case) -> Iterator[tuple[DataPath, Scored]]:
    return case.of(ScoredDocument).scored


def _indicators(case: Case) -> Iterator[tuple[DataPath, EvaluatedIndicator]]:
    return case.of(ScoredDocument).placed_indicators


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


def _differ(stated: Score | None, computed: Score) -> bool:
    return stated is not None and stated.is_known and computed.is_known and stated != computed


def _prints_rate(case: Case, path: DataPath) -> bool:
    """Whether the form has a place for the points of the execution rate of the part at ``path``."""
    keys = [str(step) for step in (*path, "执行率得分") if isinstance(step, str)]
    return ".".join(keys) not in case.form.not_printed


def _shown(score: Score | None) -> str:
    return plain_digits(score.value) if score is not None else ""


RULES: tuple[Rule, ...] = (
    weights_add_up,
    weights_of_levels,
    points_within_weights,
    points_follow,
    points_within_grade,
    points_are_known,
    totals_add_up,
    grades_follow,
)
"""The rules about weights and points."""
