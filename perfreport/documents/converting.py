"""A document as a data file of another notation: YAML, JSON or a workbook, by the file's name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.data.data_files import TEXTS, in_json
from perfreport.data.updating import written
from perfreport.data.writing import Begun, written_fields
from perfreport.workbooks.writing import write

_FORM = DataPath("版式")
WORKBOOK = ".xlsx"
DATA_ENDINGS = (*TEXTS, WORKBOOK)
"""What the names of data files end with that are written."""


def in_workbook(path: Path) -> bool:
    """Whether the data file at ``path`` is to be a workbook, by its name."""
    return path.suffix.lower() == WORKBOOK


def data_file(
    document: Document, target: Path, form: Form | None, pending: Iterable[DataPath] = ()
) -> bytes:
    """The content of a data file to be called ``target``, which says ``document``.

    Args:
        document: to write, with gaps at the ``pending`` places.
        target: tells the notation.
        form: of the document; a workbook has its columns.
        pending: what says 待填.

    Raises:
        InputError: when no form is known for a workbook, or it has no cell as long as a text.
        ExtraError: when workbooks cannot be written.
    """
    if not in_workbook(target):
        return written(document, pending, is_json=in_json(target)).encode()
    if form is None:
        raise InputError([Mistake(_FORM, "工作簿有哪些栏目由版式定，请写明用哪个版式")])
    return write(written_fields(document, pending), form)


def begun_file(begun: Begun, form: Form, target: Path) -> bytes:
    """The content of a data file to be called ``target`` that is ``begun``."""
    if in_workbook(target):
        return write(begun.fields, form, begun.told)
    return begun.text.encode()
