"""``perfreport convert``: a data file in another notation."""

from __future__ import annotations

from pathlib import Path

import click

from perfreport.basics.messages import shown
from perfreport.cli import known, mapped, options
from perfreport.cli.printing import print_pending, print_source
from perfreport.cli.wording import Command, misused
from perfreport.cli.writing import write_new
from perfreport.data.data_files import Input
from perfreport.documents.converting import DATA_ENDINGS, data_file
from perfreport.documents.loading import read_document


@click.command(
    cls=Command,
    help="把数据文件换一种写法：.yaml、.json 和 Excel 工作簿互换，内容不变（注释不带过去）。"
    f"读 .xls、.ods 也可以。{options.PIPED}。",
    epilog="别处的表格（一体化系统的导入表等）用 --map 读或写，perfreport maps 列出对照表：\n\n"
    "文件是表格就读成数据，写 --into 则放进已有的数据（改之前的留成“文件~”）；"
    "文件是数据就写成表格。\n\n"
    "退出码：0 都收了；1 表格里有没有读的列、行，其余的照收；2 文件或命令写得不对；"
    "3 版式或对照表不对；4 结果写不进去。",
    examples={
        "perfreport convert 项目.yaml -o 项目.xlsx": "换成用 Excel 填的工作簿",
        "perfreport convert 填好.xlsx -o 填好.yaml": "换回来",
        "perfreport convert 自评.xls --map integrated-self-evaluation -o 新.yaml": "读别处的表格",
    },
)
@options.FILE
@options.option(
    "-o", "--output", "target", metavar="文件", type=options.path,
    help="写到哪个文件（.yaml、.json 或 .xlsx）；已有同名文件时不覆盖；写了 --into 的可不写",
)  # fmt: skip
@mapped.MAP
@mapped.SHEET
@mapped.INTO
@mapped.PROJECT
@options.FORM
@options.TEMPLATES
def convert(
    file: Input,
    target: Path | None,
    map_id: str | None,
    sheet: str | None,
    existing: Path | None,
    project: str | None,
    form_id: str | None,
    templates: tuple[Path, ...],
) -> int:
    """Write what is in ``file`` to ``target``, or into ``existing``; by a map where one is said."""
    if map_id is not None:
        typed = mapped.Choices(map_id, form_id, sheet, project)
        return mapped.convert_by_map(file, target, existing, typed, templates)
    if sheet is not None or existing is not None or project is not None:
        raise misused("--sheet、--into、--project 和 --map 一起用；perfreport maps 列出对照表")
    _convert(file, mapped.new_file(target, *DATA_ENDINGS), form_id, templates)
    return 0


def _convert(file: Input, target: Path, form_id: str | None, templates: tuple[Path, ...]) -> None:
    registry = known.registry(templates)
    loaded = read_document(file, registry, form_id, allow_pending=True)
    print_source(loaded)
    content = data_file(loaded.document, target, loaded.form, loaded.pending)
    write_new(target, content, [file])
    if loaded.pending:
        print_pending(len(loaded.pending), file)
    click.echo(f"已写出 {shown(str(target))}")
