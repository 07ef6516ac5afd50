"""``perfreport read`` and ``regenerate``: an edited Word file back into data, and made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from perfreport.checking import check_loaded
from perfreport.checks.reports import Checked, as_text
from perfreport.cli import options
from perfreport.cli.check import has_errors
from perfreport.cli.wording import Command
from perfreport.documents import fitted, read_document
from perfreport.files import Outbox
from perfreport.forms.registry import FormRegistry
from perfreport.inputs import read_word
from perfreport.io.source import labelled
from perfreport.io.writing import dump
from perfreport.reading import Reading
from perfreport.rendering import FORMATS, Renderer
from perfreport.taking_over import take_over
from perfreport.updating import update

_CHANGES = {"changed": "改", "added": "增", "removed": "删", "moved": "移"}
_SUFFIX = "（重新生成）"


@click.command(cls=Command, help="把改过的 Word 文件读回数据；原来的数据文件可只改动过的地方。")
@click.argument("file", metavar="文件", type=options.folder)
@options.option(
    "-o", "--output", "target", metavar="文件", type=options.folder,
    help="把数据写到这个文件；不写则印在屏幕上",
)  # fmt: skip
@options.option(
    "--update", "existing", metavar="文件", type=options.folder,
    help="只改这个数据文件里相应的地方，注释、次序、写法照旧",
)  # fmt: skip
@options.TEMPLATES
def read(
    file: Path, target: Path | None, existing: Path | None, templates: tuple[Path, ...]
) -> None:
    """Write what ``file`` says as a data file, and print what was edited."""
    registry = FormRegistry(templates)
    reading = read_word(file, registry)
    report(reading)
    if existing is not None:
        _update(existing, target or existing, reading, registry)
    elif target is not None:
        _write(target, dump(reading.document))
    else:
        click.echo(dump(reading.document), nl=False)


@click.command(cls=Command, help="把改过的 Word 文件读回、检查，重新生成 Word 和 PDF。")
@click.argument("file", metavar="文件", type=options.folder)
@options.option(
    "-o", "--output", "directory", metavar="目录", type=options.folder,
    help=f"写到哪个目录；不写则写在原处，文件名加“{_SUFFIX}”",
)  # fmt: skip
@options.option("--allow-errors", is_flag=True, help="检查出错误也生成")
@options.TEMPLATES
@options.FONTS
@options.SYSTEM_FONTS
def regenerate(
    file: Path,
    directory: Path | None,
    allow_errors: bool,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...],
    system_fonts: bool,
) -> int:
    """Read ``file``, check it, and write both formats anew; the edited file itself stays."""
    registry = FormRegistry(templates)
    reading = read_word(file, registry)
    report(reading)
    loaded = fitted(reading.document, registry, reading.form_id)
    checked = Checked(check_loaded(loaded, registry))
    if has_errors(checked) and not allow_errors:
        click.echo(as_text([checked]), nl=False, err=True)
        click.echo("有错误，没有生成文件；请在 Word 中改正，或加 --allow-errors 照样生成", err=True)
        return 1
    folder = directory or file.parent
    stem = file.stem if folder.resolve() != file.parent.resolve() else f"{file.stem}{_SUFFIX}"
    renderer = Renderer(registry, fonts, system_fonts=system_fonts)
    with Outbox() as outbox:
        for format in FORMATS:
            outbox.add(folder / f"{stem}.{format}", renderer.render(loaded, format))
    for format in FORMATS:
        click.echo(f"已生成 {folder / f'{stem}.{format}'}")
    return 0


def report(reading: Reading) -> None:
    """Print what was edited, what could not be taken over, and what else there is to know."""
    for line in _report(reading):
        click.echo(line, err=True)


def _report(reading: Reading) -> Iterator[str]:
    for edit in reading.edits:
        shown = f"：{edit.shown}" if edit.shown else ""
        yield f"{_CHANGES[edit.change]}　{labelled(edit.path)}{shown}"
    for conflict in reading.conflicts:
        yield (
            f"不符　{conflict.place}：Word 中写的是“{conflict.shown}”，"
            f"按数据算得“{conflict.computed}”（{conflict.basis}）；取算得的数"
        )
    for unplaced in reading.unplaced:
        where = f"“{unplaced.heading}”之后" if unplaced.heading else "文首"
        yield f"未收　{where}：“{unplaced.words}”（{unplaced.reason}）；请自行处理"
    for note in reading.notes:
        yield f"说明　{note.message}"


def _update(existing: Path, target: Path, reading: Reading, registry: FormRegistry) -> None:
    """Put the edits into the data file ``existing`` and write it to ``target``."""
    before = read_document(existing, registry).document
    taken = take_over(reading, before)
    for path in taken.left_alone:
        click.echo(
            f"保留　{labelled(path)}：数据文件与 Word 不同，而 Word 中没有改过，仍用数据文件的",
            err=True,
        )
    text = existing.read_bytes().decode("utf-8-sig")
    is_json = existing.suffix.lower() == ".json"
    _write(target, update(text, before, taken.document, is_json=is_json))


def _write(target: Path, text: str) -> None:
    with Outbox() as outbox:
        outbox.add(target, text.encode())
    click.echo(f"已写出 {target}")
