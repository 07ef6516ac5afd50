"""``perfreport new``: a blank to fill in, of every field that a form has."""

from __future__ import annotations

from pathlib import Path

import click

from perfreport.basics.messages import shown
from perfreport.cli import completion, known, options
from perfreport.cli.wording import Command
from perfreport.cli.writing import require_new, write_new
from perfreport.documents.blanks import blank_called, blank_text, blank_workbook


@click.command(
    cls=Command,
    help="写出一份空白的数据文件或 Excel 工作簿：版式的全部栏目按顺序列好，要填的写“待填”，"
    "有可选的列出可选的，各表附一行例子。写版式的编号，或写文种。",
    examples={
        "perfreport new henan-2022-project-targets -o 新项目.xlsx": "用 Excel 填的工作簿",
        "perfreport new henan-2022-project-targets -o 新项目.yaml": "一个版式的",
        "perfreport new 部门整体支出绩效自评表 -o 新自评.yaml": "一个文种的；版式不止一个时待填",
    },
)
@click.argument("word", metavar="版式或文种", shell_complete=completion.forms_and_kinds)
@options.option(
    "-o", "--output", "target", metavar="文件", required=True, type=options.path,
    help="写到哪个文件（.yaml 或 .xlsx）；已有同名文件时不覆盖（必填）",
)  # fmt: skip
@options.TEMPLATES
def new(word: str, target: Path, templates: tuple[Path, ...]) -> None:
    """Write a blank of the form or the kind called ``word`` to ``target``."""
    require_new(target, ".yaml", ".yml", ".xlsx")
    registry = known.registry(templates)
    blank = blank_called(word, registry)
    make = blank_workbook if target.suffix.lower() == ".xlsx" else blank_text
    write_new(target, make(blank, registry), ())
    name = shown(str(target))
    if blank.form is None:
        known_forms = registry.choices(blank.kind)
        click.echo(f"{blank.kind}不止一个版式，写明一个，可得到它的全部栏目：{known_forms}")
    click.echo(f"已写出 {name}；填好“待填”处后，用 perfreport check {name} 检查")
