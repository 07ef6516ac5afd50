"""The points of evaluation tables explained: target, achievement, rule, formula, source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Score
from perfreport.blocks.explanation import Explainer, Explanation, Operand, exact_digits
from perfreport.checks.engine.quoting import quote
from perfreport.kinds.evaluation import scoring
from perfreport.kinds.evaluation.model import EvaluatedIndicator, Scored, ScoredDocument
from perfreport.kinds.evaluation.points import Asks, Points

_MOST_TERMS = 12


def explanations(document: ScoredDocument, explainer: Explainer) -> Iterator[Explanation]:
    """The points of all that is evaluated, in the order of print."""
    for path, part in document.scored:
        yield from _of_part(path, part, explainer)


def _of_part(path: DataPath, part: Scored, explainer: Explainer) -> Iterator[Explanation]:
    form = explainer.form
    if rate := scoring.rate_points_of(part, form):
        assert part.execution
        shown_rate = form.figures.rounding.rate_or_dash(part.execution.rate)
        operand = Operand("执行率", shown_rate, path / part.execution.path)
        place = path / "执行率得分"
        yield from _points(place, "预算执行率的得分", part.rate_score, rate, (operand,), explainer)
    for position, each in enumerate(part.indicators):
        place = path / "绩效指标" / position
        if points := scoring.points_of(each, form):
            label = f"{quote(each.name)}的得分"
            yield from _points(
                place / "得分", label, each.score, points, _operands(place, each, points), explainer
            )
    yield from _total(path, part, explainer)


def _operands(
    place: DataPath, indicator: EvaluatedIndicator, points: Points | Asks
) -> tuple[Operand, ...]:
    target = points.target if isinstance(points, Points) else indicator.annual_value or ""
    key = "年度指标值" if indicator.annual_value else "指标值"
    return (
        Operand(key, target, place / key),
        Operand("实际完成值", indicator.actual or "", place / "实际完成值"),
    )


def _points(
    path: DataPath,
    label: str,
    stated: Score | None,
    points: Points | Asks,
    operands: tuple[Operand, ...],
    explainer: Explainer,
) -> Iterator[Explanation]:
    shown = _shown(explainer)
    if isinstance(points, Points):
        exact = f"{exact_digits(points.exact)}分" if points.score.is_known else shown(points.score)
        value = stated if stated is not None else points.score
        yield Explanation(
            path=path,
            label=label,
            value=shown(value),
            formula=f"{points.rule}：{points.formula}" if points.formula else points.rule,
            operands=operands,
            result=exact,
            rounding=points.rounding,
            basis=points.source,
            is_stated=stated is not None and stated != points.score,
        )
    else:
        yield Explanation(
            path=path,
            label=label,
            value="" if stated is None else shown(stated),
            formula=f"{'算不出' if stated is None else '由填报人评定'}：{points.reason}",
            operands=operands,
            result=points.advice if stated is None else f"{shown(stated)}分",
            rounding="照所填的印",
            basis=points.source,
        )


def _total(path: DataPath, part: Scored, explainer: Explainer) -> Iterator[Explanation]:
    form = explainer.form
    total, terms = scoring.total(part, form), list(scoring.terms(part, form))
    scores = [score for _, score, _ in terms if score is not None]
    if total is None or not scores or "总分" in _unprinted(path, form):
        return
    shown, summed = _shown(explainer), Score.total(scores)
    labels = [label for label, _, _ in terms]
    yield Explanation(
        path=path / "总分",
        label="总分",
        value=shown(total),
        formula="＋".join(labels) if len(labels) <= _MOST_TERMS else "下列各项得分之和",
        operands=tuple(
            Operand(label, shown(score), path / place)
            for label, score, place in terms
            if score is not None
        ),
        result=f"{shown(summed)}分",
        rounding="由取舍以后的各项得分相加",
        basis=explainer.basis,
        is_stated=part.total is not None and part.total != summed,
    )


def _unprinted(path: DataPath, form: Any) -> frozenset[str]:
    """The keys beside ``path`` that ``form`` does not print."""
    around = ".".join(str(step) for step in path if isinstance(step, str))
    prefix = f"{around}." if around else ""
    return frozenset(each.removeprefix(prefix) for each in form.not_printed)


def _shown(explainer: Explainer) -> Any:
    return lambda score: scoring.shown(explainer.form, score)
