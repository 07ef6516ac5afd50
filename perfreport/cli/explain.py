"""``perfreport explain``: how computed figures came about."""

from __future__ import annotations

from pathlib import Path

import click

from perfreport.basics.addresses import DataPath
from perfreport.cli import known, options
from perfreport.cli.printing import print_source
from perfreport.cli.wording import Command, misused
from perfreport.data.data_files import Input
from perfreport.documents.explaining import as_json, as_text
from perfreport.documents.explaining import explain as explain_document
from perfreport.documents.loading import read_document

_REPORTS = {"text": as_text, "json": as_json}


@click.command(
    cls=Command,
    help="说明一个算出的数怎样得来：算式、各数的位置、取舍、出处。不写位置，说明全部算出的数。"
    f"{options.PIPED}。",
    examples={
        "perfreport explain 自评.yaml": "说明全部算出的数，连同各数的位置",
        'perfreport explain 自评.yaml "管理效率.指标[1].得分率"': "只说明这一个数",
        "perfreport explain 自评.yaml 履职效能.得分": "这个数是填写的：说明用了它的那些数",
    },
    epilog="位置的写法：各级的键用“.”连起来，第几条写在方括号里，从 1 数起；"
    "有方括号的，前后加双引号，免得命令行另作解释。如\n"
    '"管理效率.指标[3].得分率"\n'
    "每个数的位置都印在“位置”后面，可照抄。写填写的数的位置，说明用了它的那些数。",
)
@options.FILE
@click.argument("place", metavar="[位置]", required=False)
@options.report_format("text", "json")
@options.FORM
@options.TEMPLATES
def explain(
    file: Input,
    place: str | None,
    report: str,
    form_id: str | None,
    templates: tuple[Path, ...],
) -> None:
    """Print how the figures of a file came about, or the one at ``place``."""
    registry = known.registry(templates)
    path = _path(place) if place else None
    loaded = read_document(file, registry, form_id)
    print_source(loaded)
    found = explain_document(loaded.document, loaded.form, path, registry.kinds)
    if place and not found:
        raise misused(f"“{place}”处没有算出的数；不写位置，可列出这份文书全部算出的数")
    click.echo(_REPORTS[report](found, loaded.line), nl=False)
    if not found:
        click.echo("这份文书里没有算出的数，印出的都是填写的数", err=True)


def _path(place: str) -> DataPath:
    try:
        return DataPath.parse(place)
    except ValueError as error:
        raise misused(str(error)) from None
