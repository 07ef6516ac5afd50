"""docxtpl alone, on the same template with the same texts."""

from __future__ import annotations

from io import BytesIO

from docxtpl import DocxTemplate

from benchmarks.sheet import FORM, view_of
from perfreport import ProjectTargets
from perfreport.forms.registry import FormRegistry


def render(document: ProjectTargets) -> bytes:
    """The Word file of ``document``."""
    template = DocxTemplate(FormRegistry().docx_template(FORM))
    template.render(view_of(document)._asdict(), autoescape=True)
    stream = BytesIO()
    template.save(stream)
    return stream.getvalue()
