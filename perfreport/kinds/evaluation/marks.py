"""What evaluation tables score as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfreport.kinds.evaluation.model import ScoredDocument
from perfreport.kinds.evaluation.scoring import grade, shown, total
from perfreport.kinds.kind import Mark


def marks(document: ScoredDocument, form: Any) -> Iterator[Mark]:
    """The score and the grade, as stated or computed, of all that gets points as a whole."""
    for path, part in document.scored:
        points = total(part, form)
        if points is not None and points.is_known:
            name = str(getattr(part, "name", "")) if path else ""
            yield Mark(name, shown(form, points), part.grade or grade(part, form))
