"""``perfreport build`` and ``perfreport demo``: data files in, Word and PDF out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from perfreport.basics import resources
from perfreport.basics.messages import shown
from perfreport.batch.building import Built
from perfreport.batch.building import build as build_all
from perfreport.batch.earlier import Earlier
from perfreport.batch.making import Workshop, building, whatever_happens
from perfreport.batch.named import task_for, tasks
from perfreport.batch.papers import Order, Receipt, Task
from perfreport.batch.plan import Plan
from perfreport.cli import known, options
from perfreport.cli.merging import MERGE, print_merged, require_merge
from perfreport.cli.printing import print_remarks, print_table
from perfreport.cli.progress import progress
from perfreport.cli.receipts import print_built, print_passed, print_receipt
from perfreport.cli.sources import Source, single
from perfreport.cli.wording import Command, complain
from perfreport.cli.workers import Workers
from perfreport.cli.writing import Result, keep_edited, write_results
from perfreport.data.data_files import MOST_BYTES, HeldFile, StandardInput
from perfreport.documents.loading import read_document
from perfreport.documents.rendering import FORMATS, Format, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS

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
    shop = Workshop(order, registry)
    shop.require_form()
    names = [each for each in sources if isinstance(each, str)]
    earlier = Earlier(order.out)
    found = earlier.without(tasks(names, order.out, sys.stdin.buffer))
    plan = Plan(workers.tasks(found))
    print_passed(earlier)
    built = _build_many(plan, shop, workers, names)
    print_merged(merged, plan.tasks(), built.failed, shop)
    return built.exit_code


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
    print_merged(merged, [task], int(receipt.state == "failed"), shop)
    return receipt.code


def _build_many(plan: Plan, shop: Workshop, workers: Workers, names: Sequence[str]) -> Built:
    """Make what is in ``plan``, each document on its own; what became of them."""
    few = len(plan) <= _MOST_TOLD
    order = shop.order
    here = None if shop.registry.kinds is KINDS else partial(whatever_happens, shop=shop)
    ready = workers.ready(building(order), len(plan), order.settings, (order.out, *names), here)
    with ready as done, progress(len(plan)) as bar:

        def tell(receipt: Receipt) -> None:
            bar.advance()
            if few:
                with bar.aside():
                    print_receipt(receipt, shop.out)

        built = build_all(plan, order, done, tell)
    print_built(built)
    return built


@click.command(
    cls=Command,
    help="生成自带的例子，连同它们的数据文件（.yaml），并列出这些文件。",
    examples={"perfreport demo -o 例子": "写出各版式的例子：.yaml、.docx 和 .pdf"},
)
@options.OUTPUT
@options.OVERWRITE_EXAMPLES
def demo(directory: Path, overwrite: bool) -> None:
    """Render all of the examples beside their data files and print a table of the files."""
    registry = FormRegistry()
    # With the fonts of the machine the bytes would be others on each.
    renderer = Renderer(registry, system_fonts=False)
    examples = sorted(resources.examples().glob("*.yaml"))
    results = [
        Result(directory / path.stem, read_document(path, registry), path) for path in examples
    ]
    copies = {directory / path.name: path.read_bytes() for path in examples}
    keep_edited(results, FORMATS, registry, overwrite=overwrite, copies=copies)
    made = write_results(_with_progress(results), FORMATS, renderer.render, copies=copies)
    print_remarks(made)
    paths = sorted([*copies, *made])
    rows = [(shown(str(path)), f"{path.stat().st_size:,}") for path in paths]
    print_table(("已生成的文件", "字节数"), rows)


def _with_progress(results: Sequence[Result]) -> Iterator[Result]:
    """``results`` one by one, with a bar on a terminal when there are several."""
    console = Console(stderr=True)
    if len(results) == 1 or not console.is_terminal:
        return iter(results)
    return iter(track(results, "生成", console=console, transient=True))
