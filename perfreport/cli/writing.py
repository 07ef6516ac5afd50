"""Files that commands write: results, and data files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from perfreport.basics.errors import OutputError, concerning
from perfreport.basics.files import Outbox, file_name, remove_abandoned, write_over
from perfreport.basics.messages import choices, shown
from perfreport.cli.printing import print_remarks
from perfreport.cli.wording import misused
from perfreport.data.data_files import Input, in_json, on_disk
from perfreport.documents.excess import excess
from perfreport.documents.kept_data import Kept
from perfreport.documents.loading import Loaded
from perfreport.documents.overwriting import (
    left_alone,
    loss,
    loss_of_copy,
    refusal,
    require_no_inputs,
)
from perfreport.documents.rendering import FORMATS, Format, Rendered
from perfreport.documents.workbook_files import is_named_workbook
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Limits


class Result(NamedTuple):
    """A document and where its files are written.

    Attributes:
        base: their path without the ending.
        loaded: the document.
        file: that it was read from.
    """

    base: Path
    loaded: Loaded
    file: Input

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

    That is Word files and workbooks that say what the data do not, and what is no PDF under the
    name of one; and files that differ from the ``copies`` to be written there. Where only the PDF
    is written such a Word file stays as it is, and it is said that the PDF differs from it.

    Raises:
        OutputError: with all of those files.
    """
    inputs = _files(each.file for each in results)
    if "docx" in formats:
        inputs += [registry.docx_template(each.loaded.form.id) for each in results]
    require_no_inputs([each.path(format) for each in results for format in formats], inputs)
    if overwrite:
        return
    found = [
        lost
        for each in results
        for format in dict.fromkeys((*FORMATS, *formats))
        if (lost := loss(each.path(format), each.loaded, registry))
    ]
    refused = [lost for lost in found if lost.path.suffix.removeprefix(".") in formats]
    refused += filter(None, map(loss_of_copy, copies or {}, (copies or {}).values()))
    if refused:
        raise OutputError("\n".join(map(refusal, refused)))
    for lost in found:
        if lost.path.suffix == ".docx":
            print_remarks({lost.path: [left_alone(lost)]})


def write_results(
    results: Iterable[Result],
    formats: Sequence[Format],
    render: Callable[[Loaded, Format], Rendered],
    *,
    limits: Limits | None = None,
    copies: Mapping[Path, bytes] | None = None,
) -> dict[Path, list[str]]:
    """Write ``results`` in ``formats``, all of them or none; their paths with remarks on them.

    Args:
        results: to write.
        formats: of each.
        render: makes one of them.
        limits: of whoever reads a Word file or workbook back; what goes beyond them is remarked.
        copies: what is written beside them.
    """
    remarks: dict[Path, list[str]] = {}
    with Outbox() as outbox:
        for path, content in (copies or {}).items():
            outbox.add(path, content)
        for result in results:
            for format in formats:
                with concerning(result.file):
                    made = render(result.loaded, format)
                path = result.path(format)
                outbox.add(path, made.content, sources=_files([result.file]))
                beyond = excess(format, made.content, limits)
                remarks[path] = [*made.remarks, beyond] if beyond else [*made.remarks]
    return remarks


def _files(inputs: Iterable[Input]) -> list[Path]:
    return [path for each in inputs for path in on_disk(each)]


def name_for(file: Input, loaded: Loaded) -> str:
    """What the results of ``file`` are called: like it; by what they are where it has no name."""
    if isinstance(file, Path):
        return file.stem
    document = loaded.document
    return file_name(f"{document.year}年{document.department}{document.kind}")


def write_new(target: Path, content: str | bytes, sources: Sequence[Input]) -> None:
    """Write what comes from ``sources`` to ``target``, a place that ``require_new`` passed."""
    with Outbox() as outbox:
        written = content.encode() if isinstance(content, str) else content
        outbox.add(target, written, sources=_files(sources))


def write_changed(
    existing: Path,
    target: Path | None,
    content: str | bytes,
    kept: Kept,
    remarks: Sequence[str] = (),
) -> None:
    """Write the new ``content`` of the data file ``existing`` in its place, or to ``target``.

    What was ``kept`` there is put beside it; the ``remarks`` on the content are told.
    """
    if target is None and content == kept.content:
        remove_abandoned(existing.resolve().parent)  # of the run that made it so
        click.echo(f"没有要改的地方，{shown(str(existing))} 没有动")
        return
    if target is not None:
        write_new(target, content, [existing])
        click.echo(f"已写出 {shown(str(target))}")
    else:
        before = write_over(existing, content, kept.content)
        click.echo(f"已写出 {shown(str(existing))}；改之前的在 {shown(str(before))}")
    print_remarks({target or existing: (*remarks, *kept.notes)})


def endings_like(existing: Path) -> tuple[str, ...]:
    """How the name of a copy of the data file ``existing`` may end: it stays in its notation."""
    if is_named_workbook(existing):
        return (existing.suffix.lower(),)
    return (".json",) if in_json(existing) else (".yaml", ".yml")


def require_new(target: Path, *endings: str) -> None:
    """Refuse to write a data file where there is something, or under a name of something else."""
    if os.path.lexists(target):
        raise misused(f"{target} 已经有了；请换一个文件名，免得盖掉填好的内容")
    if target.suffix.lower() not in endings:
        raise misused(f"{target} 要写成数据文件，文件名请以 {choices(endings)} 结尾")
