"""Arguments and options that several commands take."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from perfreport.basics.messages import quoted, reason, shown
from perfreport.batch.addresses import is_address
from perfreport.batch.named import LIST
from perfreport.cli import completion
from perfreport.cli.known import kinds
from perfreport.cli.wording import Option
from perfreport.data.data_files import StandardInput
from perfreport.documents.rendering import ALL_FORMATS, FORMATS, Format
from perfreport.office.limits import LABELS, Limits

F = TypeVar("F", bound=Callable[..., Any])

option = partial(click.option, cls=Option)


class _Path(click.Path):
    """A path of this machine."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; what is in a storage would be a folder here called “s3:”."""
        if is_address(value):
            self.fail(f"{value} 在存储里，这里只能写本机的路径", param, ctx)
        return super().convert(value, param, ctx)


class _Folder(_Path):
    """A folder to read; one that is not there is for its reader to name."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path of the folder, if the system lets it be read."""
        found = super().convert(value, param, ctx)
        try:
            with os.scandir(value):
                pass
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            # Path.is_dir and glob take a folder that may not be read for one that is empty.
            self.fail(f"读不了 {shown(str(value), _MOST_OF_A_PATH)}（{reason(error)}）", param, ctx)
        return found


class _Document(_Path):
    """A file to read; ``-`` is the one on standard input, which a command has but once."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path of the file, or standard input."""
        if value != StandardInput.typed or ctx is None:
            return super().convert(value, param, ctx)
        if ctx.meta.setdefault(_TAKEN, False):
            self.fail("- 只能写一次，标准输入里只有一份文书；别的请写文件名", param, ctx)
        ctx.meta[_TAKEN] = True
        if sys.stdin is None or sys.stdin.isatty():
            self.fail(f"标准输入里没有文件；请送一个进来，如 {_piped(ctx)}", param, ctx)
        return StandardInput(sys.stdin.buffer)


class _Named(_Document):
    """A file to read, on a disk or in a storage; its name as it was typed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name, or standard input: a path would have one slash where an address has two."""
        found = value if is_address(value) else super().convert(value, param, ctx)
        return found if isinstance(found, StandardInput) else value


class _Source(_Named):
    """A file, a folder or a list (``@名单``) of documents; the name as it was typed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name, or standard input."""
        is_list = value == f"{LIST}{StandardInput.typed}"
        typed = StandardInput.typed if is_list else value
        found = super().convert(typed, param, ctx)
        return found if isinstance(found, StandardInput) and not is_list else value


class _Output(_Path):
    """A folder of results, or its address in a storage; the name as it was typed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name, which no path may be of an address."""
        return value if is_address(value) else super().convert(value, param, ctx)


def _piped(context: click.Context) -> str:
    return f"{context.command_path} … - < 文件"


path = _Path(path_type=Path)
document = _Document(path_type=Path)
named = _Named(path_type=Path)
output = _Output()

_TAKEN = "perfreport.standard_input"
_EXAMPLE = "段落和单元格=600000"
_MOST_DIGITS = 16
_MOST_OF_A_PATH = 300

FILE = click.argument("file", metavar="文件", type=document)
FILES = click.argument("files", metavar="文件…", nargs=-1, required=True, type=document)

SOURCES = click.argument(
    "sources", metavar="文件…", nargs=-1, required=True, type=_Source(path_type=Path)
)
JOBS = option(
    "-j", "--jobs", metavar="数", type=click.IntRange(1),
    help="用几个进程；不写则几份文书用全部的核，1 就在本进程里做",
)  # fmt: skip

PIPED = "文件写 -，则从标准输入读"
"""That a file may be standard input, for help pages."""

TOGETHER = (
    "几个文件先全部写好，再逐个换上：出错或按 Ctrl-C 时全部还原；"
    "换的当中断电或被强行结束，每个都是完整的，但可能有的新、有的旧，再运行一次就好。"
    "原有的文件权限不变，新文件的权限不比数据文件宽。\n\n"
    "退出码：0 都写好了；1 检查出错误，或改过的文件里有内容没有收，没有写出文件；"
    "2 文件或命令写得不对；3 版式或模板不对；4 结果写不进去，或会盖掉别人改过的文件。"
)
"""How far files are written together, and what the exit code says of it, for help pages."""

SEVERAL = (
    "文件可写几个，可写文件夹（里面指向别的文件夹的链接不跟进去）、"
    "@名单（每行一个文件名；@- 从标准输入读名单）；文件、文件夹可以在存储里，如 s3://桶/文件夹。"
)
"""What may be named where several documents are taken, for help pages."""

EACH_ALONE = (
    "一份文书：全部写好再换上，出错就什么都不动。几份：各自单独，一份有错，别的照样生成；"
    "结果目录里的 perfreport.sqlite 记着什么由什么生成，"
    "中断了再运行一次就接着做，没有变化的不重做。"
    "原有的文件权限不变，新文件的权限不比数据文件宽。\n\n"
    "退出码（几份时取最大的）：0 都写好了；1 检查出错误，没有生成；"
    "2 文件或命令写得不对；3 版式或模板不对；4 结果写不进去，或会盖掉别人改过的文件；"
    "70 没有料到的问题，或中途没有人做了（调度器断了等）；130 被中断。"
)
"""What becomes of one document and of several, and what the exit code says, for help pages."""

SCHEDULER = option(
    "--scheduler", metavar="地址",
    help="几份文书交给 Dask 的工作进程做，如 tcp://10.0.0.1:8786；各台机器要装同一版本，看得到同样的文件；"
    "不和 -j 一起写",
)  # fmt: skip

_OF_FILES = {".docx", ".pdf", ".yaml", ".yml", ".json", ".xlsx"}


