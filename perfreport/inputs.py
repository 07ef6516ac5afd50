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
    """A document, and the reading of the Word file if it came from one."""

    document: AnyDocument
    reading: Reading | None = None


def read_any(path: Path, registry: FormRegistry, form_id: str | None = None) -> Read:
    """The document in a data file or in a Word file, which may be printed on the form ``form_id``.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    if path.suffix.lower() == ".docx":
        reading = read_word(path, registry, form_id)
        return Read(reading.document, reading)
    return Read(read_document(path, registry).document)


def read_word(path: Path, registry: FormRegistry, form_id: str | None = None) -> Reading:
    """The Word file at ``path``, read back.

    Args:
        path: of the file.
        registry: of the forms.
        form_id: of the form that it is printed on, if it does not name one itself.

    Raises:
        InputError: when it cannot be read, was not made by perfreport, or its form cannot be told.
        TemplateError: when the form's manifest is wrong.
    """
    limits = Limits()
    content = read_bytes(path, limits.file_bytes, "Word 文件（.docx）")
    try:
        return read_docx(content, registry, limits, form_id)
    except InputError as error:
        raise InputError(error.mistakes, str(path)) from None
