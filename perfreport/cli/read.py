"""``perfreport read``: an edited Word file back into data."""

from __future__ import annotations

from pathlib import Path

import click

from perfreport.cli import options
from perfreport.cli.edits import print_conflicts, print_reading
from perfreport.cli.wording import Command
from perfreport.cli.writing import write_new, write_over
from perfreport.documents import read_document
from perfreport.forms.registry import FormRegistry
from perfreport.inputs import read_word
from perfreport.io.source import read_text
from perfreport.reading import Reading
from perfreport.taking_over import take_over
from perfreport.updating import rewrite, written


@click.command(cls=Command, help="把改过的 Word 文件读回数据；原来的数据文件可只改动过的地方。")
@options.FILE
@options.option(
    "-o", "--output", "target", metavar="文件", type=options.path,
    help="把数据写到这个新文件（.yaml 或 .json）；不写则印在屏幕上",
)  # fmt: skip
@options.option(
    "--update", "existing", metavar="文件", type=options.path,
    help="只改这个数据文件里相应的地方，注释、次序、写法照旧；同时写 -o 则另存，原文件不动",
)  # fmt: skip
@options.TEMPLATES
def read(
    file: Path, target: Path | None, existing: Path | None, templates: tuple[Path, ...]
) -> int:
    """Write what ``file`` says as a data file, and print what was edited.

    The exit code is 1 when edits could not be put into the existing data file: they are no data,
    or differ from what is computed, or the data file has changed there as well.
    """
    registry = FormRegistry(templates)
    reading = read_word(file, registry)
    print_reading(reading)
    if existing is not None:
        return _update(existing, target, reading, registry)
    if target is None:
        click.echo(written(reading.document, reading.pending), nl=False)
    else:
        is_json = target.suffix.lower() == ".json"
        write_new(target, written(reading.document, reading.pending, is_json=is_json))
        click.echo(f"已写出 {target}")
    return 0


def _update(existing: Path, target: Path | None, reading: Reading, registry: FormRegistry) -> int:
    """Put the edits into the data file ``existing``, or into a copy of it at ``target``."""
    printed_on = None if reading.document.form else reading.form_id  # as build --form was told
    loaded = read_document(existing, registry, printed_on, allow_pending=True)
    merged = take_over(reading, loaded.document, registry)
    print_conflicts(merged.conflicts, loaded)
    is_json = existing.suffix.lower() == ".json"
    before = read_text(existing)
    text = rewrite(before, loaded.document, merged.document, is_json=is_json)
    if target is None and text == before:
        click.echo(f"没有要改的地方，{existing} 没有动")
    else:
        _write(existing, target, text)
    emptied = reading.pending if reading.embedded else ()
    left = (*reading.unplaced, *reading.conflicts, *emptied, *merged.conflicts)
    return int(bool(left))


def _write(existing: Path, target: Path | None, text: str) -> None:
    if target is None:
        write_over(existing, text)
    else:
        write_new(target, text)
    click.echo(f"已写出 {target or existing}")
