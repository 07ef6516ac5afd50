"""``--merge``: the documents of a run in one PDF beside the files of each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perfreport.basics.messages import shown
from perfreport.batch.making import Workshop
from perfreport.batch.papers import Task
from perfreport.cli import options
from perfreport.cli.printing import print_remark
from perfreport.cli.sources import Source
from perfreport.cli.wording import complain, misused
from perfreport.data.data_files import StandardInput

if TYPE_CHECKING:
    from perfreport.cli.progress import Shown

MERGE = options.option(
    "--merge", "merged", metavar="文件.pdf", type=options.path,
    help="各份照常生成，再按次序合成一个 PDF：页码接着编，书签按文书分层；有一份没有生成就不合",
)  # fmt: skip


def require_merge(path: Path | None, sources: Iterable[Source], *, overwrite: bool) -> None:
    """Refuse a file to merge into before anything is made.

    Raises:
        UsageError: when it is called as no PDF is, or a document is on standard input.
        OutputError: when there is something there that is no PDF.
    """
    if path is None:
        return
    if path.suffix.lower() != ".pdf":
        raise misused(f"--merge 要写 PDF 文件名，如 全册.pdf，不是 {shown(str(path))}")
    if any(isinstance(each, StandardInput) for each in sources):
        raise misused("--merge 不能和 - 一起写：标准输入里的文书只读一次；请先存成文件")
    from perfreport.batch.merging import require_place  # late: seldom asked for

    require_place(path, overwrite=overwrite)


def print_merged(
    path: Path | None, tasks: Iterable[Task], total: int, failed: int, shop: Workshop
) -> None:
    """Merge ``tasks``, ``total`` documents, into a PDF at ``path`` unless some have ``failed``."""
    if path is None:
        return
    if failed:
        left = "；原来的没有动" if os.path.lexists(path) else ""
        told = f"没有合成 {shown(str(path))}：有 {failed:,} 份没有生成，请改正后再运行一次{left}"
        complain(told)
        return
    # late: seldom asked for
    from perfreport.batch.merging import merge
    from perfreport.cli.progress import progress

    with progress(total, "合成") as bar:
        made = merge(_counted(tasks, bar), path, shop)
    for remark in made.remarks:
        print_remark(path, remark)
    click.echo(f"已合成 {shown(str(path))}：{made.documents:,} 份，{made.pages:,} 页")


def _counted(tasks: Iterable[Task], bar: Shown) -> Iterator[Task]:
    """``tasks``, each of which is done when the next one is asked for."""
    for task in tasks:
        yield task
        bar.advance()
