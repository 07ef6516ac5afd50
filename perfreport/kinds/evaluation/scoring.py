"""Points of an evaluated part on its form: as stated, else as the form's scheme has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Percent, Score
from perfreport.kinds.evaluation.clauses import WeightSet
from perfreport.kinds.evaluation.judgements import grade_of
from perfreport.kinds.evaluation.model import EvaluatedIndicator, Scored
from perfreport.kinds.evaluation.points import Asks, Points, indicator_points, rate_points
from perfreport.kinds.evaluation.scheme import EvaluationScheme

_FULL_MARK = Score(100)

_MOST_KNOWN = 256
_lately: dict[tuple[int, int], tuple[EvaluatedIndicator, EvaluationScheme, Points | Asks]] = {}
"""Points by indicator and scheme, which are held with them: a row, its total and the grade ask."""


def scheme_of(form: Any) -> EvaluationScheme | None:
    """The scheme that ``form`` goes by; None where it goes by none."""
    scheme: EvaluationScheme | None = form.scheme
    return scheme


def shown(form: Any, points: Score) -> str:
    """``points`` as the scheme prints them; without one, without zeros at the end."""
    scheme = scheme_of(form)
    return scheme.printed(points) if scheme else str(form.figures.rounding.score(points))


def points_of(indicator: EvaluatedIndicator, form: Any) -> Points | Asks | None:
    """What the scheme gives for ``indicator``; None without a scheme, a weight or a result."""
    scheme = scheme_of(form)
    if scheme is None or indicator.weight is None or indicator.actual is None:
        return None
    key = id(indicator), id(scheme)
    known = _lately.get(key)
    if known is None:
        if len(_lately) >= _MOST_KNOWN:
            _lately.clear()
        known = _lately[key] = indicator, scheme, indicator_points(indicator, scheme)
    return known[2]


def score(indicator: EvaluatedIndicator, form: Any) -> Score | None:
    """The points of ``indicator``: as stated, else as the scheme has them; None for none."""
    return _given(indicator.score, points_of(indicator, form))


def rate_weight(part: Scored, form: Any) -> Score | None:
    """The points that the execution rate of ``part`` may have."""
    scheme = scheme_of(form)
    laid_down = scheme.execution.weight if scheme and scheme.execution else None
    return part.rate_weight or laid_down


def rate_points_of(part: Scored, form: Any) -> Points | Asks | None:
    """What the scheme gives for the execution rate of ``part``; None where it gives nothing."""
    return _rate_points(part, form, part.execution.rate) if part.execution else None


def stated_rate_points_of(part: Scored, form: Any) -> Points | Asks | None:
    """The same by the execution rate that is stated, which may be rounded; None without one."""
    stated = part.execution.stated if part.execution else None
    return _rate_points(part, form, stated) if stated is not None else None


def _rate_points(part: Scored, form: Any, rate: Percent | None) -> Points | Asks | None:
    scheme, weight, execution = scheme_of(form), rate_weight(part, form), part.execution
    if scheme is None or weight is None or execution is None:
        return None
    return rate_points(
        rate,
        weight,
        scheme,
        within_budget=execution.is_within_budget,
        is_completed=part.completed,
    )


def rate_score(part: Scored, form: Any) -> Score | None:
    """The points of the execution rate of ``part``."""
    return _given(part.rate_score, rate_points_of(part, form))


def total(part: Scored, form: Any) -> Score | None:
    """The points of ``part`` in all; None where some cannot be told, or no indicator has any."""
    found = list(terms(part, form))
    known = [each.score for each in found if each.score is not None]
    if (
        part.total is not None
        or len(known) < len(found)
        or not any(map(_is_counted, part.indicators))
    ):
        return part.total
    return Score.total(known)


def full(part: Scored, form: Any) -> Score:
    """The points that ``part`` could have in all."""
    weights = (rate_weight(part, form), *(each.weight for each in part.indicators))
    return Score.total(each for each in weights if each is not None)


def full_words(part: Scored, form: Any) -> str:
    """The same as it is printed; blank where nothing has points."""
    points = full(part, form)
    return form.figures.rounding.score(points) if points.value else ""


def full_mark(form: Any) -> Score:
    """What all weights together are to be, by the scheme of ``form``."""
    scheme = scheme_of(form)
    return scheme.weight if scheme else _FULL_MARK


def odd_full(part: Scored, form: Any) -> Score | None:
    """What the weights of ``part`` come to, where that is not the full mark.

    None where it is, where no indicator has a weight, or one is not known yet.
    """
    points = full(part, form)
    if not _has_weights(part) or not points.is_known or points == full_mark(form):
        return None
    scheme = scheme_of(form)
    if scheme and part.rate_weight is None and _are_laid_down(part, form, scheme):
        return None
    return points


def _has_weights(part: Scored) -> bool:
    return any(each.weight is not None for each in part.indicators)


def _are_laid_down(part: Scored, form: Any, scheme: EvaluationScheme) -> bool:
    """Whether these are the weights of one case, whose execution rate weighs otherwise (运营期)."""
    ones = weights_by_level(part, form)
    sets = scheme.weights.fitting(ones) if scheme.weights else ()
    return any(not other_weights(each, ones) for each in sets)


class Weighed(NamedTuple):
    """First levels that weigh other than is laid down: their names, both weights."""

    names: str
    stated: Score
    laid_down: Score


def other_weights(laid_down: WeightSet, ones: Mapping[str, Score]) -> list[Weighed]:
    """The first levels, of ``ones`` with their weights, that weigh other than is ``laid_down``."""
    found = []
    for level in laid_down.levels:
        names = [name for name in ones if level.includes(name)]
        stated = Score.total(ones[name] for name in names)
        if stated.is_known and stated != level.weight:
            found.append(Weighed("、".join(names), stated, level.weight))
    return found


def weights_by_level(part: Scored, form: Any) -> dict[str, Score]:
    """What the indicators of each first level of ``part`` weigh."""
    weights: dict[str, list[Score]] = {}
    for each in part.indicators:
        one = form.taxonomy.level_one_of(each.level_one, each.level_two)
        if one and each.weight is not None:
            weights.setdefault(one, []).append(each.weight)
    return {one: Score.total(each) for one, each in weights.items()}


def grade(part: Scored, form: Any) -> str:
    """The grade that follows from the total; empty for none, or if some points have no weight."""
    scheme, points = scheme_of(form), total(part, form)
    if scheme is None or points is None or not points.is_known:
        return ""
    if any(unweighed(part)) or not _has_weights(part):
        return ""
    return grade_of(points, full(part, form), scheme) or ""


class Term(NamedTuple):
    """What goes into the total: what it is called, its points, its place below the part's."""

    label: str
    score: Score | None
    path: DataPath


def terms(part: Scored, form: Any) -> Iterator[Term]:
    """The points of all that has a weight or points given; None for those that cannot be told."""
    weight = rate_weight(part, form)
    # What weighs nothing, as of a project without fiscal money, need not have points.
    if weight is not None and (weight.value or part.rate_score is not None):
        yield Term("执行率得分", rate_score(part, form), DataPath("执行率得分"))
    for position, each in enumerate(part.indicators):
        if _is_counted(each):
            yield Term(each.name, score(each, form), DataPath("绩效指标", position, "得分"))


def unweighed(part: Scored) -> Iterator[tuple[DataPath, EvaluatedIndicator]]:
    """The indicators of ``part`` that have points and no weight, each with its place below it."""
    for position, each in enumerate(part.indicators):
        if each.weight is None and each.score is not None:
            yield DataPath("绩效指标", position), each


def _is_counted(indicator: EvaluatedIndicator) -> bool:
    return indicator.weight is not None or indicator.score is not None


def _given(stated: Score | None, points: Points | Asks | None) -> Score | None:
    if stated is not None:
        return stated
    return points.score if isinstance(points, Points) else None
