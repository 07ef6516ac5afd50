"""What commands take as a document: a data file, or a Word file that perfreport made."""

from __future__ import annotations

from pathlib import Path

from perfreport.documents import read_document
from perfreport.errors import InputError, Mistake
from perfreport.forms.registry import FormRegistry
from perfreport.models import AnyDocument
from perfreport.reading import Reading, read_docx


def read_any(path: Path, registry: FormRegistry) -> AnyDocument:
    """The document in a data file or in a Word file.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    if path.suffix.lower() == ".docx":
        return read_word(path, registry).document
    return read_document(path, registry).document


def read_word(path: Path, registry: FormRegistry) -> Reading:
    """The Word file at ``path``, read back.

    Raises:
        InputError: when it cannot be read, or was not made by perfreport.
        TemplateError: when the form's manifest is wrong.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"读不了这个文件（{error.strerror}），请核对路径和文件名"
        raise InputError([Mistake("", message)], str(path)) from None
    try:
        return read_docx(content, registry)
    except InputError as error:
        raise InputError(error.mistakes, str(path)) from None
