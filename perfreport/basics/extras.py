"""Packages that only some commands need, and that may not be installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from perfreport.basics.errors import ExtraError


def excel() -> AbstractContextManager[None]:
    """Around the import of what reads or writes workbooks; as ``_importing``."""
    return _importing("读写 Excel 工作簿", "excel")


def charts() -> AbstractContextManager[None]:
    """Around the import of what draws charts; as ``_importing``."""
    return _importing("画图表", "charts")


def dask() -> AbstractContextManager[None]:
    """Around the import of what hands work to several machines; as ``_importing``."""
    return _importing("用几台机器生成", "dask")


def remote() -> AbstractContextManager[None]:
    """Around the import of what reads and writes object storage; as ``_importing``."""
    return _importing("读写对象存储", "remote")


@contextmanager
def _importing(task: str, extra: str) -> Iterator[None]:
    """Around an import of packages of ``extra``, which the ``task`` needs.

    Raises:
        ExtraError: when one is not installed, with the command that installs it.
    """
    try:
        yield
    except ImportError as error:
        raise ExtraError(task, extra, error.name or "") from None
