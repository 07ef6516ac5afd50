"""Arguments and options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from perfreport.cli.wording import Option

F = TypeVar("F", bound=Callable[..., Any])

option = partial(click.option, cls=Option)
path = click.Path(path_type=Path)

FILE = click.argument("file", metavar="文件", type=path)
FILES = click.argument("files", metavar="文件…", nargs=-1, required=True, type=path)

OUTPUT = option(
    "-o", "--output", "directory", metavar="目录", required=True, type=path,
    help="写到哪个目录，没有就新建（必填）",
)  # fmt: skip

ALLOW_ERRORS = option(
    "--allow-errors", is_flag=True, help="检查出错误也生成（照录原件时用）；错误照样列出"
)

OVERWRITE = option(
    "--overwrite", is_flag=True,
    help="别人改过而没有收回的 Word 文件也盖掉；不写则不盖，退出码为 4",
)  # fmt: skip

FORM = option(
    "--form",
    "form_id",
    metavar="版式",
    help="用这个版式，不用文件里写的；perfreport forms 列出全部",
)

TEMPLATES = option(
    "--templates", metavar="目录", multiple=True, type=path,
    help="自己的版式目录，优先于自带的；可写几次",
)  # fmt: skip

FONTS = option(
    "--fonts", metavar="目录", multiple=True, type=path,
    help="自己的字体目录，PDF 优先用其中的字体；可写几次",
)  # fmt: skip

SYSTEM_FONTS = option(
    "--system-fonts/--no-system-fonts", default=True,
    help="PDF 是否用本机已装的公文字体；不用时各台机器的结果逐字节相同",
)  # fmt: skip

FORMATS = option(
    "-f", "--format", "formats", metavar="格式", multiple=True,
    type=click.Choice(("docx", "pdf")),
    help="docx 或 pdf；不写则两种都要；只要 pdf 时，旁边的 Word 文件不动",
)  # fmt: skip


def report_format(*formats: str) -> Callable[[F], F]:
    """The option for the format of a report; the first of ``formats`` is used without it."""
    *others, last = formats
    return option(
        "--format", "report", metavar="格式", type=click.Choice(formats), default=formats[0],
        help=f"{'、'.join(others)} 或 {last}；不写为 {formats[0]}",
    )  # fmt: skip
