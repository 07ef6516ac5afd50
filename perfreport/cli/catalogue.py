"""``perfreport forms`` and ``perfreport schema``: what there is to fill in."""

from __future__ import annotations

import json
from pathlib import Path

import click

from perfreport.cli import options
from perfreport.cli.printing import print_table
from perfreport.cli.wording import Command
from perfreport.data.schema import json_schema
from perfreport.kinds.kind import Kind


@click.command(cls=Command, help="列出全部版式：编号、文种、标题、地区、年度。")
@options.TEMPLATES
def forms(templates: tuple[Path, ...]) -> None:
    """Print a table of all forms."""
    registry = options.registry(templates)
    found = map(registry.get, registry.ids)
    rows = [(form.id, form.kind, form.name, form.region, form.year) for form in found]
    print_table(("版式", "文种", "名称", "地区", "年度"), rows)


@click.command(cls=Command, help="打印一个文种的 JSON Schema，供编辑器补全和检查数据文件。")
@options.KIND
def schema(kind: Kind) -> None:
    """Print the JSON Schema of one kind."""
    click.echo(json.dumps(json_schema(kind.model), ensure_ascii=False, indent=2))
