"""Files that commands write: results, and data files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from perfreport.basics.errors import OutputError
from perfreport.basics.files import Outbox, write_over
from perfreport.basics.messages import choices, shown
from perfreport.cli.wording import misused
from perfreport.documents.loading import Loaded
from perfreport.documents.overwriting import loss, loss_of_copy
from perfreport.documents.rendering import FORMATS, Format
from perfreport.forms.registry import FormRegistry

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
    copies: Mapping[Path, bytes] | None = None,
) -> None:
    """Refuse to write ``results`` over what they are made from, or what only these files say.

    That is Word files that say what the data do not, and what is no PDF under the name of one; and
    files that differ from the ``copies`` to be written there. Where only the PDF is written such a
    Word file stays as it is, and it is said that the PDF differs from it.

    Raises:
        OutputError: with all of those files.
    """
    _require_no_inputs(results, formats, registry)
    if overwrite:
        return
    found = [
        lost
        for each in results
        for format in FORMATS
        if (lost := loss(each.path(format), each.loaded, registry))
    ]
    refused = [lost for lost in found if lost.path.suffix.removeprefix(".") in formats]
    refused += filter(None, map(loss_of_copy, copies or {}, (copies or {}).values()))
    if refused:
        raise OutputError("\n".join(f"{lost}；要盖掉它，加 --overwrite" for lost in refused))
    for lost in found:
        if lost.path.suffix == ".docx":
            name = shown(str(lost.path))
            click.echo(f"说明　{name}：{lost.reason}；没有动它，PDF 按数据生成", err=True)


def _require_no_inputs(
    results: Sequence[Result], formats: Sequence[Format], registry: FormRegistry
) -> None:
    """Refuse to write ``results`` in the place of a file that any of them is made from.

    Raises:
        OutputError: with all of those files.
    """
    inputs = [each.file for each in results]
    if "docx" in formats:
        inputs += [registry.docx_template(each.loaded.form.id) for each in results]
    known = set(map(_identity, inputs)) - {None}
    paths = [each.path(format) for each in results for format in formats]
    if taken := [path for path in paths if _identity(path) in known]:
        raise OutputError("\n".join(map(_would_replace_input, taken)))


def _would_replace_input(path: Path) -> str:
    name = shown(str(path))
    return f"{name}：没有覆盖：它正是这次要读的文件；请换一个输出目录，或把它改名"


def _identity(path: Path) -> tuple[int, int] | None:
    """What two paths have in common that lead to one file; None when there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


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
