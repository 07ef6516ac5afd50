"""The forms' own Word templates with the tags that docxtpl knows, and the texts for them.

docxtpl cannot merge equal neighbours of a loop that it does not know to be equal: the labels of
evaluation tables stand in every row instead, which is less to do.
"""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from types import SimpleNamespace
from typing import Any, NamedTuple

from benchmarks import evaluations, sheet
from perfreport import ProjectEvaluation, ProjectTargets
from perfreport.blocks.model import Document
from perfreport.docx.widths import TAG
from perfreport.forms.registry import FormRegistry

_MERGE = re.compile(r"\{% merge ([\w.]+) %\}")


class WordWork(NamedTuple):
    """What is given to docxtpl: the template, and texts by the names in it."""

    template: bytes
    texts: dict[str, Any]


def work_for(document: Document) -> WordWork:
    """``document`` as work for docxtpl.

    Raises:
        TypeError: there is no template for its kind.
    """
    match document:
        case ProjectTargets():
            form, view = sheet.FORM, sheet.view_of(document)
        case ProjectEvaluation():
            form, view = evaluations.FORM, evaluations.view_of(document)
        case _:
            raise TypeError(type(document).__name__)
    texts = {name: _plain(value) for name, value in view._asdict().items()}
    return WordWork(_template(form), texts)


def _plain(value: Any) -> Any:
    """``value`` without any class of perfreport's: another environment knows none."""
    if hasattr(value, "_asdict"):
        return SimpleNamespace(**{name: _plain(each) for name, each in value._asdict().items()})
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


@cache
def _template(form: str) -> bytes:
    stream = BytesIO()
    with (
        zipfile.ZipFile(FormRegistry().docx_template(form)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                known = _MERGE.sub(r"{{ \1.text }}", content.decode())
                content = TAG.sub("", known).encode()
            after.writestr(name, content)
    return stream.getvalue()
