"""Typst: the evaluation tables as its own markup, the texts as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from benchmarks.evaluations import sheet_of
from benchmarks.fonts import FANDOL
from perfreport import ProjectEvaluation

_SOURCE = Path(__file__).with_suffix(".typ")


def render(document: ProjectEvaluation) -> bytes:
    """The PDF file of ``document``."""
    pdf: bytes = typst.compile(
        _SOURCE,
        font_paths=[FANDOL],
        ignore_system_fonts=True,
        pdf_standards="a-1b",
        sys_inputs={"sheet": json.dumps(sheet_of(document)._asdict(), ensure_ascii=False)},
    )
    return pdf
