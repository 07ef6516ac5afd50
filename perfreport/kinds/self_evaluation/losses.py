"""Why points were lost: what is written, and what follows from the scheme."""

from __future__ import annotations

from perfreport.blocks.scheme import Scheme
from perfreport.kinds.self_evaluation.model import Deduction, Effectiveness, Efficiency
from perfreport.kinds.self_evaluation.scheme import SelfEvaluationScheme


def reasons_for_loss(
    section: Effectiveness | Efficiency, scheme: Scheme | None
) -> tuple[Deduction, ...]:
    """Why ``section`` lost points: as written, else by its execution rate if that follows.

    A reason that nobody wrote is given only where ``scheme`` says that the average execution rate
    costs just the points that were lost.
    """
    rate = section.average_execution_rate if isinstance(section, Effectiveness) else None
    weights = scheme.execution_rate if isinstance(scheme, SelfEvaluationScheme) else None
    lost = section.weight.minus(section.score)
    if section.deductions or not weights or not rate or not lost.value:
        return section.deductions
    is_known = rate.is_known and lost.is_known
    return (Deduction(),) if is_known and weights.explains(rate, lost) else ()
