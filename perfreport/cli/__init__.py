"""The command line: thin words around the functions of the library."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake, PerfreportError
from perfreport.basics.messages import reason, shown
from perfreport.basics.unexpected import UNEXPECTED, cause
from perfreport.cli.late import Late, LateCommands, LateGroup, NotInstalledError
from perfreport.cli.streams import Streams
from perfreport.cli.wording import DEBUG, ToldError, complain, usage_message

if TYPE_CHECKING:
    from perfreport.kinds.kind import Kinds

_INTERRUPTED = 130
_MOST_OF_A_COMMAND = 300
_NOWHERE = "现在所在的文件夹已经不在了；请换到别的文件夹，再运行一次"


_COMMANDS = {
    "new": Late(
        "new",
        "写出一份空白的数据文件或 Excel 工作簿：版式的全部栏目按顺序列好，要填的写“待填”，"
        "有可选的列出可选的，各表附一行例子",
    ),
    "build": Late(
        "build",
        "由数据文件（YAML、JSON 或 Excel）生成 Word 和 PDF",
    ),
    "report": Late(
        "report",
        "汇总一个结果目录：生成了多少、没有生成的和原因、检查发现、得分和等级、用时",
    ),
    "check": Late(
        "check",
        "检查数据文件：合计、比率、得分、指标、文字、涉密；可与前面环节的文书对照",
    ),
    "year": Late(
        "year",
        "看一个部门的一年：文件夹（连同里面的文件夹）里各年度有哪些文书，后面的与前面的是否相符，"
        "哪些重复，哪些还没有填完，哪些读不了，还缺哪些、用什么命令依次起草",
    ),
    "explain": Late(
        "explain",
        "说明一个算出的数怎样得来：算式、各数的位置、取舍、出处",
    ),
    "draft": Late(
        "draft",
        "由一年里前面的文书起草后面的：目标表起草监控表、自评表，连同监控表、自评表起草自评报告，"
        "上年的目标表和自评表起草下年的目标表",
    ),
    "summary": Late(
        "summary",
        "汇总自评表：项目数、预算数、执行数、执行率、平均得分、等级、没有完成的指标和原因，"
        "按单位列出；也可由此起草部门项目支出绩效自评总结报告",
    ),
    "convert": Late(
        "convert",
        "把数据文件换一种写法：.yaml、.json 和 Excel 工作簿互换，内容不变（注释不带过去）",
    ),
    "read": Late(
        "read",
        "把改过的 Word 文件或表格（.xlsx）读回数据；原来的数据文件可只改动过的地方",
    ),
    "regenerate": Late(
        "regenerate",
        "把改过的 Word 文件或表格（.xlsx）读回、检查，重新生成 Word 和 PDF",
    ),
    "diff": Late(
        "diff",
        "逐项列出两份文书的不同；数据文件和生成的 Word 文件、表格（.xlsx）都可以",
    ),
    "rules": Late(
        "check",
        "列出检查规则：编号、级别、查什么、依据",
    ),
    "forms": Late(
        "catalogue",
        "列出全部版式：编号、文种、名称、地区、年度",
    ),
    "form": Late(
        "form",
        "做自己的版式：照一个版式起头，列出模板能写的标签，核对版式",
    ),
    "maps": Late(
        "maps",
        "列出别处表格的对照表；写编号，则说明这张表的各列是哪一项、出自哪里",
    ),
    "schema": Late(
        "catalogue",
        "打印一个文种的 JSON Schema，供编辑器补全和检查数据文件",
    ),
    "demo": Late(
        "demo",
        "生成自带的例子，连同它们的数据文件（.yaml），并列出这些文件",
    ),
}
"""What there is, as the help says it; the first sentence of each one's own help."""


@click.group(
    cls=LateGroup,
    late=LateCommands(_COMMANDS),
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


def run(arguments: list[str] | None = None, kinds: Kinds | None = None) -> int:
    """Run the command line for documents of ``kinds``, or of all; the exit code."""
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
    except NotInstalledError:  # which ends as if it had been found before
        raise
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
