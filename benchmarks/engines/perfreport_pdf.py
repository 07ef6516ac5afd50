"""perfreport's own PDF."""

from __future__ import annotations

from importlib import import_module

import perfreport
from perfreport import ProjectTargets

for module in ("perfreport.pdf.engine", "perfreport.pdf.template"):
    import_module(module)  # loaded by the first render otherwise


def render(document: ProjectTargets) -> bytes:
    """The PDF file of ``document``."""
    return perfreport.render(document, "pdf", system_fonts=False)
