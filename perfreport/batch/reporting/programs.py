"""A report as JSON, for programs: the lists are whole, and written as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from perfreport.batch.reporting import summary as reading
from perfreport.batch.reporting.record import Record
from perfreport.batch.reporting.summary import LIMITS, Summary


def as_json(record: Record, found: Summary) -> Iterator[str]:
    """The report on ``record`` piece by piece: its numbers, and each row of its lists on a line."""
    yield "{\n"
    for name, content in _numbers(found).items():
        yield f'"{name}": {_text(content)},\n'
    lists: dict[str, Iterable[Any]] = {
        "failures": reading.failures(record),
        "units": reading.units(record),
        "marks": reading.scored(record),
    }
    for place, (name, rows) in enumerate(lists.items()):
        yield f'{"," if place else ""}"{name}": ['
        for position, row in enumerate(rows):
            yield f"{',' if position else ''}\n{_text(row._asdict())}"
        yield "\n]\n"
    yield "}\n"


def _numbers(found: Summary) -> dict[str, Any]:
    limits = (None, *LIMITS), (*LIMITS, None)
    parts = zip(*limits, found.distribution, strict=True)
    return {
        "runs": _rows(found.runs),
        "last": found.last._asdict(),
        "earlier": found.earlier._asdict(),
        "causes": _rows(found.causes),
        "rules": _rows(found.rules),
        "kinds": _rows(found.kinds),
        "scores": _rows(found.scores),
        "grades": _rows(found.grades),
        "distribution": [{"from": start, "below": end, "marks": n} for start, end, n in parts],
        "units_read": found.units,
        "documents_without_unit": found.unread,
        "seconds": round(found.seconds, 3),
        "slowest": _rows(found.slowest),
    }


def _rows(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [row._asdict() for row in rows]


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, default=_plain)


def _plain(value: object) -> float | str:
    """A score as a number, a time as text."""
    match value:
        case Decimal():
            return float(value)
        case datetime():
            return value.isoformat()
    raise TypeError(value)
