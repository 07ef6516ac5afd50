"""Arguments and options that several commands take."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from perfreport.cli.wording import Option

option = partial(click.option, cls=Option)
folder = click.Path(path_type=Path)

FILES = click.argument(
    "files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path)
)

OUTPUT = option(
    "-o", "--output", "directory", metavar="目录", required=True, type=folder,
    help="写到哪个目录，没有就新建（必填）",
)  # fmt: skip

FORM = option(
    "--form",
    "form_id",
    metavar="版式",
    help="用这个版式，不用文件里写的；perfreport forms 列出全部",
)

TEMPLATES = option(
    "--templates", metavar="目录", multiple=True, type=folder,
    help="自己的版式目录，优先于自带的；可写几次",
)  # fmt: skip

FONTS = option(
    "--fonts", metavar="目录", multiple=True, type=folder,
    help="自己的字体目录，PDF 优先用其中的字体；可写几次",
)  # fmt: skip

SYSTEM_FONTS = option(
    "--system-fonts/--no-system-fonts", default=True,
    help="PDF 是否用本机已装的公文字体；不用时各台机器的结果逐字节相同",
)  # fmt: skip

FORMATS = option(
    "-f", "--format", "formats", metavar="格式", multiple=True,
    type=click.Choice(("docx", "pdf")), help="docx 或 pdf；不写则两种都要",
)  # fmt: skip
