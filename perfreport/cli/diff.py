"""``perfreport diff``: what differs between two documents, field by field."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from perfreport.cli import options
from perfreport.cli.wording import Command
from perfreport.differences import compare_documents
from perfreport.differences.reports import Compared, as_html, as_json, as_text
from perfreport.forms.registry import FormRegistry
from perfreport.inputs import read_any


@click.command(cls=Command, help="逐项列出两份文书的不同；数据文件和生成的 Word 文件都可以。")
@click.argument("before", metavar="文件", type=options.folder)
@click.argument("after", metavar="文件", type=options.folder)
@options.option(
    "--format", "report", metavar="格式", type=click.Choice(("text", "json", "html")),
    default="text", help="text、json 或 html；不写为 text",
)  # fmt: skip
@options.TEMPLATES
def diff(before: Path, after: Path, report: str, templates: tuple[Path, ...]) -> None:
    """Print the differences."""
    registry = FormRegistry(templates)
    documents = [read_any(path, registry) for path in (before, after)]
    compared = Compared(str(before), str(after), compare_documents(*documents))
    if report == "text":
        text = as_text(compared, is_coloured=sys.stdout.isatty())
    else:
        text = as_json(compared) if report == "json" else as_html(compared)
    click.echo(text, nl=False)
