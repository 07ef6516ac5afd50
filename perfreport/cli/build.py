"""``perfreport build`` and ``perfreport demo``: data files in, Word and PDF out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from perfreport import resources
from perfreport.cli import options
from perfreport.cli.tables import print_table
from perfreport.cli.wording import Command
from perfreport.documents import Loaded, read_document
from perfreport.errors import InputError, Mistake, SeveralInputsError
from perfreport.files import Outbox
from perfreport.forms.registry import FormRegistry
from perfreport.rendering import FORMATS, Format, Renderer


@click.command(cls=Command, help="由数据文件（YAML 或 JSON）生成 Word 和 PDF。")
@options.FILES
@options.OUTPUT
@options.FORMATS
@options.FORM
@options.TEMPLATES
@options.FONTS
@options.SYSTEM_FONTS
def build(
    files: tuple[Path, ...],
    directory: Path,
    formats: tuple[Format, ...],
    form_id: str | None,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...],
    system_fonts: bool,
) -> None:
    """Write ``directory/<stem>.docx`` and ``.pdf`` for every file, or nothing at all."""
    registry = FormRegistry(templates)
    renderer = Renderer(registry, fonts, system_fonts=system_fonts)
    wanted = tuple(dict.fromkeys(formats)) or FORMATS
    for path in build_files(files, directory, wanted, renderer, registry, form_id):
        click.echo(f"已生成 {path}")


@click.command(cls=Command, help="生成自带的五个例子，并列出生成的文件。")
@options.OUTPUT
def demo(directory: Path) -> None:
    """Render all of the examples and print a table of the files."""
    registry = FormRegistry()
    renderer = Renderer(registry, system_fonts=False)
    examples = sorted(resources.examples().glob("*.yaml"))
    paths = build_files(examples, directory, FORMATS, renderer, registry)
    rows = [(str(path), f"{path.stat().st_size:,}") for path in paths]
    print_table(("已生成的文件", "字节数"), rows)


def build_files(
    files: Sequence[Path],
    directory: Path,
    formats: Sequence[Format],
    renderer: Renderer,
    registry: FormRegistry,
    form_id: str | None = None,
) -> list[Path]:
    """Render ``files`` into ``directory``; the paths of what was made.

    Raises:
        InputError: with the mistakes of all files; then nothing is written.
        TemplateError: when a form or template is wrong; then nothing is written.
        OutputError: when a file cannot be written; then none is changed.
    """
    _require_different_names(files)
    documents = _read_all(files, formats, renderer, registry, form_id)
    paths: list[Path] = []
    with Outbox() as outbox:
        for path, loaded in _with_progress(list(zip(files, documents, strict=True))):
            for format in formats:
                paths.append(directory / f"{path.stem}.{format}")
                outbox.add(paths[-1], renderer.render(loaded, format))
    return paths


def _require_different_names(files: Sequence[Path]) -> None:
    stems = Counter(path.stem for path in files)
    twice = [str(path) for path in files if stems[path.stem] > 1]
    if twice:
        message = f"这几个文件会写成同名的结果，请改名或分开生成：{'、'.join(twice)}"
        raise InputError([Mistake("", message)])


def _read_all(
    files: Sequence[Path],
    formats: Sequence[Format],
    renderer: Renderer,
    registry: FormRegistry,
    form_id: str | None,
) -> list[Loaded]:
    """The documents in ``files``, or the mistakes of all of them at once."""
    documents, errors = [], []
    for path in files:
        try:
            documents.append(read_document(path, registry, form_id))
            if "pdf" in formats:
                renderer.require_glyphs(documents[-1])
        except InputError as error:
            errors.append(error)
    if errors:
        raise SeveralInputsError(errors)
    return documents


def _with_progress(documents: list[tuple[Path, Loaded]]) -> Iterator[tuple[Path, Loaded]]:
    """``documents`` one by one, with a bar on a terminal when there are several."""
    console = Console(stderr=True)
    if len(documents) == 1 or not console.is_terminal:
        return iter(documents)
    return iter(track(documents, "生成", console=console, transient=True))
