"""Packages that only some commands need, and that may not be installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from perfreport.basics.errors import ExtraError


@contextmanager
def excel() -> Iterator[None]:
    """Around the import of what reads or writes workbooks.

    Raises:
        ExtraError: when it is not installed, with the command that installs it.
    """
    try:
        yield
    except ImportError as error:
        raise ExtraError("读写 Excel 工作簿", "excel", error.name or "") from None
