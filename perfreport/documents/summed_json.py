"""A summary of evaluation tables as JSON, for programs: amounts in 万元, rates in percents."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from perfreport.basics.quantities import Amount, Percent, Score, Unit
from perfreport.documents.summarising import Summed
from perfreport.kinds.chain.outcomes import SummedIndicator
from perfreport.kinds.chain.summary import Summary, SummedPart, Tally

Json = dict[str, Any]


def as_json(found: Summed) -> str:
    """All that is summed up, kind by kind; what is not known is null."""
    content = {
        "amounts_in": Unit.TEN_THOUSAND_YUAN.label,
        "kinds": [_summary(each, found) for each in found.summaries],
        "passed_over": [{"file": each.name, "kind": each.document.kind} for each in found.others],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n"


def _summary(summary: Summary, found: Summed) -> Json:
    return {
        "kind": summary.kind,
        "year": summary.year,
        "total": _tally(summary),
        "units": [
            {"department": department, "unit": unit, **_tally(tally)}
            for (department, unit), tally in summary.units.items()
        ],
        "parts": [_part(each, found.tables[each.table].name) for each in summary.parts],
    }


def _tally(tally: Tally) -> Json:
    return {
        "count": len(tally.parts),
        "planned": _number(tally.planned),
        "executed": _number(tally.executed),
        "rate": _number(tally.rate),
        "with_money": sum(each.has_money for each in tally.parts),
        "scored": len(tally.scores),
        "average": _number(tally.average),
        "grades": [
            {"grade": each.grade, "number": each.number, "share": _number(each.share)}
            for each in tally.grades
        ],
        "indicators": sum(1 for _ in tally.indicators),
        "met": tally.count("met", "far_above"),
        "unmet": tally.count("unmet"),
        "open": tally.count("open"),
        "without_reason": len(tally.without_reason),
        "met_rate": _number(tally.met_rate),
    }


def _part(part: SummedPart, file: str | None) -> Json:
    return {
        "file": file,
        "department": part.department,
        "unit": part.unit,
        "name": part.name,
        "planned": _number(part.planned),
        "executed": _number(part.executed),
        "rate": _number(part.rate),
        "score": _number(part.score),
        "full_mark": _number(part.full_mark) if part.is_scored else None,
        "weights": _number(part.odd_full or part.full_mark) if part.is_scored else None,
        "grade": part.grade or None,
        "indicators": [_indicator(each) for each in part.indicators],
    }


def _indicator(indicator: SummedIndicator) -> Json:
    return {**indicator._asdict(), "reason": indicator.reason or None}


def _number(figure: Amount | Percent | Score | Decimal | None) -> float | None:
    match figure:
        case None:
            return None
        case Decimal():
            return float(figure)
        case Amount():
            return float(figure.to(Unit.TEN_THOUSAND_YUAN))
        case Percent() | Score():
            return float(figure.value)
