"""The fastest peers for both files of the same document: Typst and rust-docxtpl."""

from __future__ import annotations

from benchmarks.engines import docxtpl_rust, typst_best
from benchmarks.typesetter import Work
from perfreport.blocks.model import Document

close = docxtpl_rust.close


def prepare(document: Document) -> tuple[Work, int]:
    """What both need."""
    return typst_best.prepare(document), docxtpl_rust.prepare(document)


def render(prepared: tuple[Work, int]) -> bytes:
    """Both files, one after the other."""
    work, number = prepared
    return typst_best.render(work) + docxtpl_rust.render(number)
