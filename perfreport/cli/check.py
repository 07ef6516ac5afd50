"""``perfreport check`` and ``rules``: what does not hold, and what is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from perfreport.basics.errors import InputError, SeveralInputsError
from perfreport.cli import known, options
from perfreport.cli.completion import rule_codes
from perfreport.cli.findings import checked, has_errors
from perfreport.cli.printing import print_source
from perfreport.cli.wording import Command
from perfreport.data.data_files import Input
from perfreport.documents.findings.handbook import rules_about, rules_text
from perfreport.documents.findings.programs import Report, as_json, as_sarif, rules_as_json
from perfreport.documents.findings.text import MOST_PLACES, as_text
from perfreport.documents.inputs import apart, attempt
from perfreport.documents.loading import Loaded, read_document
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry

_FOR_PROGRAMS = {"json": as_json, "sarif": as_sarif}
_NO_RULE = (
    "没有检查规则同时有“{}”；请少写几个词或换个说法，如 perfreport rules 合计；不写词，列出全部规则"
)


@click.command(
    cls=Command,
    help=f"检查数据文件：合计、比率、得分、指标、文字、涉密；可与申报对照。{options.PIPED}。",
    epilog="退出码：0 没有错误，也许有警告、提示；1 有错误；"
    "2 数据文件或命令写得不对；3 版式或模板不对。\n"
    "json、sarif 把读不了的文件的错处和别的文件的检查发现一起印出（编号 INPUT），退出码也是 2。",
    examples={
        "perfreport check 项目.yaml": "逐条检查",
        "perfreport check 自评.yaml --against 项目.yaml": "自评与申报对照",
        "perfreport check 项目.yaml 部门.yaml --format json": "检查发现供别的程序用",
    },
)
@options.FILES
@options.option(
    "--against", metavar="文件", multiple=True, type=options.document,
    help="与这份申报对照：自评报告对照两种申报，部门申报表对照项目支出绩效目标表；可写几次",
)  # fmt: skip
@options.report_format("text", *_FOR_PROGRAMS)
@options.option(
    "--all", "every_place", is_flag=True,
    help=f"同一规则的发现多于 {MOST_PLACES} 处时也全部列出；json、sarif 总是全部列出",
)  # fmt: skip
@options.FORM
@options.TEMPLATES
@options.FONTS
@options.SYSTEM_FONTS
def check(
    files: tuple[Input, ...],
    against: tuple[Input, ...],
    report: str,
    every_place: bool,
    form_id: str | None,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...],
    system_fonts: bool,
) -> int:
    """Print the findings of every file; the exit code is 1 when one is an error.

    What keeps a file from being checked is among the findings for programs; people are told
    nothing else. The exit code is then 2.
    """
    registry = known.registry(templates)
    renderer = Renderer(registry, fonts, system_fonts=system_fonts)
    read = partial(read_document, registry=registry)
    documents = [
        attempt(partial(read, file, form_id=form_id, allow_pending=True)) for file in files
    ]
    others, unread = apart(attempt(partial(read, file)) for file in against)
    for each in (*documents, *others):
        if isinstance(each, Loaded):
            print_source(each)
    # Against some of the declarations alone a sum or a list would be found wanting.
    examine = partial(_reports, registry, renderer, () if unread else others)
    reports = [
        part
        for each in documents
        for part in ([each] if isinstance(each, InputError) else examine(each))
    ]
    return _print_reports([*reports, *unread], report, None if every_place else MOST_PLACES)


def _reports(
    registry: FormRegistry, renderer: Renderer, others: Sequence[Loaded], loaded: Loaded
) -> list[Report]:
    """What the rules find in ``loaded``, and which of its characters the PDF cannot print.

    Where it cannot be compared with the ``others``, what is found in it alone, and why.
    """
    compared = attempt(partial(checked, loaded, registry, others))
    own = checked(loaded, registry) if isinstance(compared, InputError) else compared
    report = own.plus(renderer.findings(loaded))
    return [report, compared] if isinstance(compared, InputError) else [report]


def _print_reports(reports: Sequence[Report], format: str, most: int | None) -> int:
    """Print ``reports`` in ``format``; the exit code.

    Raises:
        SeveralInputsError: with what keeps files from being checked, where people read it.
    """
    found, mistaken = apart(reports)
    if format in _FOR_PROGRAMS:
        click.echo(_FOR_PROGRAMS[format](reports), nl=False)
        return InputError.exit_code if mistaken else int(has_errors(found))
    if mistaken:
        raise SeveralInputsError(mistaken)
    click.echo(as_text(found, most), nl=False)
    return int(has_errors(found))


@click.command(
    cls=Command,
    help="列出检查规则：编号、级别、查什么、依据。写了词的，只列编号、名称、查什么、依据中有这些词的。",
    epilog="退出码：0 列出了规则；1 没有一条规则有所写的全部的词；2 命令写得不对。",
    examples={
        "perfreport rules SUM-011": "一条规则查什么、依据什么",
        "perfreport rules 合计": "和合计有关的规则",
        "perfreport rules 金额 文字": "两个词都有的规则",
    },
)
@click.argument("words", metavar="[词]…", nargs=-1, shell_complete=rule_codes)
@options.report_format("text", "json")
def rules(words: tuple[str, ...], report: str) -> int:
    """Print the rules that have all ``words``; the exit code is 1 when there is none."""
    found = rules_about(" ".join(words).split())
    if report == "json":
        click.echo(rules_as_json(found), nl=False)
    elif found:
        click.echo(rules_text(found), nl=False)
    if not found:
        click.echo(_NO_RULE.format("”、“".join(words)), err=True)
    return int(not found)
