"""``perfreport convert``: a data file in another notation."""

from __future__ import annotations

from pathlib import Path

import click

from perfreport.basics.messages import shown
from perfreport.cli import known, options
from perfreport.cli.printing import print_pending, print_source
from perfreport.cli.wording import Command
from perfreport.cli.writing import require_new, write_new
from perfreport.data.data_files import Input
from perfreport.documents.converting import DATA_ENDINGS, data_file
from perfreport.documents.loading import read_document


@click.command(
    cls=Command,
    help="把数据文件换一种写法：.yaml、.json 和 Excel 工作簿互换，内容不变（注释不带过去）。"
    f"读 .xls、.ods 也可以。{options.PIPED}。",
    examples={
        "perfreport convert 项目.yaml -o 项目.xlsx": "换成用 Excel 填的工作簿",
        "perfreport convert 项目.xlsx -o 项目.yaml": "换回来",
    },
)
@options.FILE
@options.option(
    "-o", "--output", "target", metavar="文件", required=True, type=options.path,
    help="写到哪个文件（.yaml、.json 或 .xlsx）；已有同名文件时不覆盖（必填）",
)  # fmt: skip
@options.FORM
@options.TEMPLATES
def convert(file: Input, target: Path, form_id: str | None, templates: tuple[Path, ...]) -> None:
    """Write what is in ``file`` to ``target``."""
    require_new(target, *DATA_ENDINGS)
    registry = known.registry(templates)
    loaded = read_document(file, registry, form_id, allow_pending=True)
    print_source(loaded)
    content = data_file(loaded.document, target, loaded.form, loaded.pending)
    write_new(target, content, [file])
    if loaded.pending:
        print_pending(loaded.pending, file)
    click.echo(f"已写出 {shown(str(target))}")
