"""``python -m benchmarks``: perfreport beside its peers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from benchmarks import readme, report, results
from benchmarks.contests import CONTESTS
from benchmarks.measuring import Result, hold

_ROUNDS, _QUICK_ROUNDS = 5, 2
_WIDTH = 140
_NAMES = [contest.name for contest in CONTESTS]


@click.command(help="perfreport 与同类程序做同样的事，各在新的进程里，轮流运行，取中位数。")
@click.argument("contests", nargs=-1, type=click.Choice(_NAMES))
@click.option("--quick", is_flag=True, help="规模小、轮次少，一两分钟。")
@click.option(
    "--json",
    "json_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把每一次的结果写进这个文件。",
)
@click.option("--markdown", is_flag=True, help="表格印成 Markdown。")
@click.option(
    "--readme",
    "measured",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="不运行，把这个文件里的结果写进 README 的表。",
)
def main(
    contests: tuple[str, ...],
    quick: bool,
    json_path: Path | None,
    markdown: bool,
    measured: Path | None,
) -> None:
    """Hold the ``contests``, by default all, and print their tables."""
    if measured:
        text = readme.put_into(readme.README.read_text("utf-8"), results.read(measured))
        readme.README.write_text(text, "utf-8")
        return
    today = datetime.now(UTC).date()
    found = _results(contests or tuple(_NAMES), quick=quick)
    if json_path:
        json_path.write_text(results.as_json(found, today), encoding="utf-8")
    click.echo(f"{report.heading(results.machine(today))}\n")
    for table in report.tables(found):
        if markdown:
            click.echo(report.markdown(table))
        else:
            _show(table)


def _results(names: tuple[str, ...], *, quick: bool) -> list[Result]:
    return [
        result
        for contest in CONTESTS
        if contest.name in names
        for result in hold(
            contest,
            contest.quick_sizes if quick else contest.sizes,
            _QUICK_ROUNDS if quick else _ROUNDS,
            lambda line: click.echo(line, err=True),
        )
    ]


def _show(table: report.Table) -> None:
    shown = Table(title=table.title, caption="\n".join(table.remarks))
    for number, name in enumerate(table.header):
        shown.add_column(name, justify="left" if number < 2 else "right", no_wrap=True)
    for row in table.rows:
        shown.add_row(*row)
    Console(width=_WIDTH).print(shown)


if __name__ == "__main__":
    main()
