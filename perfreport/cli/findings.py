"""Findings on the way through the command line."""

from __future__ import annotations

from collections.abc import Sequence

import click

from perfreport.basics.errors import concerning
from perfreport.checks.engine.finding import Severity
from perfreport.documents.checking import check_loaded
from perfreport.documents.findings.checked import Checked, origin_of
from perfreport.documents.findings.text import MOST_PLACES, as_text
from perfreport.documents.loading import Loaded
from perfreport.forms.registry import FormRegistry


def checked(loaded: Loaded, registry: FormRegistry, others: Sequence[Loaded] = ()) -> Checked:
    """The findings of a document, with the places of all documents that they name."""
    with concerning(loaded.source.name if loaded.source else loaded.document.kind):
        findings = check_loaded(loaded, registry, others)
    return Checked(findings, origin_of(loaded), [origin_of(each) for each in others])


def has_errors(checked: Sequence[Checked]) -> bool:
    """Whether one of the findings is an error."""
    return any(found.severity is Severity.ERROR for one in checked for found in one.findings)


def are_refused(
    checked: Sequence[Checked], *, allow_errors: bool, most: int | None = MOST_PLACES
) -> bool:
    """Print errors and warnings; whether nothing may be made of the documents for their sake.

    ``most`` is as ``as_text`` takes it.
    """
    serious = [each for each in map(_serious, checked) if each.findings]
    click.echo(as_text(serious, most), nl=False, err=True)
    if allow_errors or not has_errors(checked):
        return False
    click.echo("有错误，没有生成文件；请改正，或加 --allow-errors 照样生成", err=True)
    return True


def _serious(checked: Checked) -> Checked:
    """Its errors and warnings alone."""
    serious = [found for found in checked.findings if found.severity >= Severity.WARNING]
    return checked._replace(findings=serious)
