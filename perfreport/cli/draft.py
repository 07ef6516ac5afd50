"""``perfreport draft``: a data file begun from what was declared before."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from perfreport.basics.messages import shown
from perfreport.cli import known, options
from perfreport.cli.printing import print_source
from perfreport.cli.wording import Command
from perfreport.cli.writing import require_new, write_new
from perfreport.data.data_files import Input
from perfreport.documents.converting import WORKBOOK, begun_file
from perfreport.documents.drafting import drafted
from perfreport.documents.inputs import read_all
from perfreport.documents.loading import read_document
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
    help="写到哪个文件（.yaml 或 .xlsx）；已有同名文件时不覆盖（必填）",
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
    require_new(target, ".yaml", ".yml", WORKBOOK)  # JSON has no place for a draft's notes
    registry = known.registry(templates)
    printed_on = None if kind.draft else form_id
    loaded = read_all(partial(read_document, path, registry, printed_on) for path in sources)
    for each in loaded:
        print_source(each)
    begun, form = drafted(kind, loaded, registry, form_id)
    write_new(target, begun_file(begun, form, target), sources)
    name = shown(str(target))
    click.echo(f"已起草 {name}；填好“待填”处后，用 perfreport check {name} 检查")
