"""perfreport's own Word file."""

from __future__ import annotations

from importlib import import_module

import perfreport
from perfreport import ProjectTargets

for module in ("perfreport.docx.engine", "docxtpl"):
    import_module(module)  # loaded by the first render otherwise


def render(document: ProjectTargets) -> bytes:
    """The Word file of ``document``."""
    return perfreport.render(document, "docx")
