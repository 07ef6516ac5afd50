"""``perfreport build`` and ``perfreport demo``: data files in, Word and PDF out."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from perfreport.basics import resources
from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import shown
from perfreport.cli import known, options
from perfreport.cli.findings import are_refused, checked
from perfreport.cli.printing import print_pending, print_remarks, print_source, print_table
from perfreport.cli.wording import Command
from perfreport.cli.writing import Result, keep_edited, name_for, write_results
from perfreport.data.data_files import Input
from perfreport.documents.inputs import read_all
from perfreport.documents.loading import Loaded, read_document, require_gaps_to_print
from perfreport.documents.rendering import FORMATS, Format, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.proof.once import require_sound


@click.command(
    cls=Command,
    help="由数据文件（YAML 或 JSON）生成 Word 和 PDF。"
    f"{options.PIPED}，结果按年度、部门、文种起名。",
    epilog=options.TOGETHER,
    examples={
        "perfreport build 项目.yaml -o 结果": "写出 结果/项目.docx 和 结果/项目.pdf",
        "perfreport build 项目.yaml 部门.yaml -o 结果 -f pdf": "几个文件一次生成，只要 PDF",
        "perfreport build - -o 结果 < 项目.yaml": "数据从标准输入来",
    },
)
@options.FILES
@options.OUTPUT
@options.FILE_FORMATS
@options.FORM
@options.TEMPLATES
@options.FONTS
@options.SYSTEM_FONTS
@options.ALLOW_ERRORS
@options.option(
    "--draft", "is_draft", is_flag=True,
    help="印成草稿：每页标“草稿”，待填处标明要填什么；在 Word 里填好，用 read --update 收回",
)  # fmt: skip
@options.OVERWRITE
def build(
    files: tuple[Input, ...],
    directory: Path,
    formats: tuple[Format, ...],
    form_id: str | None,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...],
    system_fonts: bool,
    allow_errors: bool,
    is_draft: bool,
    overwrite: bool,
) -> int:
    """Write ``directory/<stem>.docx`` and ``.pdf`` for every file, or nothing at all."""
    registry = known.registry(templates)
    renderer = Renderer(registry, fonts, system_fonts=system_fonts)
    _require_different_names([(file, file.stem) for file in files if isinstance(file, Path)])
    documents = read_all(
        partial(_read, file, formats, renderer, registry, form_id, is_draft) for file in files
    )
    findings = [checked(each, registry) for each in documents if not each.pending]
    if are_refused(findings, allow_errors=allow_errors):
        return 1
    results = [
        Result(directory / name_for(file, loaded), loaded, file)
        for file, loaded in zip(files, documents, strict=True)
    ]
    _require_different_names([(each.file, each.base.name) for each in results])
    for form in {each.form.id: each.form for each in documents}.values():
        require_sound(form, registry, renderer, formats)
    keep_edited(results, formats, registry, overwrite=overwrite)
    render = partial(renderer.render, draft=is_draft)
    made = write_results(_with_progress(results), formats, render)
    print_remarks(made)
    for path in made:
        click.echo(f"已生成 {shown(str(path))}")
    for each in results:
        print_pending(each.loaded.pending, each.file)
    return 0


@click.command(
    cls=Command,
    help="生成自带的例子，连同它们的数据文件（.yaml），并列出这些文件。",
    examples={"perfreport demo -o 例子": "写出各版式的例子：.yaml、.docx 和 .pdf"},
)
@options.OUTPUT
@options.OVERWRITE_EXAMPLES
def demo(directory: Path, overwrite: bool) -> None:
    """Render all of the examples beside their data files and print a table of the files."""
    registry = FormRegistry()
    # With the fonts of the machine the bytes would be others on each.
    renderer = Renderer(registry, system_fonts=False)
    examples = sorted(resources.examples().glob("*.yaml"))
    results = [
        Result(directory / path.stem, read_document(path, registry), path) for path in examples
    ]
    copies = {directory / path.name: path.read_bytes() for path in examples}
    keep_edited(results, FORMATS, registry, overwrite=overwrite, copies=copies)
    made = write_results(_with_progress(results), FORMATS, renderer.render, copies=copies)
    print_remarks(made)
    paths = sorted([*copies, *made])
    rows = [(shown(str(path)), f"{path.stat().st_size:,}") for path in paths]
    print_table(("已生成的文件", "字节数"), rows)


def _require_different_names(named: Sequence[tuple[Input, str]]) -> None:
    """Refuse files whose results would have one name."""
    names = Counter(_comparable(name) for _, name in named)
    twice = [shown(str(file)) for file, name in named if names[_comparable(name)] > 1]
    if twice:
        message = f"这几个文件会写成同名的结果，请改名或分开生成：{'、'.join(twice)}"
        raise InputError([Mistake(NOWHERE, message)])


def _comparable(name: str) -> str:
    """What Windows and macOS take for the same name is the same."""
    return unicodedata.normalize("NFC", name).casefold()


def _read(
    path: Input,
    formats: Sequence[Format],
    renderer: Renderer,
    registry: FormRegistry,
    form_id: str | None,
    is_draft: bool,
) -> Loaded:
    """The document in ``path``, which can be printed in ``formats``."""
    loaded = read_document(path, registry, form_id, allow_pending=is_draft)
    print_source(loaded)
    require_gaps_to_print(loaded)
    renderer.require_places(loaded, formats)
    if "pdf" in formats:
        renderer.require_glyphs(loaded)
    return loaded


def _with_progress(results: Sequence[Result]) -> Iterator[Result]:
    """``results`` one by one, with a bar on a terminal when there are several."""
    console = Console(stderr=True)
    if len(results) == 1 or not console.is_terminal:
        return iter(results)
    return iter(track(results, "生成", console=console, transient=True))
