"""``perfreport demo``: the examples that come with the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from perfreport.basics import resources
from perfreport.basics.messages import shown
from perfreport.cli import options
from perfreport.cli.printing import print_remarks, print_table
from perfreport.cli.wording import Command
from perfreport.cli.writing import Result, keep_edited, write_results
from perfreport.documents.loading import read_document
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.forms.registry import FormRegistry


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


def _with_progress(results: Sequence[Result]) -> Iterator[Result]:
    """``results`` one by one, with a bar on a terminal when there are several."""
    console = Console(stderr=True)
    if len(results) == 1 or not console.is_terminal:
        return iter(results)
    return iter(track(results, "生成", console=console, transient=True))
