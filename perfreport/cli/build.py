"""``perfreport build`` and ``perfreport demo``: data files in, Word and PDF out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from perfreport import resources
from perfreport.cli import options
from perfreport.cli.findings import are_refused, checked
from perfreport.cli.tables import print_table
from perfreport.cli.wording import Command
from perfreport.documents import Loaded, read_document
from perfreport.errors import InputError, Mistake
from perfreport.files import Outbox
from perfreport.forms.registry import FormRegistry
from perfreport.inputs import read_all
from perfreport.rendering import FORMATS, Format, Renderer


@click.command(cls=Command, help="由数据文件（YAML 或 JSON）生成 Word 和 PDF。")
@options.FILES
@options.OUTPUT
@options.FORMATS
@options.FORM
@options.TEMPLATES
@options.FONTS
@options.SYSTEM_FONTS
@options.ALLOW_ERRORS
def build(
    files: tuple[Path, ...],
    directory: Path,
    formats: tuple[Format, ...],
    form_id: str | None,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...],
    system_fonts: bool,
    allow_errors: bool,
) -> int:
    """Write ``directory/<stem>.docx`` and ``.pdf`` for every file, or nothing at all."""
    registry = FormRegistry(templates)
    renderer = Renderer(registry, fonts, system_fonts=system_fonts)
    wanted = tuple(dict.fromkeys(formats)) or FORMATS
    _require_different_names(files)
    documents = read_all(
        partial(_read, file, wanted, renderer, registry, form_id) for file in files
    )
    findings = [checked(loaded, registry) for loaded in documents]
    if are_refused(findings, allow_errors=allow_errors):
        return 1
    for path in _write_all(files, documents, directory, wanted, renderer):
        click.echo(f"已生成 {path}")
    return 0


@click.command(cls=Command, help="生成自带的五个例子，并列出生成的文件。")
@options.OUTPUT
def demo(directory: Path) -> None:
    """Render all of the examples and print a table of the files."""
    registry = FormRegistry()
    renderer = Renderer(registry, system_fonts=False)
    examples = sorted(resources.examples().glob("*.yaml"))
    documents = [read_document(path, registry) for path in examples]
    paths = _write_all(examples, documents, directory, FORMATS, renderer)
    rows = [(str(path), f"{path.stat().st_size:,}") for path in paths]
    print_table(("已生成的文件", "字节数"), rows)


def _write_all(
    files: Sequence[Path],
    documents: Sequence[Loaded],
    directory: Path,
    formats: Sequence[Format],
    renderer: Renderer,
) -> list[Path]:
    """Render the documents read from ``files`` into ``directory``; the paths of what was made."""
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


def _read(
    path: Path,
    formats: Sequence[Format],
    renderer: Renderer,
    registry: FormRegistry,
    form_id: str | None = None,
) -> Loaded:
    """The document in ``path``, which can be printed in ``formats``."""
    loaded = read_document(path, registry, form_id)
    if "pdf" in formats:
        renderer.require_glyphs(loaded)
    return loaded


def _with_progress(documents: list[tuple[Path, Loaded]]) -> Iterator[tuple[Path, Loaded]]:
    """``documents`` one by one, with a bar on a terminal when there are several."""
    console = Console(stderr=True)
    if len(documents) == 1 or not console.is_terminal:
        return iter(documents)
    return iter(track(documents, "生成", console=console, transient=True))
