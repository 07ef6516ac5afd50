"""docxtpl alone, on the same template with the same texts."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

from docxtpl import DocxTemplate

from benchmarks.sheet import FORM, view_of
from perfreport import ProjectTargets
from perfreport.docx.widths import TAG
from perfreport.forms.registry import FormRegistry


def render(document: ProjectTargets) -> bytes:
    """The Word file of ``document``."""
    template = DocxTemplate(BytesIO(_template()))
    template.render(view_of(document)._asdict(), autoescape=True)
    stream = BytesIO()
    template.save(stream)
    return stream.getvalue()


@cache
def _template() -> bytes:
    """The template without the tags that docxtpl does not know, each of which is one run."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(FormRegistry().docx_template(FORM)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = TAG.sub("", content.decode()).encode()
            after.writestr(name, content)
    return stream.getvalue()
