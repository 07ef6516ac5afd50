"""Why points were lost, read back from the sentence that says so (扣分原因)."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.chinese import NUMBERING_SCHEMES
from perfreport.forms.wording import SelfEvaluationWording
from perfreport.quantities import Percent, Score
from perfreport.reading.inverse.found import (
    Findings,
    Found,
    Place,
    Unclear,
    quantity,
    slots_of,
)

_NOT_A_REASON = "读不出扣分的原因和分值，应写成“…，扣…分”这样的用语"


def deductions(text: str, section: Place, wording: SelfEvaluationWording) -> Findings:
    """The deductions that the end of a section's sentence states."""
    source = (*section, "deductions")
    clauses = list(_clauses(text, wording))
    if text.strip() and not clauses:
        yield Unclear(source, text, source, _NOT_A_REASON)
    if len(clauses) == 1 and section == ("effectiveness",):
        rate = _execution_rate(clauses[0], wording)
        if rate:
            yield from quantity(Percent, rate, (*section, "average_execution_rate"), source)
            return
    for position, clause in enumerate(clauses):
        yield from _deduction(clause, (*source, position), wording)


def _clauses(text: str, wording: SelfEvaluationWording) -> Iterator[str]:
    one = slots_of(wording.one_deduction, text)
    many = slots_of(wording.many_deductions, text)
    if many:
        yield from _numbered(many["deductions"], wording)
    elif one:
        yield one["deduction"]


def _numbered(text: str, wording: SelfEvaluationWording) -> Iterator[str]:
    """The clauses of ``一是…；二是…``."""
    number = NUMBERING_SCHEMES[wording.deduction_numbering]
    rest, position = text.removeprefix(number(1)), 1
    while (end := rest.find(f"；{number(position + 1)}")) >= 0:
        yield rest[:end]
        position += 1
        rest = rest[end + 1 :].removeprefix(number(position))
    yield rest


def _execution_rate(clause: str, wording: SelfEvaluationWording) -> str | None:
    slots = slots_of(wording.deduction, clause, ("points",)) or {}
    reason = slots_of(wording.average_execution_rate, slots.get("reason", ""))
    return reason["rate"] if reason else None


def _quoted_names(text: str) -> tuple[str, ...]:
    """The names in ``“甲”“乙”``; a name may hold quotation marks itself."""
    is_quoted = text.startswith("“") and text.endswith("”")
    return tuple(text[1:-1].split("”“")) if is_quoted else ()


def _deduction(clause: str, place: Place, wording: SelfEvaluationWording) -> Findings:
    source = place[:2]
    joint = slots_of(wording.joint_deduction, clause, ("points",))
    names = _quoted_names(joint["indicators"]) if joint else ()
    if joint and len(names) > 1:
        yield Found((*place, "reason"), joint["reason"], source)
        yield Found((*place, "indicators"), names, source)
        points = (*place, "stated_points")
        yield from quantity(Score, joint["points"], points, source, stated=True)
        return
    slots = slots_of(wording.deduction, clause, ("points",))
    if slots is None:
        yield Unclear(source, clause, place, _NOT_A_REASON)
        return
    rate = _execution_rate(clause, wording) if place[0] == "effectiveness" else None
    if rate:
        yield from quantity(Percent, rate, (place[0], "average_execution_rate"), source)
    else:
        yield Found((*place, "reason"), slots["reason"], source)
    points = (*place, "stated_points")
    yield from quantity(Score, slots["points"], points, source, stated=True)
