"""The command line: thin words around the functions of the library."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake, PerfreportError
from perfreport.basics.messages import reason, shown
from perfreport.basics.unexpected import UNEXPECTED, cause
from perfreport.cli.build import build, demo
from perfreport.cli.catalogue import forms, schema
from perfreport.cli.check import check, rules
from perfreport.cli.convert import convert
from perfreport.cli.diff import diff
from perfreport.cli.draft import draft
from perfreport.cli.explain import explain
from perfreport.cli.form import form
from perfreport.cli.maps import maps
from perfreport.cli.new import new
from perfreport.cli.printing import complain
from perfreport.cli.read import read
from perfreport.cli.regenerate import regenerate
from perfreport.cli.report import report
from perfreport.cli.streams import Streams
from perfreport.cli.summary import summary
from perfreport.cli.wording import DEBUG, CommandGroup, ToldError, usage_message
from perfreport.cli.year import year
from perfreport.kinds import KINDS
from perfreport.kinds.kind import Kinds

_INTERRUPTED = 130
_MOST_OF_A_COMMAND = 300
_NOWHERE = "现在所在的文件夹已经不在了；请换到别的文件夹，再运行一次"


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    help="中国预算绩效文书：由数据文件生成 Word 和 PDF。",
    examples={
        "perfreport demo -o 例子": "写出各版式的例子，连同数据文件，照着改",
        "perfreport build 项目.yaml -o 结果": "写出 结果/项目.docx 和 结果/项目.pdf",
        "perfreport check 项目.yaml": "逐条检查合计、比率、得分、指标、文字、涉密",
    },
    epilog="印到文件或别的程序里的总是 UTF-8，印在终端上的用终端的编码。",
)
@click.version_option(package_name="yusuan-jixiao", message="perfreport %(version)s", help="版本号")
@click.pass_context
def commands(context: click.Context) -> None:
    """All commands; without one, print the help."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
    try:
        Path.cwd()
    except OSError:
        raise InputError([Mistake(NOWHERE, _NOWHERE)]) from None


for command in (
    new, build, report, check, year, explain, draft, summary, convert, read, regenerate, diff,
    rules, forms, form, maps, schema, demo,
):  # fmt: skip
    commands.add_command(command)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code.

    0 done; 1 something is left to settle: a check found errors, an edit was not taken over;
    2 input or usage wrong; 3 a form or template wrong; 4 a file cannot be written;
    70 nobody expected it, or what was printed is lost; 130 interrupted.
    """
    streams = Streams()
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP; nohup has it ignored
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:
            signal.signal(getattr(signal, name), _interrupted)
    code = run(arguments)
    if failure := streams.failure():
        complain(f"要印的内容没有印完（{reason(failure)}）；请腾出地方或换个去处，再运行一次")
        code = UNEXPECTED
    sys.exit(code)


def _interrupted(*_: object) -> NoReturn:
    """End as by Ctrl-C, so that nothing half written stays behind."""
    raise KeyboardInterrupt


def run(arguments: list[str] | None = None, kinds: Kinds = KINDS) -> int:
    """Run the command line for documents of ``kinds``; the exit code."""
    typed = sys.argv[1:] if arguments is None else arguments
    try:
        # Not standalone: click would print errors in English and choose the exit code.
        result = commands.main(arguments, "perfreport", standalone_mode=False, obj=kinds)
    except click.UsageError as error:
        complain(usage_message(error))
        return 2
    except (click.Abort, KeyboardInterrupt):
        complain("已中断，没有写完的文件都已撤掉")
        return _INTERRUPTED
    except ToldError as error:
        complain(error.message)
        return error.exit_code
    except PerfreportError as error:
        complain(str(error))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the one place that everything ends in
        if DEBUG in typed:
            traceback.print_exception(error)
        complain(_unexpected(error, typed))
        return UNEXPECTED
    return result if isinstance(result, int) else 0


def _unexpected(error: Exception, arguments: Sequence[str]) -> str:
    """``error``, in which the command with these ``arguments`` has ended, in one line."""
    command = shown(" ".join(["perfreport", *arguments]), _MOST_OF_A_COMMAND)
    about = "".join(f"，处理 {shown(note)} 时" for note in getattr(error, "__notes__", ())[:1])
    return f"没有做完“{command}”{about}：{cause(error)}"


__all__ = ["commands", "main", "run"]
