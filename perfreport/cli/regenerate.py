"""``perfreport regenerate``: an edited Word file or workbook made anew, together with its PDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import shown
from perfreport.blocks.walk import value_at
from perfreport.cli import known, options
from perfreport.cli.changes import print_reading
from perfreport.cli.findings import are_refused, checked
from perfreport.cli.printing import print_remarks
from perfreport.cli.wording import Command
from perfreport.cli.writing import Result, keep_edited, name_for, write_results
from perfreport.data.data_files import Input
from perfreport.documents.findings.checked import Origin
from perfreport.documents.inputs import read_printed
from perfreport.documents.loading import Loaded, fitted
from perfreport.documents.rendering import Format, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.proof.once import require_sound
from perfreport.roundtrip import Limits, Reading

_SUFFIX = "（重新生成）"
_NOT_TAKEN_OVER = (
    "有未收的内容，没有生成文件；请在 {} 里改好，或用 perfreport read 转成数据文件来改，"
    "也可加 --allow-errors 舍去未收的内容照样生成"
)


@click.command(
    cls=Command,
    help="把改过的 Word 文件或表格（.xlsx）读回、检查，重新生成 Word 和 PDF。"
    f"{options.PIPED}，结果按年度、部门、文种起名；不写 -o，写到现在的目录。",
    epilog=options.TOGETHER,
    examples={
        "perfreport regenerate 改过的.docx -o 新": "写出 新/改过的.docx 和 新/改过的.pdf",
        "perfreport regenerate 改过的.docx -f pdf": "只要 PDF：改过的（重新生成）.pdf",
    },
)
@options.FILE
@options.option(
    "-o", "--output", "directory", metavar="目录", type=options.path,
    callback=options.require_folder,
    help=f"写到哪个目录；写在原处的，文件名加“{_SUFFIX}”，改过的文件不动",
)  # fmt: skip
@options.FILE_FORMATS
@options.ALLOW_ERRORS
@options.WORD_FORM
@options.OVERWRITE
@options.TEMPLATES
@options.FONTS
@options.SYSTEM_FONTS
@options.ACCESSIBLE
@options.LIMITS
def regenerate(
    file: Input,
    directory: Path | None,
    formats: tuple[Format, ...],
    allow_errors: bool,
    form_id: str | None,
    overwrite: bool,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...],
    system_fonts: bool,
    accessible: bool,
    limits: Limits,
) -> int:
    """Read ``file``, check it, and write it anew in ``formats``; the edited file itself stays.

    Nothing is written and the exit code is 1 when something typed could not be taken over.
    """
    registry = known.registry(templates)
    renderer = Renderer(registry, fonts, system_fonts=system_fonts, accessible=accessible)
    reading = read_printed(file, registry, limits, form_id)
    print_reading(reading)
    if reading.unplaced and not allow_errors:
        click.echo(_NOT_TAKEN_OVER.format(reading.program), err=True)
        return 1
    with _wrong_in(file):
        loaded = _printable(reading, registry)
    # What was read has no data file whose lines could be named.
    findings = checked(loaded, registry)._replace(origin=Origin(str(file)))
    if are_refused([findings], allow_errors=allow_errors, most=None):
        return 1
    require_sound(loaded.form, registry, renderer, formats)
    result = Result(_base(file, loaded, directory), loaded, file)
    keep_edited([result], formats, registry, overwrite=overwrite)
    with _wrong_in(file):
        made = write_results([result], formats, renderer.render, limits=limits)
    for path, remarks in made.items():
        click.echo(f"已生成 {shown(str(path))}")
        print_remarks({path: remarks})
    return 0


@contextmanager
def _wrong_in(file: Input) -> Iterator[None]:
    """What is wrong with what was read from ``file`` is told as wrong with it."""
    try:
        yield
    except InputError as error:
        raise InputError(error.mistakes, str(file)) from None


def _printable(reading: Reading, registry: FormRegistry) -> Loaded:
    """What was read, if nothing that must be there is missing."""
    if missing := [path for path in reading.pending if value_at(reading.document, path)]:
        message = f"{reading.program} 文件里没有读到这一项，请补上后再生成"
        raise InputError([Mistake(path, message) for path in missing])
    return fitted(reading.document, registry, reading.form_id)


def _base(file: Input, loaded: Loaded, directory: Path | None) -> Path:
    """Where to write, without the ending; never the edited file."""
    name = name_for(file, loaded)
    if not isinstance(file, Path):
        return (directory or Path()) / name
    folder = directory or file.parent
    is_beside = folder.resolve() == file.resolve().parent
    return folder / f"{name}{_SUFFIX if is_beside else ''}"
