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
    compare_documents,
    merge,
)
from perfreport.data.data_files import parse_source
from perfreport.data.updating import rewrite
from perfreport.documents.loading import Loaded, fitted, understand
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading
from perfreport.roundtrip.original import original

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A data file with what was edited in a Word file (收回).

    Attributes:
        text: of the data file as it now is.
        differences: what changed in it.
        conflicts: edits that were not made, for the data file has changed there too.
        incomplete: rows that were added in Word without all they need; they were not made.
        is_whole: whether all that was edited in the Word file is in ``text`` now.
        refusal: why ``text`` is as it was: with the edits it could not be read any more.
    """

    text: str
    differences: tuple[Difference, ...]
    conflicts: tuple[MergeConflict, ...]
    incomplete: tuple[DataPath, ...]
    is_whole: bool
    refusal: InputError | None = None


def updated(
    text: str, loaded: Loaded, reading: Reading, registry: FormRegistry, *, is_json: bool = False
) -> Update:
    """``text``, the data file of ``loaded``, with what was edited in the Word file of ``reading``.

    Only the places that were edited change; comments, order and notation stay.

    Raises:
        InputError: as ``take_over`` does.
        TemplateError: as ``take_over`` does.
    """
    merged = take_over(reading, loaded.document, registry)
    refusal = None
    # Read again before anything is written: an edit never makes a data file unreadable.
    try:
        changed = rewrite(
            text, loaded.document, merged.document, loaded.form.awaited, is_json=is_json
        )
        printed_on = None if reading.document.form else reading.form_id
        source = parse_source(changed, is_json=is_json)
        understand(source, registry, printed_on, allow_pending=True)
    except InputError as error:
        changed, refusal = text, error
    left = bool(merged.conflicts or merged.incomplete or refusal)
    return Update(
        text=changed,
        differences=tuple(compare_documents(loaded.document, merged.document)),
        conflicts=merged.conflicts,
        incomplete=merged.incomplete,
        is_whole=reading.is_whole and not left,
        refusal=refusal,
    )


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
