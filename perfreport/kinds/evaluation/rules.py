"""Rules about evaluation tables: points, totals, grades."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import decimal_places, round_half_up
from perfreport.basics.quantities import Score
from perfreport.checks.bases import (
    ERROR,
    EVALUATION_RULES,
    SCHEME,
)
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, remark, rule
from perfreport.kinds.evaluation import scoring
from perfreport.kinds.evaluation.model import EvaluatedIndicator, Scored, ScoredDocument
from perfreport.kinds.evaluation.points import Asks, Points, range_of, said
from perfreport.kinds.evaluation.scheme import EvaluationScheme


@rule(
    "SCORE-023",
    "得分与分值",
    checks="得分不高于分值，有得分的都有分值",
    basis=EVALUATION_RULES,
    severities=ERROR,
    kinds=(ScoredDocument,),
)
def points_within_weights(case: Case) -> Iterator[Remark]:
    """Nothing gets more points than it weighs, or points without a weight."""
    for path, part in _scored(case):
        weight = scoring.rate_weight(part, case.form)
        if weight and part.rate_score and part.rate_score > weight:
            yield _beyond(path / "执行率得分", "预算执行率", part.rate_score, weight)
        full, unweighed = scoring.full(part, case.form), list(scoring.unweighed(part))
        if part.total and full.value and part.total > full and not unweighed:
            yield _beyond(path / "总分", "总分", part.total, full)
        for place, each in unweighed:
            message = f"{quote(each.name)}得{said(each.score)}分，没有分值"
            yield remark(path / place / "分值", message, "请填分值")
    for path, each in _indicators(case):
        if each.score and each.weight and each.score > each.weight:
            yield _beyond(path / "得分", quote(each.name), each.score, each.weight)


def _beyond(path: DataPath, label: str, score: Score, weight: Score) -> Remark:
    message = f"{label}得{said(score)}分，高于分值{said(weight)}分"
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
    scheme = scoring.scheme_of(case.form)
    for path, each in _indicators(case) if scheme else ():
        points = scoring.points_of(each, case.form) if each.score else None
        if each.score and isinstance(points, Points) and not _says(each.score, points, scheme):
            yield _other_points(path / "得分", quote(each.name), each.score, points)
    for path, part in _scored(case) if scheme else ():
        if part.rate_score is None:
            continue
        # Some score by the rate as it is printed, rounded.
        ways = (scoring.rate_points_of, scoring.stated_rate_points_of)
        found = [way(part, case.form) for way in ways]
        known = [each for each in found if isinstance(each, Points)]
        if known and not any(_says(part.rate_score, each, scheme) for each in known):
            yield _other_points(path / "执行率得分", "预算执行率", part.rate_score, known[0])


def _says(stated: Score, points: Points, scheme: EvaluationScheme | None) -> bool:
    """Whether these are the points ``stated``, or nothing is known yet."""
    if not _differ(stated, points.score):
        return True
    figures = scheme.figures if scheme else None
    # Where the text leaves open how points are rounded, tenths or whole ones will do as well.
    places = decimal_places(stated.value)
    is_open = figures is not None and figures.is_chosen and places < figures.places
    return is_open and stated.value == round_half_up(points.exact, places)


def _other_points(path: DataPath, label: str, stated: Score, points: Points) -> Remark:
    return remark(
        path,
        f"{label}写的是{said(stated)}分，{points.rule}，算得{said(points.score)}分"
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
                f"写的是{said(each.score)}分",
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
        if part.total is None:
            continue
        scores = [each.score for each in scoring.terms(part, case.form)]
        known = [each for each in scores if each is not None]
        if not known or len(known) < len(scores):
            continue
        summed = Score.total(known)
        if _differ(part.total, summed):
            yield remark(
                path / "总分",
                f"所写的总分是{said(part.total)}分，各项得分合计{said(summed)}分",
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
        if part.grade is None:
            continue
        grade, total = scoring.grade(part, case.form), scoring.total(part, case.form)
        if grade and total and part.grade != grade:
            yield remark(
                path / "等级",
                f"总分{said(total)}分应评为“{grade}”，写的是“{part.grade}”",
                "请核对总分和等级；删去所写的等级则由总分定",
                scheme.cites(scheme.grades) if scheme and scheme.grades else None,
            )


def _scored(case: Case) -> Iterator[tuple[DataPath, Scored]]:
    return case.of(ScoredDocument).scored


def _indicators(case: Case) -> Iterator[tuple[DataPath, EvaluatedIndicator]]:
    return case.of(ScoredDocument).placed_indicators


def _differ(stated: Score | None, computed: Score) -> bool:
    return stated is not None and stated.is_known and computed.is_known and stated != computed


def _prints_rate(case: Case, path: DataPath) -> bool:
    """Whether the form has a place for the points of the execution rate of the part at ``path``."""
    keys = [str(step) for step in (*path, "执行率得分") if isinstance(step, str)]
    return ".".join(keys) not in case.form.not_printed


RULES: tuple[Rule, ...] = (
    points_within_weights,
    points_follow,
    points_within_grade,
    points_are_known,
    totals_add_up,
    grades_follow,
)
"""The rules about points."""
