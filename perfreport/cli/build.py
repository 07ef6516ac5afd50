"""``perfreport build`` and ``perfreport demo``: data files in, Word and PDF out."""

from __future__ import annotations

from pathlib import Path

import click

from perfreport.batch.making import Workshop
from perfreport.batch.named import task_for
from perfreport.batch.papers import Order, Task
from perfreport.cli import known, options
from perfreport.cli.merging import MERGE, print_merged, require_merge
from perfreport.cli.receipts import print_receipt
from perfreport.cli.sources import Source, single
from perfreport.cli.wording import Command, complain
from perfreport.cli.workers import Workers
from perfreport.data.data_files import MOST_BYTES, HeldFile, StandardInput
from perfreport.documents.rendering import Format

_MOST_TOLD = 20
"""Documents of which each is told; of more there is a summary."""


@click.command(
    cls=Command,
    help="由数据文件（YAML、JSON 或 Excel）生成 Word 和 PDF。"
    f"{options.SEVERAL}结果照文件夹的层次放。"
    "文件写 -，则从标准输入读一份文书，结果按年度、部门、文种起名。",
    epilog=options.EACH_ALONE,
    examples={
        "perfreport build 项目.yaml -o 结果": "写出 结果/项目.docx 和 结果/项目.pdf",
        "perfreport build 各单位 -o 结果 --merge 全册.pdf": (
            "整个文件夹，再合成一册；再运行一次只做有变化的"
        ),
        "perfreport build @名单.txt -o 结果 -j 4": "名单里的文件，用四个进程",
    },
)
@options.SOURCES
@options.OUTPUT_ANYWHERE
@options.FILE_FORMATS
@options.FORM
@options.TEMPLATES
@options.FONTS
@options.SYSTEM_FONTS
@options.ACCESSIBLE
@options.ALLOW_ERRORS
@options.option(
    "--draft", "is_draft", is_flag=True,
    help="印成草稿：每页标“草稿”，待填处标明要填什么；在 Word 里填好，用 read --update 收回",
)  # fmt: skip
@options.OVERWRITE
@MERGE
@options.option("--again", is_flag=True, help="几份文书一起生成时，没有变化的也重新生成")
@options.JOBS
@options.SCHEDULER
def build(
    sources: tuple[Source, ...],
    directory: str,
    formats: tuple[Format, ...],
    form_id: str | None,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...],
    system_fonts: bool,
    accessible: bool,
    allow_errors: bool,
    is_draft: bool,
    overwrite: bool,
    merged: Path | None,
    again: bool,
    jobs: int | None,
    scheduler: str | None,
) -> int:
    """Write ``directory/<stem>.docx`` and ``.pdf`` for every document, each of them on its own."""
    workers = Workers(jobs, scheduler)
    workers.require_one_sort()
    require_merge(merged, sources, overwrite=overwrite)
    order = Order(
        workers.name(directory),
        workers.settings(templates, fonts, system_fonts=system_fonts, accessible=accessible),
        formats=formats,
        form_id=form_id,
        allow_errors=allow_errors,
        is_draft=is_draft,
        overwrite=overwrite,
        again=again,
    )
    registry = known.registry(templates)
    if source := single(sources):
        return _build_alone(source, Workshop(order, registry, alone=True), merged)
    from perfreport.cli.many import build_many  # late: one document needs none of it

    return build_many(sources, Workshop(order, registry), workers, merged)


def _build_alone(source: Source, shop: Workshop, merged: Path | None) -> int:
    """Make the document in ``source``, and what is ``merged`` of it; the exit code."""
    if isinstance(source, StandardInput):
        held = HeldFile(None, source.read(MOST_BYTES))
        receipt = shop.make(Task(str(source), ""), held)
    else:
        receipt = shop.make(task_for(source))
    print_receipt(receipt, shop.out)
    if receipt.error:
        complain(receipt.error)
    task = Task(receipt.file, receipt.base)
    print_merged(merged, [task], 1, int(receipt.state == "failed"), shop)
    return receipt.code
