"""Edits made in Word, taken over into a data file that may have changed since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.blocks.model import Document
from perfreport.compare import Change, Difference, Merged, apply, merge
from perfreport.documents.loading import fitted
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading
from perfreport.roundtrip.original import original

D = TypeVar("D", bound=Document)


def take_over(reading: Reading, document: D, registry: FormRegistry) -> Merged[D]:
    """``document`` with what was edited in the Word file of ``reading``, and no more.

    A Word file that does not tell what was edited is taken at its word in all that it prints.
    Where something is written that could not be read, the data stay as they are.

    Raises:
        InputError: when the two are of different kinds, or ``document`` does not fit the form of
            the Word file.
        TemplateError: when the form of the Word file is wrong.
    """
    if not isinstance(reading.document, type(document)):
        message = (
            f"Word 文件是{reading.document.kind}，数据文件是{document.kind}；请核对是不是同一份"
        )
        raise InputError([Mistake("文种", message)])
    fitted(document, registry, reading.form_id)
    base, conflicts = original(reading, document, registry)
    incomplete = tuple(_incomplete(reading))
    gone = (
        Difference(change=Change.REMOVED, before=row, after=None, label="") for row in incomplete
    )
    merged = merge(base, apply(gone, reading.document), document)
    return Merged(merged.document, (*conflicts, *merged.conflicts), incomplete)


def _incomplete(reading: Reading) -> Iterator[DataPath]:
    """The rows that somebody added without all that has to stand in them."""
    for row in (edit.path for edit in reading.edits if edit.change == "added"):
        if any(path.starts_with(row) for path in reading.pending):
            yield row
