"""``perfreport check``, ``rules``, ``explain``: what does not hold, where figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from perfreport.checking import check_loaded
from perfreport.checks import rules_markdown
from perfreport.checks.finding import Severity
from perfreport.checks.reports import Checked, Source, as_json, as_sarif, as_text
from perfreport.cli import options
from perfreport.cli.wording import Command
from perfreport.documents import Loaded, read_document
from perfreport.errors import InputError, SeveralInputsError
from perfreport.explain import as_text as explanations_text
from perfreport.explain import explain as explain_document
from perfreport.explain import path_of
from perfreport.forms.registry import FormRegistry

_REPORTS = {"text": as_text, "json": as_json, "sarif": as_sarif}


@click.command(cls=Command, help="检查数据文件：合计、比率、得分、指标、文字、涉密；可与申报对照。")
@options.FILES
@options.option(
    "--against", metavar="文件", multiple=True, type=options.folder,
    help="与这份申报对照（检查自评报告时）；可写几次",
)  # fmt: skip
@options.option(
    "--format", "report", metavar="格式", type=click.Choice(tuple(_REPORTS)), default="text",
    help="text、json 或 sarif；不写为 text",
)  # fmt: skip
@options.FORM
@options.TEMPLATES
def check(
    files: tuple[Path, ...],
    against: tuple[Path, ...],
    report: str,
    form_id: str | None,
    templates: tuple[Path, ...],
) -> int:
    """Print the findings of every file; the exit code is 1 when one is an error."""
    registry = FormRegistry(templates)
    loaded = read_all(files, registry, form_id)
    others = read_all(against, registry)
    checked = [check_source(each, registry, others) for each in loaded]
    click.echo(_REPORTS[report](checked), nl=False)
    return int(any(has_errors(each) for each in checked))


@click.command(cls=Command, help="列出全部检查规则：编号、级别、查什么、依据。")
def rules() -> None:
    """Print the list of rules."""
    click.echo(rules_markdown(), nl=False)


@click.command(cls=Command, help="说明一个算出的数怎样得来：算式、各数的位置、取舍、出处。")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.argument("place", metavar="[位置]", required=False)
@options.FORM
@options.TEMPLATES
def explain(
    file: Path, place: str | None, form_id: str | None, templates: tuple[Path, ...]
) -> None:
    """Print how the figures of a file came about, or the one at ``place``."""
    registry = FormRegistry(templates)
    loaded = read_document(file, registry, form_id)
    try:
        path = path_of(place) if place else None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    found = explain_document(loaded.document, loaded.form, path, registry.folders)
    if not found:
        raise click.UsageError(_nothing_computed(place))
    click.echo(explanations_text(found, loaded.line), nl=False)


def _nothing_computed(place: str | None) -> str:
    if place:
        return f"“{place}”处没有算出的数；不写位置，可列出这份文书全部算出的数"
    return "这份文书里没有算出的数，印出的都是填写的数"


def read_all(
    files: Sequence[Path], registry: FormRegistry, form_id: str | None = None
) -> list[Loaded]:
    """The documents in ``files``, 待填 or not; or the mistakes of all of them at once."""
    documents, errors = [], []
    for path in files:
        try:
            documents.append(read_document(path, registry, form_id, allow_pending=True))
        except InputError as error:
            errors.append(error)
    if errors:
        raise SeveralInputsError(errors)
    return documents


def check_source(loaded: Loaded, registry: FormRegistry, others: Sequence[Loaded] = ()) -> Checked:
    """The findings of a document with the places of all documents that they name."""
    return Checked(
        check_loaded(loaded, registry, others), _source(loaded), [_source(each) for each in others]
    )


def has_errors(checked: Checked) -> bool:
    """Whether one of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in checked.findings)


def _source(loaded: Loaded) -> Source:
    return Source(loaded.source.name if loaded.source else None, loaded.line)
