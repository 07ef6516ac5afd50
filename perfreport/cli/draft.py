"""``perfreport draft``: a data file begun from the documents before it."""

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
from perfreport.documents.drafting import drafted, read_for_draft
from perfreport.documents.inputs import read_all
from perfreport.kinds.kind import Kind


@click.command(
    cls=Command,
    help="由一年里前面的文书起草后面的：目标表起草监控表、自评表，连同监控表、自评表起草自评报告，"
    "上年的目标表和自评表起草下年的目标表。已知的填好，要填的写“待填”，旁边注上已知的情况。"
    f"{options.PIPED}。",
    examples={
        "perfreport draft project-evaluation --form henan-2020-project-evaluation "
        "--from 目标.yaml --from 监控.yaml -o 自评表.yaml": "由目标表和监控表起草自评表",
        "perfreport draft self-evaluation --from 项目.yaml -o 自评草稿.yaml": "由申报起草自评报告",
        "perfreport draft project-targets --from 去年.yaml -o 今年.yaml": "由上年申报起草今年的",
    },
)
@options.KIND
@options.option(
    "--from", "sources", metavar="文件", multiple=True, required=True, type=options.document,
    help="所依据的前面的文书，同一部门、同一年度的；可写几次（必填）",
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
    loaded = read_all(partial(read_for_draft, kind, each, registry, form_id) for each in sources)
    for each in loaded:
        print_source(each)
    begun, form = drafted(kind, loaded, registry, form_id)
    write_new(target, begun_file(begun, form, target), sources)
    name = shown(str(target))
    click.echo(f"已起草 {name}；填好“待填”处后，用 perfreport check {name} 检查")
