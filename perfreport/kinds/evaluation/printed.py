"""What evaluation tables print of points: as stated, else as the scheme has them."""

from __future__ import annotations

from typing import Annotated

from perfreport.blocks.printed import Computed, Figure, Line
from perfreport.kinds.evaluation import scoring

RATE_WEIGHT = Figure(follows=scoring.rate_weight)
RATE_SCORE = Figure(follows=scoring.rate_score, shown=scoring.shown)
TOTAL = Figure(
    follows=scoring.total, shown=scoring.shown, adds=("rate_score", "indicators.*.score")
)
GRADE = Line(derived=scoring.grade)
FULL = Computed(
    label="总分值",
    basis="执行率和各指标的分值之和",
    text=lambda part, form, _: scoring.full_words(part, form),
    adds=("rate_weight", "indicators.*.weight"),
)
"""The blocks of a scored part: 执行率的分值和得分, 总分, 等级, and the points that could be had."""

SCORE = Annotated[str, Figure(follows=scoring.score, shown=scoring.shown)]
"""The cell of an indicator's points."""
