"""The sums of a report's tables explained (各列的合计)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount, Score
from perfreport.blocks.explanation import Explainer, Explanation, Operand, Term
from perfreport.blocks.fields import SharedByRows
from perfreport.blocks.walk import attributes
from perfreport.checks.engine.quoting import quote
from perfreport.kinds.report.columns import Row
from perfreport.kinds.report.model import Report
from perfreport.kinds.self_evaluation.sections import ScoredIndicator


def explanations(document: Report, explainer: Explainer) -> Iterator[Explanation]:
    """The sums of each table's columns of money and points, in the order of the outline."""
    for heading, name in attributes(type(document.sections)).items():
        rows = getattr(document.sections, name)
        if isinstance(rows, tuple) and rows and isinstance(rows[0], Row | ScoredIndicator):
            yield from _of_table(DataPath("章节", heading), rows, explainer)


def _of_table(
    path: DataPath, rows: Sequence[BaseModel], explainer: Explainer
) -> Iterator[Explanation]:
    for label, name in attributes(type(rows[0])).items():
        place, total = path / f"{label}合计", f"{label}合计"
        amounts: list[Term] = []
        points: list[tuple[Score, Operand]] = []
        for row, at in zip(rows, path.items(len(rows)), strict=True):
            value, called = getattr(row, name), f"{_called(row, at)}的{label}"
            if isinstance(value, Amount):
                amounts.append((called, value, at / label))
            elif isinstance(value, Score):
                points.append((value, Operand(called, explainer.score(value), at / label)))
        if amounts:
            value = Amount.sum(amount for _, amount, _ in amounts)
            yield explainer.sum_of_amounts(place, total, value, amounts)
        if points:
            score = Score.total(value for value, _ in points)
            operands = tuple(operand for _, operand in points)
            yield explainer.points(place, total, score, f"各行的{label}相加", operands)


def _called(row: BaseModel, at: DataPath) -> str:
    """What ``row`` is called: by the first of its texts that is not shared with others."""
    if isinstance(row, ScoredIndicator):
        return quote(row.name)
    for name, field in type(row).model_fields.items():
        text = getattr(row, name)
        if isinstance(text, str) and SharedByRows not in field.metadata:
            return quote(text)
    return f"第{int(at[-1]) + 1}行"
