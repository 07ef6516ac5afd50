"""docxtpl alone, on the same template with the same texts, which are ready."""

from __future__ import annotations

from benchmarks.docxtpl_worker import render as _render
from benchmarks.word_templates import WordWork, work_for

prepare = work_for


def render(work: WordWork) -> bytes:
    """The Word file of ``work``."""
    return _render(work.template, work.texts)
