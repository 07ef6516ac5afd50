"""What a department gives itself in a self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfreport.kinds.kind import Mark
from perfreport.kinds.self_evaluation.model import SelfEvaluation


def marks(document: SelfEvaluation, form: Any) -> Iterator[Mark]:
    """The score of the whole, where it has points; there are no grades."""
    if document.sections and document.score.is_known:
        yield Mark("", form.figures.rounding.score(document.score), "")
