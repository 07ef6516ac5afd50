"""``perfreport draft``: a data file begun from what was declared before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from perfreport.checking import declaration_of
from perfreport.cli import options
from perfreport.cli.wording import Command, misused
from perfreport.cli.writing import require_new, write_new
from perfreport.documents import read_document
from perfreport.drafts import draft_next_year, draft_self_evaluation
from perfreport.forms.manifest import SelfEvaluationForm
from perfreport.forms.registry import FormRegistry
from perfreport.inputs import read_all
from perfreport.messages import shown
from perfreport.models import KIND_IDS

_EVALUATION = KIND_IDS["self-evaluation"]


@click.command(
    cls=Command,
    help="由申报起草自评报告，或由上年申报起草下年申报：已知的填好，要填的写“待填”。",
)
@click.argument("kind", metavar="文种", type=click.Choice((*KIND_IDS, *KIND_IDS.values())))
@options.option(
    "--from", "sources", metavar="文件", multiple=True, required=True, type=options.path,
    help="所依据的申报；起草自评报告可写几次（必填）",
)  # fmt: skip
@options.option(
    "-o", "--output", "target", metavar="文件", required=True, type=options.path,
    help="写到哪个文件（.yaml）；已有同名文件时不覆盖（必填）",
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
    require_new(target, ".yaml", ".yml")  # JSON has no place for a draft's notes
    registry = FormRegistry(templates)
    kind = KIND_IDS.get(kind, kind)
    if kind == _EVALUATION:
        text = _self_evaluation(sources, registry, form_id)
    else:
        text = _next_year(kind, sources, registry, form_id)
    write_new(target, text, sources)
    name = shown(str(target))
    click.echo(f"已起草 {name}；填好“待填”处后，用 perfreport check {name} 检查")


def _self_evaluation(sources: Sequence[Path], registry: FormRegistry, form_id: str | None) -> str:
    form = _evaluation_form(registry, form_id)
    loaded = read_all(partial(read_document, path, registry) for path in sources)
    return draft_self_evaluation(list(map(declaration_of, loaded)), form)


def _evaluation_form(registry: FormRegistry, form_id: str | None) -> SelfEvaluationForm:
    """The form of the evaluation, which may go unsaid where there is but one."""
    known = registry.of_kind(_EVALUATION)
    if form_id is None and len(known) > 1:
        raise misused(f"请用 --form 写明版式，可写：{registry.choices(_EVALUATION)}")
    form = registry.get(form_id) if form_id else known[0]
    if not isinstance(form, SelfEvaluationForm):
        choices = registry.choices(_EVALUATION)
        raise misused(f"{form.id} 是“{form.kind}”的版式；可写：{choices}")
    return form


def _next_year(
    kind: str, sources: Sequence[Path], registry: FormRegistry, form_id: str | None
) -> str:
    if len(sources) > 1:
        raise misused("起草下年的申报，--from 只写一份上年的申报")
    loaded = read_document(sources[0], registry, form_id)
    if loaded.document.kind != kind:
        message = f"这是{loaded.document.kind}，不能由它起草{kind}"
        raise loaded.mistakes([(("文种",), message)])
    return draft_next_year(declaration_of(loaded), loaded.form)
