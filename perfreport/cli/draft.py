"""``perfreport draft``: a data file begun from what was declared before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import shown
from perfreport.blocks.form import Form
from perfreport.cli import known, options
from perfreport.cli.wording import Command, misused
from perfreport.cli.writing import require_new, write_new
from perfreport.data.data_files import Input
from perfreport.documents.checking import declaration_of
from perfreport.documents.inputs import read_all
from perfreport.documents.loading import read_document
from perfreport.documents.next_year import draft_next_year
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.kind import Kind


@click.command(
    cls=Command,
    help="由申报起草自评报告，或由上年申报起草下年申报：已知的填好，要填的写“待填”。"
    f"{options.PIPED}。",
    examples={
        "perfreport draft self-evaluation --from 项目.yaml -o 自评草稿.yaml": "由申报起草自评",
        "perfreport draft project-targets --from 去年.yaml -o 今年.yaml": "由上年申报起草今年的",
    },
)
@options.KIND
@options.option(
    "--from", "sources", metavar="文件", multiple=True, required=True, type=options.document,
    help="所依据的申报；起草自评报告可写几次（必填）",
)  # fmt: skip
@options.option(
    "-o", "--output", "target", metavar="文件", required=True, type=options.path,
    help="写到哪个文件（.yaml）；已有同名文件时不覆盖（必填）",
)  # fmt: skip
@options.FORM
@options.TEMPLATES
def draft(
    kind: Kind,
    sources: tuple[Input, ...],
    target: Path,
    form_id: str | None,
    templates: tuple[Path, ...],
) -> None:
    """Write the draft of one kind to ``target``."""
    require_new(target, ".yaml", ".yml")  # JSON has no place for a draft's notes
    registry = known.registry(templates)
    begin = _from_declarations if kind.draft else _next_year
    text = begin(kind, sources, registry, form_id)
    write_new(target, text, sources)
    name = shown(str(target))
    click.echo(f"已起草 {name}；填好“待填”处后，用 perfreport check {name} 检查")


def _from_declarations(
    kind: Kind, sources: Sequence[Input], registry: FormRegistry, form_id: str | None
) -> str:
    form = _form(kind, registry, form_id)
    loaded = read_all(partial(read_document, path, registry) for path in sources)
    assert kind.draft is not None
    return kind.draft([declaration_of(each, registry.kinds) for each in loaded], form)


def _form(kind: Kind, registry: FormRegistry, form_id: str | None) -> Form:
    """The form of the document, which may go unsaid where there is but one."""
    if form_id is not None:
        return known.form_of(kind, form_id, registry)
    forms = registry.of_kind(kind.name)
    if len(forms) != 1:
        raise misused(f"请用 --form 写明版式，可写：{registry.choices(kind.name)}")
    return forms[0]


def _next_year(
    kind: Kind, sources: Sequence[Input], registry: FormRegistry, form_id: str | None
) -> str:
    if len(sources) > 1:
        raise misused("起草下年的申报，--from 只写一份上年的申报")
    loaded = read_document(sources[0], registry, form_id)
    if loaded.document.kind != kind.name:
        message = f"这是{loaded.document.kind}，不能由它起草{kind.name}"
        raise loaded.mistakes([(DataPath("文种"), message)])
    return draft_next_year(declaration_of(loaded, registry.kinds), loaded.form)
