"""A document through its workbook and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from perfreport.basics.addresses import DataPath
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.data.writing import written_fields
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.writing import write


def through(
    document: Document,
    form: Form,
    registry: FormRegistry,
    pending: Iterable[DataPath] = (),
    changed: Callable[[bytes], bytes] | None = None,
) -> Loaded:
    """What is read of the workbook that is written of ``document``, perhaps ``changed`` between."""
    content = write(written_fields(document, pending), form)
    workbook = read_workbook(changed(content) if changed else content, "数据.xlsx")
    return understand(workbook, registry, allow_pending=True)
