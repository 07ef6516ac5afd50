"""``perfreport summary``: what the evaluation tables of units say together."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import Mistake
from perfreport.basics.messages import shown
from perfreport.basics.quantities import Amount, Rounding
from perfreport.batch.named import tasks
from perfreport.batch.places import read_file
from perfreport.cli import known, options
from perfreport.cli.printing import print_notes, print_pending, print_source, print_table
from perfreport.cli.sources import Source, single
from perfreport.cli.wording import Command, misused
from perfreport.cli.writing import require_new, write_new
from perfreport.data.data_files import Input, StandardInput
from perfreport.documents.converting import WORKBOOK, begun_file
from perfreport.documents.inputs import read_all
from perfreport.documents.loading import Loaded, read_document
from perfreport.documents.summarising import Summed, begun_report, form_of_report, summed
from perfreport.documents.summary_figures import in_figures
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.outcomes import State
from perfreport.kinds.chain.summarised import figure_of, odd_weights, shown_share, unlike_scores
from perfreport.kinds.chain.summary import Summary, SummedPart, Tally

_ROUNDING = Rounding()
_MOST_OF_A_CELL = 60
_MOST_OTHERS = 3
"""Files that are named one by one; of more it is told how many of each kind there are."""
_OF_MONEY = ("全年预算数（万元）", "全年执行数（万元）", "执行率")
_OF_INDICATORS = ("三级指标", "完成", "完成率", "没有完成", "看不出", "没有写原因")
_MISSING = "没有写"
_DEVIATIONS: dict[State, str] = {"unmet": "没有完成的指标", "far_above": "超出较多的指标"}


@click.command(
    cls=Command,
    help="汇总自评表：项目数、预算数、执行数、执行率、平均得分、等级、没有完成的指标和原因，按单位列出；"
    "也可由此起草部门项目支出绩效自评总结报告。"
    f"{options.SEVERAL}{options.PIPED}。",
    epilog="不同年度、不同文种的分开汇总（部门的钱已经含着项目的）；没有写全的不计入合计和平均，逐项列出。\n\n"
    "退出码：0 汇总好了；2 文件或命令写得不对，或没有自评表；3 版式不对；4 结果写不进去。",
    examples={
        "perfreport summary 自评": "整个文件夹，印在屏幕上",
        "perfreport summary 甲.yaml 乙.xlsx --format json": "几份，供别的程序用",
        "perfreport summary 自评 -o 总结.yaml": "起草自评总结报告，要填的写“待填”",
    },
)
@options.SOURCES
@options.option(
    "-o", "--output", "target", metavar="文件", type=options.path,
    help="不印，起草成报告的数据文件（.yaml 或 .xlsx）；已有同名文件时不覆盖",
)  # fmt: skip
@options.option("--year", "only", metavar="年度", type=click.IntRange(1), help="只要这个年度的")
@options.report_format("text", "json")
@options.FORM_OF_REPORT
@options.TEMPLATES
def summary(
    sources: tuple[Source, ...],
    target: Path | None,
    only: int | None,
    report: str,
    form_id: str | None,
    templates: tuple[Path, ...],
) -> None:
    """Print what ``sources`` come to, or begin a report with it."""
    if target:
        require_new(target, ".yaml", ".yml", WORKBOOK)
    elif form_id:
        raise misused("--form 和 -o 一起写：它是起草的报告的版式")
    registry = known.registry(templates)
    form = form_of_report(registry, form_id) if target else None
    read = read_all(partial(_read, each, registry) for each in _inputs(sources))
    loaded = [each.loaded for each in read]
    found = summed(loaded, registry, only)
    _tell(found)
    if target and form:
        content = begun_file(begun_report(found, form), form, target)
        write_new(target, content, [each.file for each in read])
        name = shown(str(target))
        click.echo(f"已起草 {name}；填好“待填”处后，用 perfreport check {name} 检查")
    elif report == "json":
        click.echo(json.dumps(in_figures(found).as_json(), ensure_ascii=False, indent=2))
    else:
        for each in found.summaries:
            _print(each)


class _Read(NamedTuple):
    """A file, and the document in it."""

    file: Input
    loaded: Loaded


def _inputs(sources: Sequence[Source]) -> Iterable[str | StandardInput]:
    """What is named, each file once; what is in folders and lists too."""
    source = single(sources)
    if isinstance(source, StandardInput):
        return [source]
    names = [each for each in sources if isinstance(each, str)]
    return dict.fromkeys(each.file for each in tasks(names, "", sys.stdin.buffer))


def _read(source: str | StandardInput, registry: FormRegistry) -> _Read:
    file = read_file(source) if isinstance(source, str) else source
    return _Read(file, read_document(file, registry, allow_pending=True))


def _tell(found: Summed) -> None:
    """Say what was passed over, and what there is to know of the files that were not."""
    for each in found.tables:
        print_source(each)
        print_pending(len(each.pending), each.name)
    if len(found.others) > _MOST_OTHERS:
        counts = Counter(each.document.kind for each in found.others)
        kinds = "、".join(f"{kind} {count} 份" for kind, count in counts.items())
        message = f"{len(found.others)} 份不是自评表，没有汇总：{kinds}"
        print_notes([Mistake(NOWHERE, message)], None)
        return
    for each in found.others:
        message = f"这是{each.document.kind}，不是自评表，没有汇总"
        print_notes([Mistake(NOWHERE, message)], each.name)


def _print(found: Summary) -> None:
    """The tables of one kind."""
    called = found.called
    departments = f"，{len(found.departments)} 个部门" if len(found.departments) > 1 else ""
    click.echo(f"{found.year}年度{found.kind}：{len(found.parts)} 个{called}{departments}")
    heads = ("单位", f"{called}数", *_OF_MONEY, "平均得分", "等级")
    _print_by_unit(found, heads, _figures)
    _print_parts(found)
    click.echo("绩效指标")
    _print_by_unit(found, ("单位", *_OF_INDICATORS), _counts)
    for state, title in _DEVIATIONS.items():
        _print_deviations(found, state, title)
    _print_gaps(found)


def _unit(found: Summary, department: str, unit: str) -> str:
    is_told = len(found.departments) > 1 and unit != department
    called = unit or "（单位待填）"
    return shown(f"{department}·{called}" if is_told else called, _MOST_OF_A_CELL)


def _print_by_unit(
    found: Summary, heads: Sequence[str], figures: Callable[[Tally], Iterator[str]]
) -> None:
    rows = [[_unit(found, *unit), *figures(each)] for unit, each in found.units.items()]
    if len(rows) > 1:
        rows.append(["合计", *figures(found)])
    print_table(heads, rows)


def _figures(tally: Tally) -> Iterator[str]:
    yield str(len(tally.parts))
    yield from (_amount(each) for each in (tally.planned, tally.executed))
    yield _rate(tally)
    yield figure_of(tally.average)
    yield "、".join(
        f"{each.grade} {each.number}（{shown_share(each.share)}）" for each in tally.grades
    )


def _counts(tally: Tally) -> Iterator[str]:
    yield str(sum(1 for _ in tally.indicators))
    yield str(tally.count("met", "far_above"))
    yield "" if tally.met_rate is None else shown_share(tally.met_rate)
    yield from (str(tally.count(each)) for each in ("unmet", "open"))
    yield str(len(tally.without_reason))


def _print_parts(found: Summary) -> None:
    rows = [
        (
            shown(each.called, _MOST_OF_A_CELL),
            _unit(found, each.department, each.unit),
            _amount(each.planned),
            _amount(each.executed),
            _rate(each),
            each.shown,
            each.grade,
        )
        for each in found.parts
    ]
    click.echo(f"各{found.called}")
    print_table((found.called, "单位", *_OF_MONEY, "得分", "等级"), rows)


def _print_deviations(found: Summary, state: State, title: str) -> None:
    rows = [
        [shown(text, _MOST_OF_A_CELL) for text in (
            each.called, _called(found, part), each.target, each.actual, each.reason or _MISSING
        )]
        for part, each in found.in_state(state)
    ]  # fmt: skip
    if rows:
        click.echo(title)
        print_table(("指标", found.called, "指标值", "完成值", "偏差原因"), rows)


def _print_gaps(found: Summary) -> None:
    """What sums and averages do not count, and what nobody can tell."""
    gaps = [
        *((part, f"没有{'、'.join(lacks)}，没有计入") for part, lacks in found.incomplete),
        *((part, f"{odd_weights(part)}；得分没有计入平均") for part in found.odd),
        *((part, f"“{each.called}”看不出是否完成") for part, each in found.in_state("open")),
    ]
    rows = [
        [shown(text, _MOST_OF_A_CELL) for text in (_called(found, part), what)]
        for part, what in gaps
    ]
    if rows:
        click.echo("没有写全、写得不对的")
        print_table((found.called, "情况"), rows)
    if len(found.full_marks) > 1:
        click.echo(unlike_scores(found))


def _called(found: Summary, part: SummedPart) -> str:
    """The name of a part, with its unit where several are called so."""
    if part.name not in found.repeated_names:
        return part.called
    return f"{part.called}（{_unit(found, part.department, part.unit)}）"


def _amount(amount: Amount | None) -> str:
    return "" if amount is None else _ROUNDING.amount(amount)


def _rate(money: Tally | SummedPart) -> str:
    """The rate; a dash where nothing was budgeted, and nothing where that is not known."""
    is_known = money.planned is not None and money.executed is not None
    return _ROUNDING.rate_or_dash(money.rate) if is_known else ""
