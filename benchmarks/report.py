"""What the measurements say: as tables for people, as JSON for programs."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby, pairwise
from typing import NamedTuple

from benchmarks.contests import Contest
from benchmarks.measuring import Result

_HEADER = ("规模", "程序", "用时（秒）", "每秒", "用时之比", "内存（MB）", "内存之比", "文件（MB）")
_MEGABYTE = 10**6


class Table(NamedTuple):
    """A titled table of texts, with remarks below it."""

    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    remarks: list[str]


def machine(today: date) -> dict[str, object]:
    """Where and when the measurements were taken."""
    return {
        "date": today.isoformat(),
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def heading(today: date) -> str:
    """The same as a sentence."""
    place = "{date}，{cores} 核 {processor}，{system}，Python {python}".format(**machine(today))
    return f"{place}；用时与内存为中位数，比值以 perfreport 为 1"


def tables(results: Iterable[Result]) -> Iterator[Table]:
    """One table for each contest."""
    for contest, members in groupby(results, lambda result: result.contest):
        yield _table(contest, list(members))


def _table(contest: Contest, results: Sequence[Result]) -> Table:
    rows = []
    for _, group in groupby(results, lambda result: result.size):
        first, *others = group
        rows += [_row(result, first) for result in (first, *others)]
    remarks = [f"{_label(each)}：{each.failure}" for each in results if each.failure]
    return Table(contest.title, _HEADER, rows, [*_growth(contest, results), *remarks])


def _row(result: Result, first: Result) -> tuple[str, ...]:
    size = f"{result.size:,} {result.contest.unit}"
    if not result.runs:
        return (size, _label(result), *["—"] * (len(_HEADER) - 2))
    return (
        size,
        _label(result),
        f"{result.seconds:.3f}",
        f"{result.size / result.seconds:,.0f}",
        _ratio(result.seconds, first.seconds) if first.runs else "—",
        f"{result.memory / _MEGABYTE:,.0f}",
        _ratio(result.memory, first.memory) if first.runs else "—",
        f"{result.length / _MEGABYTE:.2f}",
    )


def _growth(contest: Contest, results: Sequence[Result]) -> Iterator[str]:
    """How time and memory of the first engine grow between the two largest sizes."""
    finished = [each for each in results if each.engine is contest.engines[0] and each.runs]
    for smaller, larger in list(pairwise(finished))[-1:]:
        yield (
            f"{larger.engine.label} 由 {smaller.size:,} 到 {larger.size:,} {contest.unit}："
            f"用时 {larger.seconds / smaller.seconds:.1f} 倍，"
            f"内存 {larger.memory / smaller.memory:.1f} 倍"
        )


def _ratio(value: float, base: float) -> str:
    return f"{value / base:.2f}"


def _label(result: Result) -> str:
    return f"{result.engine.label} {_version(result.engine.source)}".rstrip()


@cache
def _version(source: str) -> str:
    """The version of a Python package or of a program; empty if it is not on this machine."""
    try:
        return version(source)
    except PackageNotFoundError:
        if shutil.which(source) is None:
            return ""
    command = [source, "--version"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return printed.split()[1]


def markdown(table: Table) -> str:
    """``table`` in Markdown."""
    rules = ["---", "---", *["---:"] * (len(table.header) - 2)]
    lines = [f"| {' | '.join(row)} |" for row in (table.header, rules, *table.rows)]
    remarks = [f"{remark}\n" for remark in table.remarks]
    return "\n".join([f"**{table.title}**", "", *lines, "", *remarks])


def as_json(results: Iterable[Result], today: date) -> str:
    """Every run, as JSON."""
    measured = [
        {
            "contest": result.contest.name,
            "size": result.size,
            "engine": _label(result),
            "failure": result.failure,
            "runs": [run._asdict() for run in result.runs],
        }
        for result in results
    ]
    document = {"machine": machine(today), "results": measured}
    return json.dumps(document, ensure_ascii=False, indent=2)
