"""What commands take: data files, and Word files and workbooks that perfreport printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake, SeveralInputsError, concerning
from perfreport.blocks.model import Document
from perfreport.data.data_files import Input, Stream, path_of, read_bytes
from perfreport.documents.loading import Loaded, read_document, understand
from perfreport.documents.workbook_files import is_named_workbook, workbook_in
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import Limits
from perfreport.office.others import is_data_text, is_table, workbook_notation

if TYPE_CHECKING:
    from perfreport.roundtrip import Reading
    from perfreport.sheets.workbook import Workbook

T = TypeVar("T")

_BEGINNING = 4_096


def read_all(readers: Iterable[Callable[[], T]]) -> list[T]:
    """What each of ``readers`` reads.

    Raises:
        SeveralInputsError: with the mistakes of all of them at once.
    """
    read, errors = apart(map(attempt, readers))
    if errors:
        raise SeveralInputsError(errors)
    return read


def attempt(reader: Callable[[], T]) -> T | InputError:
    """What ``reader`` reads, or the error with its mistakes."""
    try:
        return reader()
    except InputError as error:
        return error


def apart(tried: Iterable[T | InputError]) -> tuple[list[T], list[InputError]]:
    """What could be read of what was ``tried``, and the errors of the others."""
    read: list[T] = []
    errors: list[InputError] = []
    for each in tried:
        if isinstance(each, InputError):
            errors.append(each)
        else:
            read.append(each)
    return read, errors


class Read(NamedTuple):
    """A document, and the reading of the printed file if it came from one.

    Attributes:
        document: it.
        reading: of the printed file.
        pending: the places of the data file that are still to be filled in.
        remarks: on the data file, where it is a workbook.
    """

    document: Document
    reading: Reading | None = None
    pending: tuple[DataPath, ...] = ()
    remarks: tuple[Mistake, ...] = ()


def read_any(
    path: Input, registry: FormRegistry, limits: Limits | None = None, form_id: str | None = None
) -> Read:
    """The document in a data file, which may have gaps (待填), or in a printed file.

    Whatever is no text is taken for a printed file.

    Args:
        path: of the file.
        registry: of the forms.
        limits: bounds of what is read of a printed file.
        form_id: of the form to use in place of the one that a data file names, or that a
            printed file is printed on, if it does not name one itself.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    if (workbook := workbook_in(path)) and _holds_data(workbook):
        with concerning(path):
            loaded = understand(workbook, registry, form_id, allow_pending=True)
        return _of_data(loaded)
    if not _is_data_file(path):
        reading = read_printed(path, registry, limits, form_id)
        return Read(reading.document, reading)
    loaded = read_document(path, registry, form_id, allow_pending=True)
    return _of_data(loaded)


def _holds_data(workbook: Workbook) -> bool:
    from perfreport.workbooks.reading import holds_data  # late: most files are no workbooks

    return holds_data(workbook)


def _of_data(loaded: Loaded) -> Read:
    remarks = loaded.source.remarks if loaded.source else ()
    return Read(loaded.document, pending=loaded.pending, remarks=remarks)


def _is_data_file(path: Input) -> bool:
    """Whether it begins like one; what cannot be read is for the reader of data files to name."""
    if isinstance(path, Stream):
        return is_data_text(path.beginning(_BEGINNING))
    if path.suffix.lower() == ".docx" or is_named_workbook(path):
        return False
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            return is_data_text(file.read(_BEGINNING))
    except OSError:
        return True


def read_printed(
    path: Input, registry: FormRegistry, limits: Limits | None = None, form_id: str | None = None
) -> Reading:
    """The Word file or printed workbook at ``path``, read back within ``limits``.

    Args:
        path: of the file.
        registry: of the forms.
        limits: bounds of what is read.
        form_id: of the form that it is printed on, if it does not name one itself.

    Raises:
        InputError: when it cannot be read, was not made by perfreport, or its form cannot be told.
        TemplateError: when the form's manifest is wrong.
    """
    from perfreport.roundtrip import read_docx, read_xlsx  # late: most files are data files

    limits = limits or Limits()
    try:
        # Refused by its size before it is read; what is no file has none.
        if isinstance(path, Path) and path.is_file():
            limits.require(file_bytes=path.stat().st_size)
        content = read_bytes(path, limits.file_bytes, "Word 文件（.docx）或生成的表格（.xlsx）")
        with concerning(path):
            read = read_xlsx if _is_workbook(content, path) else read_docx
            return read(content, registry, limits, form_id)
    except InputError as error:
        raise InputError(error.mistakes, str(path)) from None


def _is_workbook(content: bytes, path: Input) -> bool:
    """Whether ``content`` is one, or called so: what has a password looks like any other."""
    if workbook_notation(content):
        return True
    is_called = is_named_workbook(path_of(path))
    return is_called and (is_table(content) or not content.startswith(b"PK"))
