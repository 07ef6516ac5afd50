"""What the measurements say, as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from benchmarks.contests import Contest
from benchmarks.measuring import Result

_HEADER = (
    "规模",
    "程序",
    "CPU（秒）",
    "最少–最多",
    "每 CPU 秒",
    "CPU 之比",
    "用时（秒）",
    "用时之比",
    "内存（MB）",
    "文件（MB）",
)
MEGABYTE = 10**6


class Table(NamedTuple):
    """A titled table of texts, with remarks below it."""

    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    remarks: list[str]


def heading(machine: Mapping[str, Any]) -> str:
    """Where and when, as a sentence."""
    place = "{date}，{cores} 核 {processor}，{system}，Python {python}".format(**machine)
    return f"{place}；CPU、用时、内存为中位数，比值以 perfreport 为 1"


def tables(results: Iterable[Result]) -> Iterator[Table]:
    """One table for each contest."""
    for contest, members in groupby(results, lambda result: result.contest):
        yield _table(contest, list(members))


def _table(contest: Contest, results: Sequence[Result]) -> Table:
    rows = []
    for _, group in groupby(results, lambda result: result.size):
        first, *others = group
        rows += [_row(result, first) for result in (first, *others)]
    settings = [f"{label(each)}：{each.engine.settings}" for each in results]
    failures = [f"{label(each)}：{each.failure}" for each in results if each.failure]
    remarks = dict.fromkeys([*settings, *_growth(contest, results), *failures])
    return Table(contest.title, _HEADER, rows, list(remarks))


def _row(result: Result, first: Result) -> tuple[str, ...]:
    size = f"{result.size:,} {result.contest.unit}"
    if not result.runs:
        return (size, label(result), *["—"] * (len(_HEADER) - 2))
    return (
        size,
        label(result),
        f"{result.median('cpu'):.3f}",
        spread(result),
        f"{result.size / result.median('cpu'):,.0f}",
        _ratio(result, first, "cpu"),
        f"{result.median('wall'):.3f}",
        _ratio(result, first, "wall"),
        f"{result.median('memory') / MEGABYTE:,.0f}",
        f"{result.median('length') / MEGABYTE:.2f}",
    )


def spread(result: Result) -> str:
    """The least and the most CPU time of a run."""
    times = [run.cpu for run in result.runs]
    return f"{min(times):.3f}–{max(times):.3f}"


def _growth(contest: Contest, results: Sequence[Result]) -> Iterator[str]:
    """How time and memory of the first engine grow between the two largest sizes."""
    finished = [each for each in results if each.engine == contest.engines[0] and each.runs]
    for smaller, larger in list(pairwise(finished))[-1:]:
        yield (
            f"{larger.engine.label} 由 {smaller.size:,} 到 {larger.size:,} {contest.unit}："
            f"CPU {larger.median('cpu') / smaller.median('cpu'):.1f} 倍，"
            f"内存 {larger.median('memory') / smaller.median('memory'):.1f} 倍"
        )


def _ratio(result: Result, first: Result, what: str) -> str:
    return f"{result.median(what) / first.median(what):.2f}" if first.runs else "—"


def label(result: Result) -> str:
    """The engine and its version."""
    return f"{result.engine.label} {result.version}".rstrip()


def markdown(table: Table) -> str:
    """``table`` in Markdown."""
    rules = ["---", "---", *["---:"] * (len(table.header) - 2)]
    lines = [f"| {' | '.join(row)} |" for row in (table.header, rules, *table.rows)]
    remarks = [f"- {remark}" for remark in table.remarks]
    return "\n".join([f"**{table.title}**", "", *lines, "", *remarks, ""])
