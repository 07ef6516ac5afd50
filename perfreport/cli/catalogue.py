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


@click.command(cls=Command, help="打印文种或版式的 JSON Schema，供编辑器补全和检查数据文件。")
@options.KIND
@options.SCHEMA_FORM
@options.TEMPLATES
def schema(kind: Kind, form_id: str | None, templates: tuple[Path, ...]) -> None:
    """Print the JSON Schema of one kind, or of one of its forms."""
    form = options.registry(templates).get(form_id) if form_id else None
    if form and form.kind != kind.name:
        raise click.BadParameter(f"版式 {form.id} 是“{form.kind}”的，不是“{kind.name}”的")
    click.echo(json.dumps(json_schema(kind.model, form), ensure_ascii=False, indent=2))