def require_folder(
    _context: click.Context, _option: click.Parameter, directory: Path | None
) -> Path | None:
    """Refuse to make a folder with a name by which others take it for a file."""
    if directory and directory.suffix.lower() in _OF_FILES and not os.path.isdir(directory):
        raise click.BadParameter(f"{directory} 是文件的名称；这里写目录，文件名随数据文件")
    return directory


def _require_output(context: click.Context, option: click.Parameter, name: str) -> str:
    """``name``, of a folder as ``require_folder`` has it, or an address."""
    if not is_address(name):
        require_folder(context, option, Path(name))
    return name


OUTPUT = option(
    "-o", "--output", "directory", metavar="目录", required=True, type=path,
    callback=require_folder, help="写到哪个目录，没有就新建（必填）",
)  # fmt: skip
OUTPUT_ANYWHERE = option(
    "-o", "--output", "directory", metavar="目录", required=True, type=output,
    callback=_require_output, help="写到哪个目录，没有就新建；可以是存储的地址，如 s3://桶/结果（必填）",
)  # fmt: skip

ALLOW_ERRORS = option(
    "--allow-errors", is_flag=True, help="检查出错误也生成（照录原件时用）；错误照样列出"
)


def _overwriting(what: str) -> Callable[[F], F]:
    return option("--overwrite", is_flag=True, help=f"{what}也盖掉；不写则不盖，退出码为 4")


_OF_OTHERS = "别人改过而没有收回的 Word 文件、表格，同名而不是 PDF 的文件"
OVERWRITE = _overwriting(_OF_OTHERS)
OVERWRITE_EXAMPLES = _overwriting(f"改过的例子（.yaml）、{_OF_OTHERS}")


class _Kind(click.ParamType):  # type: ignore[type-arg] # older releases have no argument
    """A kind, by its name or its short name."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The kind that is called so."""
        known = kinds()
        if value not in (*known.by_name, *known.by_id):
            self.fail(f"可写：{'、'.join((*known.by_name, *known.by_id))}", param, ctx)
        return known.called(value)


_kind = partial(click.argument, "kind", type=_Kind(), shell_complete=completion.kind_names)
KIND = _kind(metavar="文种")
KIND_OF_FORM = _kind(metavar="[文种]", required=False)

_form = partial(option, "--form", "form_id", metavar="版式", shell_complete=completion.form_ids)
FORM = _form(help="用这个版式，不用文件里写的；perfreport forms 列出全部")
WORD_FORM = _form(help="Word 文件或表格印的是这个版式；文件里没有嵌入数据、从版面又认不出时写")
FORM_OF_REPORT = _form(help="起草的报告用这个版式；只有一种时可不写")
FORM_OF_SCHEMA = _form(help="只许写这个版式印得出的；写了版式，文种可以不写")
ANY_FORM = _form(
    help="两份文书都用这个版式，不用数据文件里写的；"
    "Word 文件或表格没有嵌入数据、从版面又认不出时也写"
)

_folders = partial(option, metavar="目录", multiple=True, type=_Folder(path_type=Path))
TEMPLATES = _folders("--templates", help="自己的版式目录，优先于自带的；可写几次")
FONTS = _folders("--fonts", help="自己的字体目录，PDF 优先用其中的字体；可写几次")

SYSTEM_FONTS = option(
    "--system-fonts/--no-system-fonts", default=True,
    help="PDF 是否用本机已装的公文字体；不用时各台机器的结果逐字节相同",
)  # fmt: skip

ACCESSIBLE = option(
    "--accessible", is_flag=True,
    help="PDF 加上结构标签，读屏软件可以朗读（无障碍，PDF/UA-1）；表格多的文件会大不少",
)  # fmt: skip


def _both_unless_said(
    _context: click.Context, _option: click.Parameter, typed: tuple[Format, ...]
) -> tuple[Format, ...]:
    """The formats that were ``typed``, each once; all where none was."""
    return tuple(dict.fromkeys(typed)) or FORMATS


FILE_FORMATS = option(
    "-f", "--file-format", "formats", metavar="格式", multiple=True,
    type=click.Choice(ALL_FORMATS), callback=_both_unless_said,
    help="docx、pdf 或 xlsx；不写则要 docx 和 pdf；没有要 docx 时，旁边的 Word 文件不动",
)  # fmt: skip


def _limits(_context: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> Limits:
    """The limits of reading, those raised that were ``typed``."""
    return Limits(**dict(map(_limit, typed)))


def _limit(typed: str) -> tuple[str, int]:
    name, _, number = typed.partition("=")
    fields = {label: field for field, label in LABELS.items()}
    if name not in fields:
        known = "、".join(fields)
        raise click.BadParameter(f"没有上限{quoted(name)}，可写：{known}，如 {_EXAMPLE}")
    # int() takes any digits, also full-width ones, and is slow for very many of them.
    if not (number.isascii() and number.isdecimal() and len(number) < _MOST_DIGITS):
        raise click.BadParameter(f"{quoted(number)}不是数，“{name}=”后面请只写数字，如 {_EXAMPLE}")
    return fields[name], int(number)


LIMITS = option(
    "--limit", "limits", metavar="名称=数", multiple=True, callback=_limits,
    shell_complete=completion.limit_names,
    help=f"放宽读 Word 文件、表格的一项上限，如 {_EXAMPLE}；可写几次；"
    f"各项为{'、'.join(LABELS.values())}",
)  # fmt: skip


def report_format(*formats: str) -> Callable[[F], F]:
    """The option for the format of a report; the first of ``formats`` is used without it."""
    *others, last = formats
    return option(
        "--format", "report", metavar="格式", type=click.Choice(formats), default=formats[0],
        help=f"{'、'.join(others)} 或 {last}；不写为 {formats[0]}",
    )  # fmt: skip
