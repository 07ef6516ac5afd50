"""``perfreport check`` and ``rules``: what does not hold, and what is looked at."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile

import click

from perfreport.batch.checking import Answer, Examiner, Inquiry, Notation, checking, log_of
from perfreport.batch.named import task_for, tasks
from perfreport.batch.papers import Task
from perfreport.batch.plan import Plan
from perfreport.checks.engine.finding import Severity
from perfreport.cli import known, options
from perfreport.cli.completion import rule_codes
from perfreport.cli.printing import print_notes
from perfreport.cli.sources import Source, single
from perfreport.cli.wording import Command, complain, misused
from perfreport.cli.workers import Workers
from perfreport.data.data_files import StandardInput
from perfreport.documents.findings.handbook import rules_about, rules_text
from perfreport.documents.findings.programs import rules_as_json
from perfreport.documents.findings.text import MOST_PLACES, in_all
from perfreport.kinds import KINDS

_NO_RULE = (
    "没有检查规则同时有“{}”；请少写几个词或换个说法，如 perfreport rules 合计；不写词，列出全部规则"
)


@click.command(
    cls=Command,
    help="检查数据文件：合计、比率、得分、指标、文字、涉密；可与前面环节的文书对照。"
    f"{options.SEVERAL}文件写 -，则从标准输入读一份文书。",
    epilog="退出码：0 没有错误，也许有警告、提示；1 有错误；"
    "2 数据文件或命令写得不对；3 版式或模板不对；70 没有料到的问题，或中途没有人做了"
    "（调度器断了等）；130 被中断；几份时取最大的。\n"
    "json、sarif 把读不了的文件的错处和别的文件的检查发现一起印出（编号 INPUT），退出码也是 2。",
    examples={
        "perfreport check 项目.yaml": "逐条检查",
        "perfreport check 自评.yaml --against 项目.yaml": "自评与目标对照",
        "perfreport check 各单位 --format json": "整个文件夹，检查发现供别的程序用",
    },
)
@options.SOURCES
@options.option(
    "--against", metavar="文件", multiple=True, type=options.named,
    help="与前面环节的这一份对照：监控对照目标，自评对照目标和监控，自评报告还对照自评表，部门的对照各项目的；"
    "可以是存储的地址；可写几次",
)  # fmt: skip
@options.report_format("text", "json", "sarif")
@options.option(
    "--all", "every_place", is_flag=True,
    help=f"同一规则的发现多于 {MOST_PLACES} 处时也全部列出；json、sarif 总是全部列出",
)  # fmt: skip
@options.FORM
@options.TEMPLATES
@options.FONTS
@options.SYSTEM_FONTS
@options.JOBS
@options.SCHEDULER
def check(
    sources: tuple[Source, ...],
    against: tuple[Source, ...],
    report: Notation,
    every_place: bool,
    form_id: str | None,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...],
    system_fonts: bool,
    jobs: int | None,
    scheduler: str | None,
) -> int:
    """Print the findings of every document; the exit code, the highest of theirs.

    What keeps one from being checked is among the findings for programs; people are told it at
    the end. The exit code is then 2.
    """
    workers = Workers(jobs, scheduler)
    workers.require_one_sort()
    piped = any(isinstance(each, StandardInput) for each in against)
    if scheduler is not None and piped:
        raise misused("--scheduler 和 --against - 不能一起写：标准输入到不了各台机器，请写文件名")
    inquiry = Inquiry(
        workers.settings(templates, fonts, system_fonts=system_fonts),
        form_id=form_id,
        against=tuple(workers.name(each) for each in against if isinstance(each, str)),
        notation=report,
        most=None if every_place else MOST_PLACES,
    )
    # Here it is read once, and what is wrong with it is told once.
    examiner = Examiner(inquiry, known.registry(templates), against)
    if source := single(sources):
        given = source if isinstance(source, StandardInput) else None
        task = Task(str(source), "") if given else task_for(str(source))
        answers = iter([examiner.answer(task, given)])
        return _print_answers(answers, 1, examiner)
    names = [each for each in sources if isinstance(each, str)]
    # Other processes know neither other kinds nor what was on standard input.
    here = examiner.whatever_happens if piped or known.kinds() is not KINDS else None
    places = (*names, *inquiry.against)
    with closing(Plan(workers.tasks(tasks(names, "", sys.stdin.buffer)))) as plan:
        numbered = (Task(each.file, str(place)) for place, each in enumerate(plan.tasks()))
        ready = workers.ready(checking(inquiry), len(plan), inquiry.settings, places, here)
        with ready as working:
            return _print_answers(_in_order(working(numbered)), len(plan), examiner)


def _in_order(chunks: Iterable[Sequence[Answer]]) -> Iterator[Answer]:
    """The answers in the order of their tasks, which they come in nearly."""
    early: dict[int, Answer] = {}
    place = 0
    for chunk in chunks:
        early |= {int(each.base): each for each in chunk}
        while answer := early.pop(place, None):
            yield answer
            place += 1


def _print_answers(answers: Iterator[Answer], documents: int, examiner: Examiner) -> int:
    """Print the ``answers`` about so many documents one by one; the exit code."""
    log = log_of(examiner.inquiry.notation)
    counts: Counter[Severity] = Counter()
    code, checked, between = 0, 0, ""
    with TemporaryFile("w+", encoding="utf-8", errors="surrogateescape") as mistakes:
        click.echo(log.head, nl=False)
        for answer in chain(answers, [examiner.told(examiner.unread)]):
            print_notes(answer.notes, answer.file)
            for piece in answer.pieces:
                click.echo(f"{between}{piece}", nl=False)
                between = log.between
            counts.update(dict(answer.found))
            code, checked = max(code, answer.code), checked + bool(answer.pieces)
            if answer.mistakes:
                mistakes.write("\n" if mistakes.tell() else "")
                mistakes.write(f"{answer.mistakes}\n")
        click.echo(log.tail, nl=False)
        if documents > 1 and examiner.inquiry.notation == "text":
            click.echo(f"{between}{in_all(checked, counts)}", nl=False)
        mistakes.seek(0)
        for line in mistakes:
            complain(line.removesuffix("\n"))
    return code


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
