"""docxtpl alone, on the same template with the same texts, but for the merged labels.

docxtpl cannot merge equal neighbours of a loop that it does not know to be equal: the labels stand
in every row instead, which is less to do.
"""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO

from docxtpl import DocxTemplate

from benchmarks.evaluations import FORM, view_of
from perfreport import ProjectEvaluation
from perfreport.forms.registry import FormRegistry


def render(document: ProjectEvaluation) -> bytes:
    """The Word file of ``document``."""
    template = DocxTemplate(BytesIO(_without_merges()))
    template.render(view_of(document)._asdict(), autoescape=True)
    stream = BytesIO()
    template.save(stream)
    return stream.getvalue()


@cache
def _without_merges() -> bytes:
    stream = BytesIO()
    with (
        zipfile.ZipFile(FormRegistry().docx_template(FORM)) as before,
        zipfile.ZipFile(stream, "w") as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"\{% merge ([\w.]+) %\}", rb"{{ \1.text }}", content)
            after.writestr(name, content)
    return stream.getvalue()
