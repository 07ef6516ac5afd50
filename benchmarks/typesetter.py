"""Typst, with its fonts kept loaded, and the texts of documents ready for it."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import typst

from benchmarks import evaluations, sheet
from benchmarks.fonts import FANDOL
from perfreport import ProjectEvaluation, ProjectTargets
from perfreport.blocks.model import Document

_SOURCES = Path(__file__).with_name("engines")


class Work(NamedTuple):
    """What is given to Typst: the file of its markup, the texts as JSON."""

    source: Path
    texts: str


def work_for(document: Document) -> Work:
    """``document`` as work for Typst.

    Raises:
        TypeError: there is no markup for its kind.
    """
    match document:
        case ProjectTargets():
            source, texts = "project_targets.typ", sheet.sheet_of(document)._asdict()
        case ProjectEvaluation():
            source, texts = "project_evaluation.typ", evaluations.sheet_of(document)._asdict()
        case _:
            raise TypeError(type(document).__name__)
    return Work(_SOURCES / source, json.dumps(texts, ensure_ascii=False))


class Typst:
    """Typst as an engine.

    Args:
        manner: for the markup: "best" leaves out what takes time, "set" what Typst does of itself.
        tags: whether the PDF is tagged.
    """

    prepare = staticmethod(work_for)

    def __init__(self, manner: str, *, tags: bool) -> None:
        """Load nothing yet."""
        self._manner, self._tags = manner, tags

    def render(self, work: Work) -> bytes:
        """The PDF file of ``work``."""
        pdf = self._compiler.compile(
            work.source,
            sys_inputs={"sheet": work.texts, "manner": self._manner},
            pdf_standards="a-1b",
            pdf_tags=self._tags,
        )
        assert isinstance(pdf, bytes)
        return pdf

    @cached_property
    def _compiler(self) -> typst.Compiler:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FANDOL]
        )
        return typst.Compiler(font_paths=fonts, root=_SOURCES)
