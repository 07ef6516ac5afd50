"""``perfreport explain``: how computed figures came about."""

from __future__ import annotations

from pathlib import Path

import click

from perfreport.basics.addresses import DataPath
from perfreport.cli import options
from perfreport.cli.wording import Command, misused
from perfreport.documents.explaining import as_text, path_of
from perfreport.documents.explaining import explain as explain_document
from perfreport.documents.loading import read_document


@click.command(cls=Command, help="说明一个算出的数怎样得来：算式、各数的位置、取舍、出处。")
@options.FILE
@click.argument("place", metavar="[位置]", required=False)
@options.FORM
@options.TEMPLATES
def explain(
    file: Path, place: str | None, form_id: str | None, templates: tuple[Path, ...]
) -> None:
    """Print how the figures of a file came about, or the one at ``place``."""
    registry = options.registry(templates)
    path = _path(place) if place else None
    loaded = read_document(file, registry, form_id)
    found = explain_document(loaded.document, loaded.form, path, registry.kinds)
    if found:
        click.echo(as_text(found, loaded.line), nl=False)
    elif place:
        raise misused(f"“{place}”处没有算出的数；不写位置，可列出这份文书全部算出的数")
    else:
        click.echo("这份文书里没有算出的数，印出的都是填写的数", err=True)


def _path(place: str) -> DataPath:
    try:
        return path_of(place)
    except ValueError as error:
        raise misused(str(error)) from None
