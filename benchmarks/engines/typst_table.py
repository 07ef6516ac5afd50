"""Typst: the table as its own markup, the texts as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from benchmarks.fonts import FANDOL
from benchmarks.sheet import sheet_of
from perfreport import ProjectTargets

_SOURCE = Path(__file__).with_suffix(".typ")


def render(document: ProjectTargets, linebreaks: str = "optimized") -> bytes:
    """The PDF file of ``document``; ``linebreaks`` are those that Typst knows."""
    sheet = json.dumps(sheet_of(document)._asdict(), ensure_ascii=False)
    pdf: bytes = typst.compile(
        _SOURCE,
        font_paths=[FANDOL],
        ignore_system_fonts=True,
        pdf_standards="a-1b",
        sys_inputs={"sheet": sheet, "linebreaks": linebreaks},
    )
    return pdf
