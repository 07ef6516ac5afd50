"""perfreport's own Word file."""

from __future__ import annotations

from importlib import import_module

import perfreport
from benchmarks.loading import load_package
from perfreport.blocks.model import Document

import_module("docxtpl")
load_package("perfreport.docx")
load_package("perfreport.roundtrip")


def render(document: Document) -> bytes:
    """The Word file of ``document``."""
    return perfreport.render(document, "docx")
