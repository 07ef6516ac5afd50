"""``perfreport draft``: a data file begun from what was declared before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from perfreport.checking import declaration_of
from perfreport.cli import options
from perfreport.cli.check import read_all
from perfreport.cli.wording import Command
from perfreport.drafts import draft_next_year, draft_self_evaluation
from perfreport.errors import InputError, Mistake
from perfreport.files import Outbox
from perfreport.forms.manifest import SelfEvaluationForm
from perfreport.forms.registry import FormRegistry
from perfreport.forms.schemes import load_scheme
from perfreport.models import KIND_IDS


@click.command(
    cls=Command,
    help="由申报起草自评报告，或由上年申报起草下年申报：已知的填好，要填的写“待填”。",
)
@click.argument("kind", metavar="文种", type=click.Choice((*KIND_IDS, *KIND_IDS.values())))
@options.option(
    "--from", "sources", metavar="文件", multiple=True, required=True, type=options.folder,
    help="所依据的申报；起草自评报告可写几次（必填）",
)  # fmt: skip
@options.option(
    "-o", "--output", "target", metavar="文件", required=True, type=options.folder,
    help="写到哪个文件；已有同名文件时不覆盖（必填）",
)  # fmt: skip
@options.FORM
@options.TEMPLATES
def draft(
    kind: str,
    sources: tuple[Path, ...],
    target: Path,
    form_id: str | None,
    templates: tuple[Path, ...],
) -> None:
    """Write the draft of one kind to ``target``."""
    if target.exists():
        raise click.UsageError(f"{target} 已经有了；请换一个文件名，免得盖掉填好的内容")
    registry = FormRegistry(templates)
    kind = KIND_IDS.get(kind, kind)
    text = (
        _self_evaluation(sources, registry, form_id)
        if kind == KIND_IDS["self-evaluation"]
        else _next_year(kind, sources, registry, form_id)
    )
    with Outbox() as outbox:
        outbox.add(target, text.encode())
    click.echo(f"已起草 {target}；填好“待填”处后，用 perfreport check {target} 检查")


def _self_evaluation(sources: Sequence[Path], registry: FormRegistry, form_id: str | None) -> str:
    declarations = [declaration_of(loaded) for loaded in read_all(sources, registry)]
    form = _evaluation_form(registry, form_id)
    scheme = load_scheme(form.scheme, registry.folders) if form.scheme else None
    return draft_self_evaluation(declarations, form, scheme)


def _evaluation_form(registry: FormRegistry, form_id: str | None) -> SelfEvaluationForm:
    kind = KIND_IDS["self-evaluation"]
    known = registry.of_kind(kind)
    form = registry.get(form_id) if form_id else known[0]
    if form_id is None and len(known) > 1:
        raise click.UsageError(f"请用 --form 写明版式，可写：{registry.choices(kind)}")
    if not isinstance(form, SelfEvaluationForm):
        message = f"{form.id} 是“{form.kind}”的版式；可写：{registry.choices(kind)}"
        raise click.UsageError(message)
    return form


def _next_year(
    kind: str, sources: Sequence[Path], registry: FormRegistry, form_id: str | None
) -> str:
    if len(sources) > 1:
        raise click.UsageError("起草下年的申报，--from 只写一份上年的申报")
    (loaded,) = read_all(sources, registry, form_id)
    if loaded.document.kind != kind:
        message = f"这是{loaded.document.kind}，不能由它起草{kind}"
        name = loaded.source.name if loaded.source else None
        raise InputError([Mistake("文种", message, loaded.line(("文种",)))], name)
    declaration = declaration_of(loaded)
    assert not isinstance(loaded.form, SelfEvaluationForm)  # a document fits its form's kind
    return draft_next_year(declaration, loaded.form)
