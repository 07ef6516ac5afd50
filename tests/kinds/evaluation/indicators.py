"""Indicators with what was achieved, and the schemes that score them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from perfreport.basics.quantities import Score
from perfreport.forms.schemes import load_scheme
from perfreport.kinds.evaluation.points import Asks, Points, indicator_points
from perfreport.kinds.evaluation.scheme import EvaluationScheme

TEN = Score(10)


@dataclass(frozen=True, kw_only=True)
class Made:
    """An indicator as any kind may have it."""

    annual_value: str | None = None
    actual: str | None = None
    weight: Score | None = TEN
    level_one: str | None = "产出指标"
    level_two: str | None = "数量指标"
    name: str = "完成情况"
    sign: str | None = None
    value: str | None = None
    unit: str | None = None
    direction: str | None = None


@cache
def scheme(scheme_id: str) -> EvaluationScheme:
    return load_scheme(EvaluationScheme, scheme_id)


def points(indicator: Made, scheme_id: str = "mof-2020-10") -> Points:
    """Those that follow."""
    found = indicator_points(indicator, scheme(scheme_id))
    assert isinstance(found, Points), found
    return found


def asks(indicator: Made, scheme_id: str = "mof-2020-10") -> Asks:
    """Why they do not follow."""
    found = indicator_points(indicator, scheme(scheme_id))
    assert isinstance(found, Asks), found
    return found
