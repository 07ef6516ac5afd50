"""What commands take: data files, and Word files that perfreport made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar

from perfreport.documents import read_document
from perfreport.errors import InputError, SeveralInputsError
from perfreport.forms.registry import FormRegistry
from perfreport.io.source import read_bytes
from perfreport.models import AnyDocument
from perfreport.models.walk import Path as FieldPath
from perfreport.reading import Limits, Reading, read_docx

T = TypeVar("T")


def read_all(readers: Iterable[Callable[[], T]]) -> list[T]:
    """What each of ``readers`` reads.

    Raises:
        SeveralInputsError: with the mistakes of all of them at once.
    """
    read, errors = [], []
    for reader in readers:
        try:
            read.append(reader())
        except InputError as error:
            errors.append(error)
    if errors:
        raise SeveralInputsError(errors)
    return read


class Read(NamedTuple):
    """A document, and the reading of the Word file if it came from one.

    Attributes:
        document: it.
        reading: of the Word file.
        pending: the places of the data file that are still to be filled in.
    """

    document: AnyDocument
    reading: Reading | None = None
    pending: tuple[FieldPath, ...] = ()


def read_any(path: Path, registry: FormRegistry) -> Read:
    """The document in a data file, which may have gaps (待填), or in a Word file.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    if path.suffix.lower() == ".docx":
        reading = read_word(path, registry)
        return Read(reading.document, reading)
    loaded = read_document(path, registry, allow_pending=True)
    return Read(loaded.document, pending=loaded.pending)


def read_word(path: Path, registry: FormRegistry) -> Reading:
    """The Word file at ``path``, read back.

    Raises:
        InputError: when it cannot be read, or was not made by perfreport.
        TemplateError: when the form's manifest is wrong.
    """
    limits = Limits()
    content = read_bytes(path, limits.file_bytes, "Word 文件（.docx）")
    try:
        return read_docx(content, registry, limits)
    except InputError as error:
        raise InputError(error.mistakes, str(path)) from None
