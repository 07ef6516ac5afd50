"""Edits made in Word, taken over into a data file that may have changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.blocks.model import Document
from perfreport.compare import (
    Change,
    Difference,
    MergeConflict,
    Merged,
    apply,
    merge,
)
from perfreport.documents.changing import changed
from perfreport.documents.kept_data import Kept
from perfreport.documents.loading import Loaded, fitted
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading
from perfreport.roundtrip.original import original

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A data file with what was edited in a Word file (收回).

    Attributes:
        content: of the data file as it now is: text, or the bytes of a workbook.
        differences: what changed in it.
        computed: edits that were not made, for a formula of the workbook stands there.
        conflicts: edits that were not made, for the data file has changed there too.
        incomplete: rows that were added in Word without all they need; they were not made.
        is_whole: whether all that was edited in the Word file is in ``content`` now.
        refusal: why ``content`` is as it was: with the edits it could not be read any more, or the
            workbook cannot be changed so.
        after: what ``content`` says, with its places; None where it is as it was.
        remarks: what to look after in a workbook, each a sentence without its end: formulas that
            did not follow rows, or that new rows lack.
    """

    content: str | bytes
    differences: tuple[Difference, ...]
    conflicts: tuple[MergeConflict, ...]
    incomplete: tuple[DataPath, ...]
    is_whole: bool
    computed: tuple[Difference, ...] = ()
    refusal: InputError | None = None
    after: Loaded | None = None
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The ``content`` of a data file that is text."""
        if isinstance(self.content, bytes):
            raise TypeError("the content of a workbook is no text")
        return self.content


def updated(kept: Kept, loaded: Loaded, reading: Reading, registry: FormRegistry) -> Update:
    """The data file ``kept``, of ``loaded``, with what was edited in the Word file of ``reading``.

    Only the places that were edited change; comments, order and notation stay.

    Raises:
        InputError: as ``take_over`` does.
        TemplateError: as ``take_over`` does.
    """
    merged = take_over(reading, loaded.document, registry)
    made = changed(kept, loaded, merged.document, registry, _printed_on(reading))
    left = bool(merged.conflicts or merged.incomplete or made.computed or made.refusal)
    return Update(
        content=made.content,
        differences=made.differences,
        computed=made.computed,
        conflicts=merged.conflicts,
        incomplete=merged.incomplete,
        is_whole=reading.is_whole and not left,
        refusal=made.refusal,
        after=made.after,
        remarks=made.remarks,
    )


def _printed_on(reading: Reading) -> str | None:
    """The form that the data file need not name, for the Word file does not either."""
    return None if reading.document.form else reading.form_id


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
        read, data = reading.document.kind, document.kind
        message = f"{reading.program} 文件是{read}，数据文件是{data}；请核对是不是同一份"
        raise InputError([Mistake(DataPath("文种"), message)])
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
