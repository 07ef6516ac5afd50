"""Files that commands write: results, and data files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from perfreport.cli.wording import misused
from perfreport.documents import Loaded
from perfreport.errors import OutputError
from perfreport.files import Outbox, write_over
from perfreport.forms.registry import FormRegistry
from perfreport.messages import choices
from perfreport.overwriting import loss
from perfreport.rendering import Format

__all__ = ["Result", "keep_edited", "require_new", "write_new", "write_over"]


class Result(NamedTuple):
    """A document and where its files are written.

    Attributes:
        base: their path without the ending.
        loaded: the document.
        file: that it was read from.
    """

    base: Path
    loaded: Loaded
    file: Path

    def path(self, format: Format) -> Path:
        """Of the file in ``format``."""
        return self.base.with_name(f"{self.base.name}.{format}")


def keep_edited(
    results: Sequence[Result],
    formats: Sequence[Format],
    registry: FormRegistry,
    *,
    overwrite: bool,
) -> None:
    """Refuse to write ``results`` over Word files that say what the data do not.

    Where only the PDF is written such a Word file stays as it is, and it is said that the PDF
    differs from it.

    Raises:
        OutputError: with all of those files.
    """
    if overwrite:
        return
    found = [lost for each in results if (lost := loss(each.path("docx"), each.loaded, registry))]
    if found and "docx" in formats:
        raise OutputError("\n".join(f"{lost}；要盖掉它，加 --overwrite" for lost in found))
    for lost in found:
        click.echo(f"说明　{lost.path}：{lost.reason}；没有动它，PDF 按数据生成", err=True)


def write_new(target: Path, text: str, sources: Sequence[Path]) -> None:
    """Write what comes from ``sources`` to ``target``, a place that ``require_new`` passed."""
    with Outbox() as outbox:
        outbox.add(target, text.encode(), sources=sources)


def require_new(target: Path, *endings: str) -> None:
    """Refuse to write a data file where there is something, or under a name of something else."""
    if os.path.lexists(target):
        raise misused(f"{target} 已经有了；请换一个文件名，免得盖掉填好的内容")
    if target.suffix.lower() not in endings:
        raise misused(f"{target} 要写成数据文件，文件名请以 {choices(endings)} 结尾")
