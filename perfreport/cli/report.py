"""``perfreport report``: what the record of a folder of results comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from perfreport.basics.errors import OutputError
from perfreport.basics.files import Outbox
from perfreport.basics.messages import choices, shown
from perfreport.batch.reporting import tables
from perfreport.batch.reporting.page import as_page
from perfreport.batch.reporting.programs import as_json
from perfreport.batch.reporting.record import Record, opened
from perfreport.batch.reporting.summary import Summary, summary
from perfreport.batch.reporting.tables import Cell, Table
from perfreport.batch.reporting.workbook import as_workbook
from perfreport.cli import options
from perfreport.cli.printing import print_table, table_text
from perfreport.cli.wording import Command, misused

MOST_ROWS = 10
"""Of a list in the text."""

_ENDINGS = (".html", ".xlsx", ".json", ".txt")
_PRINTED = {"text": ".txt", "json": ".json"}
_THERE = "已经有了，没有动；要换成新的请加 --overwrite，或换一个文件名"
_MOST_OF_A_CELL = 60


@click.command(
    cls=Command,
    help="汇总一个结果目录：生成了多少、没有生成的和原因、检查发现、得分和等级、用时。"
    "依据的是几份文书一起生成时写在目录里的记录（perfreport.sqlite），不看文件本身；"
    "目录可以是存储的地址，如 s3://桶/结果。",
    epilog="印在屏幕上和 .html 里的长名单只列前面的，.json 和 .xlsx 里是全部。\n"
    "退出码：0 汇总好了，不论有没有没生成的；"
    "2 没有记录、读不到存储、记录坏了、正在生成，或命令写得不对；4 写不进去，或已有同名的文件。",
    examples={
        "perfreport report 结果": "印在屏幕上",
        "perfreport report 结果 -o 汇总.html": "带图表的一页，可以打印",
        "perfreport report 结果 -o 汇总.xlsx": "工作簿：全部没有生成的、检查发现、单位、得分",
    },
)
@click.argument("folder", metavar="目录", type=options.output)
@options.option(
    "--format", "report", metavar="格式", type=click.Choice(tuple(_PRINTED)),
    help="印在屏幕上的写成 text 或 json；不写为 text",
)  # fmt: skip
@options.option(
    "-o", "--output", "target", metavar="文件", type=options.path,
    help=f"写到这个文件，结尾决定是哪一种：{choices(_ENDINGS)}",
)  # fmt: skip
@options.option("--last", is_flag=True, help="只算最后一次运行的名单上的文书")
@options.option(
    "--overwrite", is_flag=True, help="已有同名的文件也换成新的；不写则不动，退出码为 4"
)
def report(
    folder: str, report: str | None, target: Path | None, last: bool, overwrite: bool
) -> None:
    """Print the report on ``folder``, or write it to ``target``."""
    if target:
        _require_target(target, report, overwrite=overwrite)
    with opened(folder, last_only=last) as record:
        found = summary(record)
        if target:
            with Outbox() as outbox:
                outbox.add(target, _content(target, record, found), sources=[record.path])
        elif report == "json":
            for piece in as_json(record, found):
                click.echo(piece, nl=False)
        else:
            _print_text(record, found)
    if target:
        click.echo(f"已写出 {shown(str(target))}")


def _require_target(target: Path, report: str | None, *, overwrite: bool) -> None:
    """Refuse a file of another sort, and one that is there.

    Raises:
        UsageError: when its name says nothing, or something else than the format.
        OutputError: when it is there and is not to be written over.
    """
    ending = target.suffix.lower()
    if ending not in _ENDINGS:
        raise misused(f"{target}：文件名请以 {choices(_ENDINGS)} 结尾")
    if report and ending != _PRINTED[report]:
        raise misused(f"{target}：结尾和 --format {report} 不合；写文件时 --format 可以不写")
    if target.is_file() and not overwrite:
        raise OutputError(f"{shown(str(target))}：{_THERE}")


def _content(target: Path, record: Record, found: Summary) -> bytes | Iterator[bytes]:
    """The report as the ending of ``target`` says, in parts where it may be long."""
    match target.suffix.lower():
        case ".html":
            return as_page(record, found).encode()
        case ".xlsx":
            return as_workbook(record, found)
        case ".json":
            return (piece.encode() for piece in as_json(record, found))
    return "".join(_text(record, found)).encode()


def _text(record: Record, found: Summary) -> Iterator[str]:
    yield "".join(f"{line}\n" for line in _head(found))
    for table in _tables(record, found):
        yield f"\n{_title(table)}\n"
        yield table_text(table.heads, _rows(table))


def _print_text(record: Record, found: Summary) -> None:
    for line in _head(found):
        click.echo(line)
    for table in _tables(record, found):
        click.echo(f"\n{_title(table)}")
        print_table(table.heads, _rows(table))


def _head(found: Summary) -> Iterator[str]:
    yield tables.last_run(found)
    yield from tables.alarms(found)


def _tables(record: Record, found: Summary) -> Iterable[Table]:
    """Those that have rows, in the order of what has to be settled first."""
    made = (
        tables.states(found),
        tables.failures(record, found),
        tables.rules(found),
        tables.units(record, found),
        tables.scores(found),
        tables.grades(found),
        tables.slowest(found),
    )
    return (each for each in made if each.length)


def _title(table: Table) -> str:
    more = (
        f"（共 {table.length:,} 行，这里是前 {MOST_ROWS} 行）" if table.length > MOST_ROWS else ""
    )
    return f"{table.title}{more}"


def _rows(table: Table) -> list[list[str]]:
    return [[_cell(cell) for cell in row] for row in islice(table.rows, MOST_ROWS)]


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return shown(cell, _MOST_OF_A_CELL) if isinstance(cell, str) else tables.figure(cell)
