"""Why points were lost, as a sentence says it, and read back from that (扣分原因)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import count, pairwise
from typing import Any

from perfreport.basics.addresses import FieldPath, ViewPath
from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.basics.quantities import Percent, Rounding, Score
from perfreport.blocks.found import Findings, Found, Unclear, quantity
from perfreport.blocks.variants import AMOUNT, RATE, TypedPhrase, pattern_of, variants
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.self_evaluation.sections import (
    Deduction,
    Section,
    reasons_for_loss,
)
from perfreport.kinds.self_evaluation.wording import SelfEvaluationWording

_NOT_A_REASON = "读不出扣分的原因和分值，应写成：{}"
_BY_RATE = FieldPath("effectiveness")
"""The section whose points may be lost by the average execution rate."""
_SEPARATOR = variants("；")
_LABELS = {"reason": "原因", "points": "分值", "indicators": "“指标”", "rate": "比率"}


def deduction_words(section: Section, form: Any) -> str:
    """Why ``section`` lost points, as ``form`` words it; blank where nothing needs to be said."""
    texts = [_deduction(section, each, form) for each in reasons_for_loss(section, form.scheme)]
    wording = form.wording
    if len(texts) <= 1:
        return "".join(wording.one_deduction(deduction=text) for text in texts)
    number = NUMBERING_SCHEMES[wording.deduction_numbering]
    numbered = (f"{number(position)}{text}" for position, text in enumerate(texts, start=1))
    return str(wording.many_deductions(deductions="；".join(numbered)))


def _deduction(section: Section, deduction: Deduction, form: Any) -> str:
    wording: SelfEvaluationWording = form.wording
    rounding: Rounding = form.figures.rounding
    rate = rounding.rate_or_dash(section.average_execution_rate)
    reason = deduction.reason or wording.average_execution_rate(rate=rate)
    points = rounding.score(section.points_lost_by(deduction))
    if len(deduction.indicators) > 1:
        indicators = "".join(f"“{name}”" for name in deduction.indicators)
        return wording.joint_deduction(reason=reason, indicators=indicators, points=points)
    return wording.deduction(reason=reason, points=points)


class DeductionReader:
    """Reads the end of a section's sentence, as a form words it."""

    def __init__(self, wording: SelfEvaluationWording, scheme: EvaluationScheme | None) -> None:
        """For the ``wording`` of a form, and the scheme that it goes by."""
        self._weights = scheme.execution_rate if scheme else None
        figures = {"points": AMOUNT, "rate": RATE}
        self._one = TypedPhrase(wording.one_deduction, figures)
        self._many = TypedPhrase(wording.many_deductions, figures)
        self._single = TypedPhrase(wording.deduction, figures)
        self._joint = TypedPhrase(wording.joint_deduction, figures)
        self._by_rate = TypedPhrase(wording.average_execution_rate, figures)
        before_rate = wording.average_execution_rate.text.split("{rate}")[0]
        self._rate = re.compile(rf"{variants(before_rate)}\s*({RATE})(?![\d.,%％])")
        self._number = NUMBERING_SCHEMES[wording.deduction_numbering]
        self._reason = _NOT_A_REASON.format(pattern_of(wording.deduction, _LABELS))

    def find(self, text: str, section: FieldPath, view: Any, *, is_edited: bool) -> Findings:
        """The deductions that ``text`` states.

        Args:
            text: behind the points of the section.
            section: of the document.
            view: of the page, whose indicators an edited text may name.
            is_edited: whether somebody typed in it.
        """
        names = () if section == _BY_RATE else [row.name for row in view.scores]
        place, rate = section / "deductions", section / "average_execution_rate"
        source = ViewPath(*place)  # a sentence's slots are called like its fields
        clauses = self._clauses(text)
        known = names if is_edited else None
        follows = section == _BY_RATE and len(clauses) == 1 and self._follows(clauses[0])
        found = [
            each
            for position, clause in enumerate(clauses)
            for each in self._deduction(clause, place / position, known, follows=follows)
        ]
        if text.strip() and (not clauses or any(isinstance(each, Unclear) for each in found)):
            yield Unclear(source, text, place, self._reason)
            if section == _BY_RATE:
                yield Unclear(source, text, rate, "")
            return
        if is_edited and found and section == _BY_RATE and all(each.path != rate for each in found):
            yield Unclear(source, text, rate, "")  # a figure that nobody touched stays
        yield from found

    def _clauses(self, text: str) -> Sequence[str]:
        many, one = self._many.read(text), self._one.read(text)
        if many:
            return self._numbered(many["deductions"])
        return [one["deduction"]] if one else []

    def _numbered(self, text: str) -> Sequence[str]:
        """The clauses of ``一是…；二是…``; none when they do not count from 1."""
        bounds: list[tuple[int, int]] = []
        for number in count(1):
            before = rf"{_SEPARATOR}\s*" if bounds else r"\s*"
            start = re.compile(before + variants(self._number(number)))
            found = start.search(text, bounds[-1][1]) if bounds else start.match(text)
            if found is None:
                break
            bounds.append(found.span())
        ends = [*bounds, (len(text), len(text))]
        return [text[one[1] : other[0]].strip() for one, other in pairwise(ends)]

    def _follows(self, clause: str) -> bool:
        """Whether the points follow from the rate, so that the form words it without being told."""
        slots = self._single.read(clause)
        rate = self._by_rate.read(slots["reason"]) if slots else None
        if not (slots and rate and self._weights):
            return False
        try:
            return self._weights.explains(Percent(rate["rate"]), Score(slots["points"]))
        except ValueError:
            return False

    def _deduction(
        self, clause: str, place: FieldPath, names: Collection[str] | None, *, follows: bool
    ) -> Findings:
        source, section = ViewPath(*place[:2]), place[:1]
        joint = self._joint.read(clause)
        slots = joint or self._single.read(clause) or {}
        indicators = _quoted_names(joint["indicators"]) if joint else ()
        is_joint = joint is not None and len(indicators) > 1
        is_clear = is_joint or not (joint or self._joint.is_begun_in(slots.get("reason", "")))
        if not slots or not is_clear or not (names is None or set(indicators) <= set(names)):
            yield Unclear(source, clause, place, self._reason)
            return
        rate = self._rate.search(slots["reason"]) if section == _BY_RATE else None
        if rate:
            yield from quantity(Percent, rate[1], section / "average_execution_rate", source)
        has_reason = not (rate and self._by_rate.read(slots["reason"]))
        if has_reason:
            yield Found(place / "reason", slots["reason"], source)
        if indicators:
            yield Found(place / "indicators", indicators, source)
        points = place / "stated_points"
        is_computed = has_reason or follows
        yield from quantity(Score, slots["points"], points, source, stated=is_computed)


def _quoted_names(text: str) -> tuple[str, ...]:
    """The names in ``“甲”“乙”``; a name may hold quotation marks itself."""
    is_quoted = text.startswith("“") and text.endswith("”")
    return tuple(text[1:-1].split("”“")) if is_quoted else ()
