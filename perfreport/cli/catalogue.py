"""``perfreport forms`` and ``perfreport schema``: what there is to fill in."""

from __future__ import annotations

import json
from pathlib import Path

import click

from perfreport.blocks.form import Form
from perfreport.cli import known, options
from perfreport.cli.printing import print_table
from perfreport.cli.wording import Command, misused
from perfreport.data.schema import json_schema
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.kind import Kind

_HEADINGS = ("版式", "文种", "名称", "地区", "年度")


@click.command(
    cls=Command,
    help="列出全部版式：编号、文种、名称、地区、年度。",
    examples={
        "perfreport forms": "列出自带的版式；编号写在数据文件的“版式”里，或写在 --form 后面",
        "perfreport forms --templates 我的版式": "连同自己的版式目录里的",
    },
)
@options.report_format("text", "json")
@options.TEMPLATES
def forms(report: str, templates: tuple[Path, ...]) -> None:
    """Print a table of all forms."""
    registry = known.registry(templates)
    found = [registry.get(form_id) for form_id in registry.ids]
    if report == "json":
        _print_json({"forms": [_described(form) for form in found]})
    else:
        print_table(_HEADINGS, [tuple(_described(form).values()) for form in found])


def _described(form: Form) -> dict[str, str]:
    """What tells ``form`` apart from others, in the order of the headings."""
    return {
        "id": form.id,
        "kind": form.kind,
        "name": form.name,
        "region": form.region,
        "year": form.year,
    }


@click.command(
    cls=Command,
    help="打印一个文种的 JSON Schema，供编辑器补全和检查数据文件。",
    examples={
        "perfreport schema project-targets > 项目.schema.json": "一个文种的，供编辑器用",
        "perfreport schema 项目支出绩效目标表": "文种也可以写中文名称",
        "perfreport schema --form guangzhou-project-targets": "按一个版式的",
    },
)
@options.KIND_OF_FORM
@options.FORM_OF_SCHEMA
@options.TEMPLATES
def schema(kind: Kind | None, form_id: str | None, templates: tuple[Path, ...]) -> None:
    """Print the JSON Schema of one kind, or of what one of its forms prints."""
    if form_id is not None:
        form = _form(kind, form_id, known.registry(templates))
        _print_json(json_schema(form.model, form))
    elif kind is not None:
        _print_json(json_schema(kind.model))
    else:
        raise misused("缺少参数“文种”，请补上，或用 --form 写明版式")


def _form(kind: Kind | None, form_id: str, registry: FormRegistry) -> Form:
    """The form ``form_id``, which has to be one of ``kind`` where that is named too."""
    return known.form_of(kind, form_id, registry) if kind else registry.get(form_id)


def _print_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
